"""Being away, with a stand-in: one's own from /caidat, somebody's from /moi."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from handlers import colleagues, forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import BadAbsence, NotInvited, OnlyInPrivate
from outreach.messages import Reply, Text
from outreach.rules.away_line import check_absence, read_absence, read_away, stand_in_name
from outreach.rules.lines import split_parts
from outreach.rules.spans import Period, week_of
from outreach.rules.vocabulary.absence import ABSENCE_LINES, Absence
from outreach.services.people import away, people
from outreach.services.talk.conversations import Draft
from outreach.texts import away as texts

_OWN_ACTS = ("away_end", "away_new")
_THEIR_ACTS = ("person_away_end", "person_away_new")


def said(turn: Turn, argument: str) -> Sequence[Reply] | None:
    """What follows /caidat, when it is about an absence: "vắng 1/7-15/7; Lan", "về sớm"; None when it is not."""
    opening = ABSENCE_LINES.open(argument)
    if opening is None or not opening.sure:
        return None
    _check(turn)
    if opening.meaning is Absence.BACK:
        return end_own(turn, {})
    if not opening.rest:
        return menu_own(turn, {})
    return forms.begin(turn, OWN, _told(turn, opening.rest))


def menu_own(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """One's own absence; the form when there is none."""
    del data
    _check(turn)
    return _menu(turn, turn.actor.person_id or 0, OWN, _OWN_ACTS)


def menu(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The absence of a person; the form when there is none."""
    return _menu(turn, int(data["person"]), THEIRS, _THEIR_ACTS)


def new_own(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin one's own absence anew."""
    del data
    _check(turn)
    return forms.begin(turn, OWN, {"person": turn.actor.person_id})


def new(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin a person's absence anew."""
    return forms.begin(turn, THEIRS, {"person": int(data["person"])})


def end_own(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """End one's own absence."""
    del data
    _check(turn)
    away.end(turn.session, turn.actor, turn.actor.person_id or 0, turn.today, turn.now)
    return [texts.ended(turn.speech)]


def end(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """End a person's absence."""
    away.end(turn.session, turn.actor, int(data["person"]), turn.today, turn.now)
    return [texts.ended(turn.speech)]


def _check(turn: Turn) -> None:
    """Absences are spoken of in private; the command itself may be given anywhere."""
    if not turn.private:
        raise OnlyInPrivate("caidat")
    if not turn.actor.known:
        raise NotInvited


def _menu(turn: Turn, person: int, form: Form, acts: tuple[str, str]) -> Sequence[Reply]:
    absence = away.absence(turn.session, turn.actor, person, turn.today)
    if absence is not None:
        return [texts.present(turn.speech, absence, acts, person)]
    return forms.begin(turn, form, {"person": person})


def _told(turn: Turn, line: str) -> dict[str, Any]:
    """What the line says; a name that several have is asked about again."""
    told = read_away(split_parts(line), turn.today)
    draft = Draft(OWN.name, said={"person": turn.actor.person_id})
    if told.days is not None:
        _set_days(turn, draft, told.days)
    if told.stand_in:
        _take_stand_in(turn, draft, told.stand_in)
    return draft.said


def _set_days(turn: Turn, draft: Draft, days: Period) -> None:
    check_absence(days, turn.today)
    draft.said["days"] = [days.starts.isoformat(), days.ends.isoformat()]


def _days(draft_said: dict[str, Any]) -> Period:
    starts, ends = map(date.fromisoformat, draft_said["days"])
    return Period("dates", starts, ends)


def _ask_days(turn: Turn, draft: Draft) -> Question:
    del draft
    speech, today = turn.speech, turn.today
    week = week_of(today + timedelta(days=7))
    spans = (
        (speech.word("Today"), today, today),
        (speech.word("Tomorrow"), today + timedelta(days=1), today + timedelta(days=1)),
        (speech.word("Next week"), week.starts, week.ends),
        (speech.word("Two weeks from today"), today, today + timedelta(days=13)),
    )
    options = [Option(label, [starts.isoformat(), ends.isoformat()]) for label, starts, ends in spans]
    return Question(texts.asked_days(speech), options)


def _take_days(turn: Turn, draft: Draft, text: str) -> None:
    days = read_absence(text, turn.today)
    if days is None:
        raise BadAbsence("unknown", text)
    _set_days(turn, draft, days)


def _ask_stand_in(turn: Turn, draft: Draft) -> Question:
    possible = away.stand_ins(turn.session, turn.actor, draft.said["person"], turn.now)
    return colleagues.ask(turn, draft, texts.asked_stand_in(turn.speech), possible)


def _take_stand_in(turn: Turn, draft: Draft, text: str) -> None:
    person = draft.said["person"]
    colleagues.take(
        draft, "stand_in", stand_in_name(text),
        lambda name: away.named(turn.session, turn.actor, person, name, turn.now),
    )  # fmt: skip


def _preview(turn: Turn, draft: Draft) -> Text:
    person = draft.said["person"]
    planned = away.check(
        turn.session, turn.actor, person, draft.said["stand_in"], _days(draft.said), turn.today
    )  # fmt: skip
    own = person == turn.actor.person_id
    name = "" if own else people.member(turn.session, turn.actor, person, turn.now).name
    return texts.preview(turn.speech, name, planned)


def _write(turn: Turn, kept: dict[str, Any]) -> Sequence[Reply]:
    arranged = away.go(
        turn.session, turn.actor, kept["person"], kept["stand_in"], _days(kept), turn.today, turn.now
    )  # fmt: skip
    return [texts.gone(turn.speech, arranged, own=kept["person"] == turn.actor.person_id)]


_STEPS = (
    Step("days", "Days away", _ask_days, _take_days),
    Step("stand_in", "Stand-in", _ask_stand_in, _take_stand_in),
)
OWN = Form("away", "caidat", _STEPS, _preview, _write, role="member")
THEIRS = Form("person_away", "moi", _STEPS, _preview, _write)

FORMS = [OWN, THEIRS]
ACTS = {
    "away": Act("caidat", menu_own, "member"),
    "away_new": Act("caidat", new_own, "member"),
    "away_end": Act("caidat", end_own, "member"),
    "person_away": Act("moi", menu),
    "person_away_new": Act("moi", new),
    "person_away_end": Act("moi", end),
}
