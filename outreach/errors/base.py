"""The root of all refusals."""


class DomainError(Exception):
    """A refusal the user caused and can mend; nothing was written."""
