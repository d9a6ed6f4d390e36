"""What cannot be opened."""

from outreach.errors.base import DomainError


class KeyLostError(DomainError):
    """None of the keys opens this; it was sealed with a key that is no longer given."""
