"""/caidat lịch: the days off, and those that an administrator adds or takes back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import forms
from handlers.questions import Form, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import BadCalendarDay, BadDate
from outreach.messages import Reply, Text
from outreach.rules.dates import looks_like_date, parse_date
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import calendars
from outreach.texts import calendar as texts

_YEARS = range(2000, 2100)


def calendar(turn: Turn, said: str) -> Sequence[Reply]:
    """The days off of a year, of this one if none is said; a day that is said is to be one more."""
    if looks_like_date(said) and not _year(said):
        return off(turn, said)
    return _of_year(turn, _year(said) or turn.today.year)


def _year(said: str) -> int | None:
    digits = said.rsplit(maxsplit=1)[-1] if said else ""
    return int(digits) if digits.isdecimal() and int(digits) in _YEARS else None


def _of_year(turn: Turn, year: int) -> Sequence[Reply]:
    found = calendars.of_year(turn.session, year)
    may_change = calendars.may_change(turn.session, turn.actor)
    return [texts.year(turn.speech, found, turn.today, may_change=may_change)]


def off(turn: Turn, said: str) -> Sequence[Reply]:
    """Ask before a day is off."""
    return _begin(turn, said, working=False)


def worked(turn: Turn, said: str) -> Sequence[Reply]:
    """Ask before a Saturday is worked."""
    return _begin(turn, said, working=True)


def taken_back(turn: Turn, said: str) -> Sequence[Reply]:
    """Ask before a day is again as the public calendar has it."""
    return _take_back(turn, _added_day(turn, said))


def _begin(turn: Turn, said: str, *, working: bool) -> Sequence[Reply]:
    calendars.check(turn.session, turn.actor)
    draft = Draft(DAY.name, said={"working": working})
    if said:
        _take_day(turn, draft, said)
    return forms.begin(turn, DAY, draft.said)


def _ask_day(turn: Turn, draft: Draft) -> Question:
    return Question(texts.asked_day(turn.speech, working=bool(draft.said["working"])))


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    try:
        day = parse_date(text, turn.today, "future")
    except BadDate as refusal:
        if refusal.reason != "past":
            raise
        raise BadCalendarDay(text.strip(), "past") from None
    calendars.check_new(turn.session, turn.actor, day, turn.today, working=bool(draft.said["working"]))
    draft.said["day"] = day.isoformat()


def _preview(turn: Turn, draft: Draft) -> Text:
    day, working = date.fromisoformat(draft.said["day"]), bool(draft.said["working"])
    calendars.check_new(turn.session, turn.actor, day, turn.today, working=working)
    return texts.setting(turn.speech, day, working=working)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    day = date.fromisoformat(said["day"])
    number = calendars.add(turn.session, turn.actor, day, turn.today, turn.now, working=bool(said["working"]))
    return [texts.changed(turn.speech, day, number)]


def _added_day(turn: Turn, said: str) -> date:
    """The day that is meant: one without a year may lie ahead or behind, so those that have been added are asked."""
    try:
        day = parse_date(said, turn.today, "future")
    except BadDate as refusal:
        if refusal.reason != "past":
            raise
        return parse_date(said, turn.today, "past")
    if day in calendars.of_year(turn.session, day.year).added:
        return day
    try:
        before = parse_date(said, turn.today, "past")
    except BadDate:
        return day
    return before if before in calendars.of_year(turn.session, before.year).added else day


def _take_back(turn: Turn, day: date) -> Sequence[Reply]:
    calendars.check_added(turn.session, turn.actor, day)
    return forms.begin(turn, BACK, {"day": day.isoformat()})


def _preview_back(turn: Turn, draft: Draft) -> Text:
    day = date.fromisoformat(draft.said["day"])
    return texts.removing(turn.speech, day, working=calendars.check_added(turn.session, turn.actor, day))


def _write_back(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    day = date.fromisoformat(said["day"])
    return [texts.changed(turn.speech, day, calendars.remove(turn.session, turn.actor, day, turn.now))]


def _year_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    return _of_year(turn, int(data.get("year", turn.today.year)))


def _day_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    return _begin(turn, "", working=bool(data["working"]))


def _back_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    return _take_back(turn, date.fromisoformat(data["day"]))


DAY = Form(
    "calendar_day", "caidat", (Step("day", "Day", _ask_day, _take_day),), _preview, _write,
    save_label="Yes, change it", role="admin",
)  # fmt: skip
BACK = Form(
    "calendar_day_back", "caidat", (), _preview_back, _write_back, save_label="Yes, change it", role="admin"
)  # fmt: skip
FORMS = [DAY, BACK]
ACTS = {
    "settings_calendar": Act("caidat", _year_act),
    "settings_day": Act("caidat", _day_act, "admin"),
    "settings_day_back": Act("caidat", _back_act, "admin"),
}
