"""What an enterprise is called in talk: without the words of its legal form before the name."""

from outreach.rules.folding import fold_name

_MARK = "x"  # stands for a name: what folds to it alone says nothing but a legal form


def short_name(name: str) -> str:
    """Huy Hoàng for Công ty TNHH MTV Huy Hoàng; a name that is nothing but legal form stays whole."""
    words = name.split()
    for start in range(len(words) - 1, 0, -1):
        if _is_form(words[:start]):
            return name if _is_form(words[start:]) else " ".join(words[start:])
    return name


def _is_form(words: list[str]) -> bool:
    return fold_name(" ".join([*words, _MARK])) == _MARK
