"""Enterprises: their names, cards, changes and doubles."""
