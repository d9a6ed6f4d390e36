"""Candidates on their way into the Party."""
