"""Visits, and how they are told."""
