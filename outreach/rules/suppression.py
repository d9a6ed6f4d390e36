"""Counts of people too few to be said: below three they are "<3", and what would give them away is not said either.

DOMAIN §5: a breakdown of people by a personal attribute prints counts below 3 as "<3" and hides the complement too.
The total is always known (a unit's actual is never hidden), so what is said is safe only if every hidden count could
still be another one.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Final

FEWEST: Final = 3


@dataclass(frozen=True)
class Cell:
    """A part of a whole, and the parts of this part that are named."""

    key: str
    count: int
    inside: tuple["Cell", ...] = ()


@dataclass(frozen=True)
class Shown:
    """A part as it may be said: ``count`` None where it is hidden, ``few`` where it is hidden for being below three.

    ``total`` is what ``count`` is a part of.
    """

    key: str
    count: int | None
    few: bool
    total: int
    inside: tuple["Shown", ...] = field(default=())


def suppress(total: int, cells: Sequence[Cell], hide: Container[str] = ()) -> tuple[Shown, ...]:
    """What may be said of ``cells``, which exclude each other and of which ``total`` people are the whole.

    Parts of nobody are left out. The parts that are not named make up one more, of which only arithmetic tells. While
    a hidden count can be worked out from the total and what is shown, the smallest shown one is hidden as well; if all
    are hidden and it still can, nothing is said. The parts of a hidden part are hidden with it.

    Raises:
        ValueError: the parts are more than the whole.

    """
    named = [cell for cell in cells if cell.count]
    rest = total - sum(cell.count for cell in named)
    if rest < 0 or any(cell.count < 0 for cell in cells):
        raise ValueError(total, cells)
    counts = [*(cell.count for cell in named), rest] if rest else [cell.count for cell in named]
    unsaid = {len(named)} if rest else set[int]()
    forced = {place for place, cell in enumerate(named) if cell.key in hide}
    hidden = _hidden(counts, forced, unsaid)
    if hidden is None:
        return ()
    return tuple(_shown(cell, total, None if place in hidden else hide) for place, cell in enumerate(named))


def gives_away(hidden: Sequence[int]) -> bool:
    """Whether somebody who knows the sum of counts that are not said could work one of them out."""
    if any(count < FEWEST for count in hidden):
        return not _safe(hidden)
    return bool(hidden) and (len(hidden) == 1 or sum(hidden) == FEWEST * len(hidden))


def _shown(cell: Cell, total: int, hide: Container[str] | None) -> Shown:
    """A part as it may be said; ``hide`` among its own parts, None: itself."""
    if hide is None:
        return Shown(cell.key, None, cell.count < FEWEST, total)
    return Shown(cell.key, cell.count, few=False, total=total, inside=suppress(cell.count, cell.inside, hide))


def _hidden(counts: Sequence[int], forced: set[int], unsaid: set[int]) -> set[int] | None:
    """The places of what is hidden, so that no secret can be worked out; None: nothing can be said.

    Secret is what is below three, and what is ``forced``; ``unsaid`` is what is never said, but need not be a secret.
    """
    secret = forced | {place for place, count in enumerate(counts) if count < FEWEST}
    hidden = secret | unsaid
    while secret and gives_away([counts[place] for place in hidden]):
        shown = [place for place in range(len(counts)) if place not in hidden]
        if not shown:
            return None
        hidden.add(min(shown, key=lambda place: counts[place]))
    return hidden


def _safe(hidden: Sequence[int]) -> bool:
    """Whether each count below three could be one and could be two, for all that their sum tells.

    Whoever reads knows the sum, which of them are below three, and that nobody is listed for nothing.
    """
    few, more = sum(count < FEWEST for count in hidden), sum(count >= FEWEST for count in hidden)
    least = (few - 1) + FEWEST * more
    most = None if more else 2 * (few - 1)
    left = [sum(hidden) - guess for guess in (1, 2)]
    return all(least <= each and (most is None or each <= most) for each in left)
