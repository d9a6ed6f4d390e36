"""Where a rule is written, and how sure that is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """The document a limit stands in.

    ``article`` is "" where it is not known; ``secondary``: taken from secondary sources; ``confirmed``: an
    administrator has compared it with the document.
    """

    document: str
    article: str = ""
    secondary: bool = True
    confirmed: bool = False
