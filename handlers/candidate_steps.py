"""A candidate's next step, in one line or guided; correcting the last one, or taking it back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from handlers import candidate_changes, forms
from handlers.candidate_facts import days
from handlers.questions import Form, Option, Question
from handlers.questions import Step as Asked
from handlers.turn import Turn
from outreach.errors import BadCount, DomainError, NothingThere, NotUnderstood
from outreach.messages import Reply, Text, join
from outreach.rules.admission.checks import check_stage, skips
from outreach.rules.admission.stages import Detail, Details, Step, ahead, asks
from outreach.rules.candidate_days import past_day
from outreach.rules.candidate_step_line import read_action, read_step_parts, refuse_others
from outreach.rules.folding import tidy
from outreach.rules.numbers import parse_count
from outreach.rules.vocabulary.admission import STAGES
from outreach.rules.vocabulary.admission_terms import EventKind, Stage
from outreach.services.admission import candidate_cards, candidate_events, candidate_history, candidates
from outreach.services.talk.conversations import Draft
from outreach.texts import candidate_cards as cards
from outreach.texts import candidate_entries as texts
from outreach.texts.candidates import called
from outreach.texts.labels import heading
from outreach.texts.refusals import sentence

_DAYS = frozenset({Detail.CERTIFICATE_ON, Detail.RECEIVED_ON})
_FIGURES = frozenset({Detail.MEMBERS, Detail.PRESENT, Detail.VOTES})


def from_line(turn: Turn, candidate_id: int, stage: Stage, rest: str) -> Sequence[Reply]:
    """Show the step that a line says, or ask for what the stage asks for beside it.

    Raises:
        BadDate, BadCount, Twice, NotUnderstood: a part of the line.
        WayEnded, StageTaken, StageBehind: the stage cannot be entered at all.

    """
    told = read_step_parts(rest, turn.today)
    refuse_others(told)
    said: dict[str, Any] = {"candidate": candidate_id, "line": True, **told.to_dict()}
    _set_stage(turn, said, stage)
    return forms.begin(turn, FORM, said)


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry of a step, of ``stage`` if one is given."""
    said = {"candidate": candidates.find(turn.session, turn.actor, int(data["candidate"])).id}
    if "stage" in data:
        _set_stage(turn, said, Stage(data["stage"]))
    return forms.begin(turn, FORM, said)


def not_understood(text: str) -> Sequence[Reply]:
    """Refuse words after a code that say nothing known. Raises NotUnderstood."""
    raise NotUnderstood(text, "step")


def correct(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The last step, and what can be done about it."""
    candidate_id = int(data["candidate"])
    row = candidate_events.last(turn.session, turn.actor, candidate_id)
    line = cards.event(turn.speech, candidate_id, candidate_cards.past(turn.session, row, turn.actor.channel))
    correctable = row.kind != EventKind.MOVE
    return [texts.last_step(turn.speech, line, candidate_id, row.id or 0, correctable=correctable)]


def correct_event(turn: Turn, event_id: int) -> Sequence[Reply]:
    """A step of the actor's journal, to be changed; only the last one of a candidate can be."""
    candidate_id, past = candidate_cards.described(turn.session, turn.actor, event_id)
    if past.kind is EventKind.MOVE:
        return correct(turn, {"candidate": candidate_id})
    return fix(turn, {"candidate": candidate_id, "event": event_id})


def fix(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The last step as it stands, to be changed and saved anew."""
    row = candidate_events.last(turn.session, turn.actor, int(data["candidate"]))
    if row.id != data["event"]:
        raise NothingThere
    past = candidate_cards.past(turn.session, row, turn.actor.channel)
    said: dict[str, Any] = {"candidate": row.candidate_id, "corrects": row.id, "on": past.on.isoformat()}
    if past.kind is EventKind.EXIT:
        return candidate_changes.fix_exit(turn, said | {"exit": past.stage, "note": past.details.reason})
    told = {detail.value: _kept(getattr(past.details, detail.value)) for detail in Detail if past.details.has(detail)}
    said.update(told | {"line": True})
    _set_stage(turn, said, Stage(past.stage or ""))
    return forms.begin(turn, FORM, said, ready=True)


def take_back(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Take the last step back; what it was stays readable in the answer."""
    row = candidate_events.last(turn.session, turn.actor, int(data["candidate"]))
    if row.id != data["event"]:
        raise NothingThere
    line = cards.event(turn.speech, row.candidate_id, candidate_cards.past(turn.session, row, turn.actor.channel))
    candidate_events.undo(turn.session, turn.actor, row.id or 0, turn.now)
    return [texts.taken_back(turn.speech, line)]


def describe(turn: Turn, event_id: int) -> Text:
    """A step of the actor's journal in one line, by code."""
    return cards.event(turn.speech, *candidate_cards.described(turn.session, turn.actor, event_id))


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _set_stage(turn: Turn, said: dict[str, Any], stage: Stage) -> None:
    """Note the stage and what it asks for; refuse at once one that cannot be entered whatever else is said."""
    candidate = candidates.find(turn.session, turn.actor, said["candidate"])
    history = candidate_history.read(turn.session, candidate, without=said.get("corrects"))
    check_stage(history, stage, turn.today)
    asked = {ask.detail.value: ask.required for ask in asks(history, stage)}
    for detail in Detail:
        if detail.value not in asked:
            said.pop(detail.value, None)
        elif said.get("line") and not asked[detail.value]:
            said.setdefault(detail.value, None)  # optional, and not said: whoever types a line is not asked
    said.update(stage=stage.value, asked=asked)


def _step(said: dict[str, Any]) -> Step:
    told = {detail.value: said[detail.value] for detail in Detail if said.get(detail.value) is not None}
    for name in _DAYS & told.keys():
        told[name] = date.fromisoformat(told[name])
    return Step(Stage(said["stage"]), date.fromisoformat(said["on"]), Details(**told))


def _ask_stage(turn: Turn, draft: Draft) -> Question:
    candidate = candidates.find(turn.session, turn.actor, draft.said["candidate"])
    history = candidate_history.read(turn.session, candidate, without=draft.said.get("corrects"))
    options = [Option(heading(turn.speech, STAGES, stage), stage.value) for stage in ahead(history)]
    text = turn.speech.say("Which step? The first one is next; for a later one the reason is asked.")
    return Question(text, options, width=1)


def _take_stage(turn: Turn, draft: Draft, text: str) -> None:
    action = read_action(text)
    stage = action.what if action is not None and isinstance(action.what, Stage) else STAGES.require(text, "stage")
    told = read_step_parts(action.rest if action is not None else "", turn.today)
    refuse_others(told)
    draft.said.update(told.to_dict())
    _set_stage(turn, draft.said, stage)


def _pick_stage(turn: Turn, draft: Draft, value: Any) -> None:
    _set_stage(turn, draft.said, Stage(value))


def _ask_day(turn: Turn, draft: Draft) -> Question:
    stage = heading(turn.speech, STAGES, Stage(draft.said["stage"]))
    if draft.said["stage"] == Stage.DECISION:
        return Question(turn.speech.say("*{stage}*: on which day was it issued?", stage=stage), days(turn))
    return Question(turn.speech.say("*{stage}*: on which day? For example 20/6.", stage=stage), days(turn))


def _take_day(turn: Turn, draft: Draft, text: str) -> None:
    told = read_step_parts(text, turn.today)
    if told.on is None:
        told.on = past_day(text, turn.today)
    draft.said.update(told.to_dict())


def _asking(detail: Detail) -> Callable[[Turn, Draft], Question]:
    def ask(turn: Turn, draft: Draft) -> Question:
        if detail is Detail.REASON:
            return Question(_why_skipped(turn, draft))
        options = []
        if not draft.said["asked"].get(detail.value, True):
            options.append(Option(turn.speech.word("Not known yet"), None))
        if detail is Detail.PRESENT and draft.said.get("members"):
            options.append(Option(str(draft.said["members"]), draft.said["members"]))
        return Question(texts.question(turn.speech, detail), options)

    return ask


def _why_skipped(turn: Turn, draft: Draft) -> Text:
    """What is skipped, by which rule the stages stand in order, and the question why."""
    candidate = candidates.find(turn.session, turn.actor, draft.said["candidate"])
    history = candidate_history.read(turn.session, candidate, without=draft.said.get("corrects"))
    unexplained = skips(history, Stage(draft.said["stage"]), turn.today)
    return sentence(unexplained, turn.speech) if unexplained else texts.question(turn.speech, Detail.REASON)


def _taking(detail: Detail) -> Callable[[Turn, Draft, str], None]:
    def take(turn: Turn, draft: Draft, text: str) -> None:
        if detail in _DAYS:
            draft.said[detail.value] = past_day(text, turn.today).isoformat()
        elif detail in _FIGURES:
            draft.said.update(_figures(turn, detail, text))
        else:
            draft.said[detail.value] = tidy(text, one_line=True)

    return take


def _figures(turn: Turn, detail: Detail, text: str) -> dict[str, Any]:
    try:
        return {detail.value: parse_count(text)}
    except BadCount:
        told = {key: value for key, value in read_step_parts(text, turn.today).told.items() if key in _FIGURES}
        if not told:
            raise
        return told


def _due(detail: Detail) -> Callable[[Draft], bool]:
    return lambda draft: detail.value in draft.said.get("asked", {})


def _more(turn: Turn, draft: Draft, text: str) -> None:
    told = read_step_parts(text, turn.today)
    refuse_others(told)
    draft.said.update(told.to_dict())


def _preview(turn: Turn, draft: Draft) -> Text:
    """The step and what it comes to; or, where a rule stands against it, the step and the rule."""
    said = draft.said
    row = candidates.find(turn.session, turn.actor, said["candidate"])
    who = called(turn.speech, row.id or 0, candidates.name(turn.session, turn.actor, row, turn.now))
    step = _step(said)
    shown = texts.step(turn.speech, who, step)
    if "corrects" in said:
        candidate_events.check_last(turn.session, turn.actor, row, said["corrects"])
    try:
        planned = candidate_events.plan(turn.session, turn.actor, row.id or 0, step, turn.today, said.get("corrects"))
    except DomainError as refusal:
        return join([shown, texts.refused(turn.speech, refusal)])
    return join([shown, *texts.outcome(turn.speech, planned, step.on, turn.today)])


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    step = _step(said)
    written = candidate_events.advance(
        turn.session, turn.actor, said["candidate"], step, turn.today, turn.now, said.get("corrects")
    )
    return [texts.advanced(turn.speech, written, step, turn.today, corrected="corrects" in said)]


_LABELS = {
    Detail.CERTIFICATE_ON: "Day of the certificate",
    Detail.MEMBERS: "Full members",
    Detail.PRESENT: "Present",
    Detail.VOTES: "Votes in favour",
    Detail.NUMBER: "Number of the decision",
    Detail.RECEIVED_ON: "Day of receipt",
    Detail.REASON: "Reason",
}
FORM = Form(
    name="candidate_step",
    command="ungvien",
    steps=(
        Asked("stage", "Step", _ask_stage, _take_stage, _pick_stage),
        Asked("on", "Day", _ask_day, _take_day),
        *(Asked(one.value, _LABELS[one], _asking(one), _taking(one), when=_due(one)) for one in Detail),
    ),
    preview=_preview,
    write=_write,
    more=_more,
)
