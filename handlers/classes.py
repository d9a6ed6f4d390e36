"""/lop: awareness and new-member classes: those ahead, the year's totals, one's card; opening and filling one."""

from collections.abc import Sequence
from typing import Any

from handlers import class_opening, class_registers
from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import BadPeriod, OnlyInPrivate, UnknownClass
from outreach.messages import Reply, Text
from outreach.rules.class_code import leading_code
from outreach.rules.folding import tidy
from outreach.rules.lines import split_parts
from outreach.rules.periods import Period, parse_period, period_of
from outreach.rules.vocabulary.classes import CLASS_ACTS, CLASS_KINDS, OPENING_VERBS, ClassAct
from outreach.services.classes import class_overviews, party_classes
from outreach.services.classes import class_registers as registers
from outreach.texts import classes as texts
from outreach.texts import periods

SHOWN = 10
_LONGEST_PIECE = 60


def classes(turn: Turn) -> Sequence[Reply]:
    """The classes ahead and the totals; with words after the command those of a period, one class, or a new one.

    A group reads totals and nothing else.
    """
    parts = split_parts(turn.argument)
    if not parts:
        return _overview(turn, period_of("year", turn.today))
    if (asked := _period(turn, parts)) is not None:
        return [Reply(_held(turn, asked))]
    if not turn.private:
        raise OnlyInPrivate("lop")
    if (named := leading_code(parts[0])) is not None:
        rest = [part for part in (named[1], *parts[1:]) if part]
        return _change(turn, named[0], rest) if rest else _card(turn, named[0])
    opening = OPENING_VERBS.open(parts[0])
    if opening is not None and opening.sure:
        return class_opening.begin(turn, [opening.rest, *parts[1:]])
    if len(parts) > 1 or CLASS_KINDS.find(parts[0]) is not None:
        return class_opening.begin(turn, parts)
    raise UnknownClass(tidy(turn.argument, one_line=True)[:_LONGEST_PIECE])


def _change(turn: Turn, class_id: int, parts: Sequence[str]) -> Sequence[Reply]:
    opening = CLASS_ACTS.open(parts[0])
    if opening is not None and opening.meaning is ClassAct.EDIT:
        return class_opening.edit(turn, class_id, [opening.rest, *parts[1:]])
    if opening is not None and opening.meaning is ClassAct.WITHDRAW and not opening.rest:
        return class_opening.withdraw(turn, class_id)
    return class_registers.change(turn, class_id, parts)


def card(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The card of the class whose button was pressed."""
    return _card(turn, int(data["class"]))


def open_new(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin a class with nothing said yet."""
    del data
    return class_opening.begin(turn, [])


def _overview(turn: Turn, year: Period) -> Sequence[Reply]:
    if not turn.private:
        return [Reply(_held(turn, year))]
    party_classes.check(turn.actor)
    current = party_classes.current(turn.session, turn.actor.sees, turn.today, SHOWN)
    found = class_overviews.held(turn.session, turn.actor.sees, year, turn.today, private=True)
    held = texts.held(turn.speech, periods.name(turn.speech, year), found)
    return [texts.overview(turn.speech, current, held, known=bool(current or found))]


def _held(turn: Turn, asked: Period) -> Text:
    found = class_overviews.held(turn.session, turn.actor.sees, asked, turn.today, private=turn.private)
    return texts.held(turn.speech, periods.name(turn.speech, asked), found)


def _period(turn: Turn, parts: Sequence[str]) -> Period | None:
    if len(parts) > 1:
        return None
    try:
        return parse_period(parts[0], turn.today)
    except BadPeriod as error:
        if error.reason == "unknown":
            return None
        raise


def _card(turn: Turn, class_id: int) -> Sequence[Reply]:
    shown = party_classes.shown(turn.session, turn.actor, class_id)
    return [texts.card(turn.speech, shown, registers.seats(turn.session, turn.actor, shown.row))]


COMMANDS = [Command("lop", "class", classes, "lead", "Classes: open, enrol, certificates")]
FORMS = [*class_opening.FORMS, class_registers.FORM]
ACTS = {
    "class": Act("lop", card),
    "class_new": Act("lop", open_new),
    "class_edit": Act("lop", class_opening.edit_of),
    "class_enrol": Act("lop", class_registers.enrol),
    "class_attendance": Act("lop", class_registers.attendance),
    "class_certificates": Act("lop", class_registers.certificates),
}
