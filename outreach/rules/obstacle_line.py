"""Obstacles from free words: by kind where the list knows them, as typed where not."""

from outreach.rules.folding import fold
from outreach.rules.lines import split_commas, split_list
from outreach.rules.visit_draft import NamedObstacle
from outreach.rules.vocabulary.parts import AFTER_CLEARED_OBSTACLE
from outreach.rules.vocabulary.visits import OBSTACLES

_ENDINGS = tuple(f" {fold(phrase)}" for phrase in AFTER_CLEARED_OBSTACLE)


def read_obstacles(text: str) -> list[NamedObstacle]:
    """The obstacles in what follows "vướng": an item that holds a known phrase has its kind and keeps its words."""
    if kind := OBSTACLES.find(text):
        return [NamedObstacle(kind, text)]
    return [obstacle for item in split_commas(text) for obstacle in _of_item(item)]


def only_known(text: str) -> list[NamedObstacle]:
    """The obstacles when ``text`` is nothing but phrases of the list; otherwise none."""
    named = []
    for item in [text] if OBSTACLES.find(text) else split_list(text):
        if not (kind := OBSTACLES.find(item)):
            return []
        named.append(NamedObstacle(kind, item))
    return named


def cleared_by_ending(text: str) -> list[NamedObstacle]:
    """The obstacles of "ca kíp đã gỡ", said the other way round; none when the words before are not on the list."""
    folded = fold(text)
    for ending in _ENDINGS:
        if folded.endswith(ending):
            return only_known(" ".join(text.split()[: -len(ending.split())]).strip(" :,-"))
    return []


def _of_item(item: str) -> list[NamedObstacle]:
    # "và" separates two known obstacles but may also stand inside one in free words.
    known = only_known(item)
    return known or ([NamedObstacle(OBSTACLES.within(item), item)] if fold(item) else [])
