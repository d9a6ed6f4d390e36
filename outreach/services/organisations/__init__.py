"""Organisations in enterprises and what happens to them."""
