"""Who learns in a class: enrolling by code, attendance and certificates, in one line or step by step."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from models import PartyClass
from outreach.messages import Reply, Text
from outreach.rules.candidate_code import code
from outreach.rules.class_acts import Acts, asked_for, read_acts, read_codes
from outreach.rules.class_days import nearest_day
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.classes import ClassAct
from outreach.services.classes import class_registers as registers
from outreach.services.classes import party_classes
from outreach.services.talk.conversations import Draft
from outreach.texts import class_asking as asking
from outreach.texts import class_registers as texts
from outreach.texts.classes import title

_OFFERED = 24  # codes on buttons; all others are typed
_ASKED = {ClassAct.ENROL: "enrol", ClassAct.ABSENT: "absent", ClassAct.CERTIFY: "certificate_on"}


def change(turn: Turn, class_id: int, parts: Sequence[str]) -> Sequence[Reply]:
    """Show what the words after a class's code would write into its register; an act alone asks whom it is about."""
    act = asked_for(parts)
    if act in _ASKED:
        return _begin(turn, class_id, {"asked": _ASKED[act]})
    acts = read_acts(parts, turn.today)
    asked = {"asked": "certificate_on"} if acts.certify and acts.certificate_on is None else {}
    return _begin(turn, class_id, asked | acts.to_dict())


def enrol(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask who is to be enrolled."""
    return _begin(turn, int(data["class"]), {"asked": "enrol"})


def attendance(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask who did not attend."""
    return _begin(turn, int(data["class"]), {"asked": "absent"})


def certificates(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask for the day of the certificates."""
    return _begin(turn, int(data["class"]), {"asked": "certificate_on"})


def _begin(turn: Turn, class_id: int, said: dict[str, Any]) -> Sequence[Reply]:
    party_classes.find(turn.session, turn.actor, class_id)
    if said.get("asked") == "certificate_on":
        said["certify"] = True
    return forms.begin(turn, FORM, {"class": class_id, **said})


def _row(turn: Turn, said: dict[str, Any]) -> PartyClass:
    return party_classes.find(turn.session, turn.actor, said["class"])


def _head(turn: Turn, draft: Draft) -> Text:
    return title(turn.speech, _row(turn, draft.said))


def _ask_enrol(turn: Turn, draft: Draft) -> Question:
    chosen = draft.said.get("enrol", [])
    ready = registers.ready(turn.session, turn.actor, _row(turn, draft.said), _OFFERED)
    options = [Option(code(each), each) for each in dict.fromkeys((*ready, *chosen))]
    return Question(asking.enrol(turn.speech, _head(turn, draft)), options, 3, several=bool(options), chosen=chosen)


def _ask_absent(turn: Turn, draft: Draft) -> Question:
    chosen = draft.said.get("absent", [])
    seats = registers.seats(turn.session, turn.actor, _row(turn, draft.said))
    possible = [each for each, seat in seats.items() if seat.attended is not False and seat.certificate_on is None]
    options = [Option(code(each), each) for each in possible[:_OFFERED]]
    text = asking.absent(turn.speech, _head(turn, draft), len(possible) - len(options))
    return Question(text, options, 3, several=True, chosen=chosen)


def _ask_day(turn: Turn, draft: Draft) -> Question:
    row = _row(turn, draft.said)
    days = [day for day in dict.fromkeys((row.ends, turn.today)) if row.ends <= day <= turn.today]
    options = [Option(turn.speech.day(day), day.isoformat()) for day in days]
    return Question(asking.certificate(turn.speech, _head(turn, draft)), options)


def _take_codes(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said[draft.step] = [*dict.fromkeys((*draft.said.get(draft.step, ()), *read_codes(text)))]


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["certificate_on"] = nearest_day(text, turn.today).isoformat()


def _more(turn: Turn, draft: Draft, text: str) -> None:
    """Words typed under the preview are done as well."""
    draft.said |= Acts.from_dict(draft.said).with_more(read_acts(split_parts(text), turn.today)).to_dict()


def _acts(said: dict[str, Any]) -> Acts:
    """What is to be done; whoever is not named when attendance was asked for was there."""
    return Acts.from_dict(said | {"rest_present": said.get("rest_present") or said.get("asked") == "absent"})


def _preview(turn: Turn, draft: Draft) -> Text:
    planned = registers.plan(turn.session, turn.actor, draft.said["class"], _acts(draft.said), turn.today)
    return texts.preview(turn.speech, _row(turn, draft.said), planned)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    written = registers.write(turn.session, turn.actor, said["class"], _acts(said), turn.today, turn.now)
    return [texts.written(turn.speech, _row(turn, said), written)]


def _step(name: str, label: str, ask: Any, take: Any) -> Step:
    return Step(name, label, ask, take, when=lambda draft: draft.said.get("asked") == name, changeable=False)


FORM = Form(
    "class_register",
    "lop",
    (
        _step("enrol", "Enrol", _ask_enrol, _take_codes),
        _step("absent", "Attendance", _ask_absent, _take_codes),
        _step("certificate_on", "Certificates", _ask_day, _take_day),
    ),
    _preview,
    _write,
    _more,
)
