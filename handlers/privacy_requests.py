"""Requests of candidates about their data: noted with the day of asking, acknowledged and done by a button."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import AskedAhead, BadDate
from outreach.messages import Reply, Text
from outreach.rules.dates import looks_like_date, parse_date
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.privacy import REQUEST_KINDS, RequestKind
from outreach.services.admission import candidates
from outreach.services.privacy import privacy_requests, retention
from outreach.services.talk.conversations import Draft
from outreach.texts import privacy_requests as texts
from outreach.texts.labels import heading


def listing(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The open requests of the actor's scope, and who will be anonymised soon."""
    del data
    found = privacy_requests.open_ones(turn.session, turn.actor)
    soon = retention.soon(turn.session, turn.actor, turn.today)
    return [texts.listing(turn.speech, found, soon, turn.today)]


def begin(turn: Turn, data: dict[str, Any], said: str = "") -> Sequence[Reply]:
    """Note a request of a candidate; ``said`` may hold what for, and the day."""
    found = candidates.find(turn.session, turn.actor, int(data["candidate"]))
    told: dict[str, Any] = {"candidate": found.id}
    for part in split_parts(said):
        _take_part(turn, told, part)
    return forms.begin(turn, REQUEST, told)


def _take_part(turn: Turn, told: dict[str, Any], part: str) -> None:
    """A part in one line: what is asked for, the day, or the one and then the other."""
    kind = REQUEST_KINDS.find(part)
    if kind is not None:
        told["kind"] = kind.value
    elif looks_like_date(part):
        told["asked_on"] = _past(turn, part)
    else:
        words = part.split()
        cut = next((cut for cut in range(len(words) - 1, 0, -1) if REQUEST_KINDS.find(" ".join(words[:cut]))), 0)
        told["kind"] = REQUEST_KINDS.require(" ".join(words[:cut]) or part, "request").value
        told["asked_on"] = _past(turn, " ".join(words[cut:]))


def _past(turn: Turn, text: str) -> str:
    try:
        return parse_date(text, turn.today, "past").isoformat()
    except BadDate as bad:
        if bad.reason == "future":
            raise AskedAhead(bad.piece) from None
        raise


def one(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A request with its clock."""
    return [texts.one(turn.speech, privacy_requests.get(turn.session, turn.actor, _request(data)), turn.today)]


def acknowledge(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The candidate has been told that the request has come in."""
    told = privacy_requests.acknowledge(turn.session, turn.actor, _request(data), turn.now)
    return [texts.acknowledged(turn.speech, told, turn.today)]


def done(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """What was asked for has been done."""
    return [texts.done(turn.speech, privacy_requests.complete(turn.session, turn.actor, _request(data), turn.now))]


def _request(data: dict[str, Any]) -> int:
    return int(data["request"])


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    options = [Option(heading(turn.speech, REQUEST_KINDS, kind), kind.value) for kind in RequestKind]
    return Question(texts.which_kind(turn.speech, draft.said["candidate"]), options, width=1)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["kind"] = REQUEST_KINDS.require(text, "request").value


def _ask_day(turn: Turn, draft: Draft) -> Question:
    del draft
    days = [(turn.speech.word("Today"), turn.today), (turn.speech.word("Yesterday"), turn.today - timedelta(days=1))]
    return Question(texts.which_day(turn.speech), [Option(label, day.isoformat()) for label, day in days])


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["asked_on"] = _past(turn, text)


def _preview(turn: Turn, draft: Draft) -> Text:
    said = draft.said
    found = candidates.find(turn.session, turn.actor, said["candidate"])
    asked_on = date.fromisoformat(said["asked_on"])
    return texts.entering(turn.speech, found.id or 0, RequestKind(said["kind"]), asked_on)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    kind, asked_on = RequestKind(said["kind"]), date.fromisoformat(said["asked_on"])
    entered = privacy_requests.enter(
        turn.session, turn.actor, said["candidate"], kind, asked_on, turn.today, turn.now
    )  # fmt: skip
    return [texts.entered(turn.speech, entered, turn.today)]


REQUEST = Form(
    name="privacy_request",
    command="quyenrieng",
    steps=(
        Step("kind", "What", _ask_kind, _take_kind),
        Step("asked_on", "Day", _ask_day, _take_day),
    ),
    preview=_preview,
    write=_write,
    role="member",
)
FORMS = [REQUEST]
ACTS = {
    "privacy_request": Act("quyenrieng", begin, "member"),
    "privacy_requests": Act("quyenrieng", listing, "member"),
    "privacy_one": Act("quyenrieng", one, "member"),
    "privacy_acknowledge": Act("quyenrieng", acknowledge, "member"),
    "privacy_done": Act("quyenrieng", done, "member"),
}
