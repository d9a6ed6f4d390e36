"""/chitieu: list, set, replace and withdraw targets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from handlers import counting, forms
from handlers.counting import find_unit, unit_name
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act, Command
from handlers.turn import Turn
from models import Target
from outreach.errors import BadDate, DateOutsidePeriod, MissingPart, OnlyInPrivate
from outreach.messages import Choice, Reply, Text, rows
from outreach.rules.dates import parse_date
from outreach.rules.lines import split_parts
from outreach.rules.numbers import TargetValue, parse_target_value
from outreach.rules.target_draft import TargetDraft, usual_stock, value_as_json, value_of_json
from outreach.rules.target_line import parse_reference, read_target_parts
from outreach.rules.vocabulary.commands import VERBS
from outreach.rules.vocabulary.indicators import INDICATORS, STOCKS, TARGET_EXAMPLE
from outreach.rules.vocabulary.terms import Indicator, TargetForm, Verb
from outreach.services.journal import audit
from outreach.services.progress import goals, targets
from outreach.services.progress.targets import Wish
from outreach.services.talk.conversations import Draft
from outreach.services.units import tree
from outreach.texts import indicators
from outreach.texts import targets as texts

CHOICES = 20


def target(turn: Turn) -> Sequence[Reply]:
    """The list; or, with words after the command, a target to be set or withdrawn, shown first."""
    verb, rest = _verb(turn.argument)
    if verb in {Verb.OFF, Verb.WITHDRAW} and rest:
        return [_ask_to_withdraw(turn, _named(turn, rest))]
    if verb is Verb.NEW and not rest:
        return begin(turn, {})
    parts = split_parts(rest if verb is Verb.NEW else turn.argument)
    if not parts or (verb is Verb.LIST and not rest):
        return [_list(turn)]
    return forms.begin(turn, FORM, _said(turn, read_target_parts(parts, turn.today)), ready=True)


def _verb(argument: str) -> tuple[Verb | None, str]:
    head, _, rest = argument.partition(" ")
    return VERBS.find(head), rest.strip()


def _list(turn: Turn) -> Reply:
    found = targets.listed(turn.session, turn.actor.sees, turn.today)
    names = {unit: place.name for unit, place in tree.load(turn.session).places.items()}
    choices = [Choice(turn.speech.word("Set a target"), "target_new")]
    if found:
        choices.append(Choice(turn.speech.word("Withdraw one"), "target_drop"))
    return Reply(texts.listing(turn.speech, found, names), rows(choices), once=False)


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry; it asks what only a private chat is asked."""
    del data
    if not turn.private:
        raise OnlyInPrivate("chitieu")
    return forms.begin(turn, FORM)


def which(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The targets that can be withdrawn, as buttons."""
    del data
    found = targets.listed(turn.session, turn.actor.sees, turn.today)[:CHOICES]
    choices = [Choice(_labelled(turn, each), "target_chosen", {"target": each.id}) for each in found]
    return [Reply(texts.which(turn.speech), rows(choices, 1))]


def _labelled(turn: Turn, each: Target) -> str:
    return f"{unit_name(turn, each.unit_id)}: {texts.label(turn.speech, each)}"


def chosen(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The one to be withdrawn, and the question whether it shall go."""
    return [_ask_to_withdraw(turn, targets.find(turn.session, turn.actor, data["target"]))]


def _ask_to_withdraw(turn: Turn, found: Target) -> Reply:
    choices = (
        Choice(turn.speech.word("Withdraw"), "target_withdraw", {"target": found.id}),
        Choice(turn.speech.word("Leave it"), "keep"),
    )
    return Reply(texts.sure(turn.speech, unit_name(turn, found.unit_id), found), (choices,))


def withdraw(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Withdraw it."""
    gone = targets.withdraw(turn.session, turn.actor, data["target"], turn.now)
    return [Reply(texts.withdrawn(turn.speech, unit_name(turn, gone.unit_id), gone), replaces=True)]


def _named(turn: Turn, words: str) -> Target:
    told = read_target_parts(split_parts(words), turn.today)
    if told.period is None or told.unit_text is None:
        missing = "period" if told.period is None else "unit"
        command, _, line = TARGET_EXAMPLE.partition(" ")
        raise MissingPart(missing, f"{command} {VERBS.canonical(Verb.WITHDRAW)} {line}")
    unit_id = find_unit(turn, told.unit_text)
    wish = (told.indicator, unit_id, told.period)
    return targets.named(turn.session, turn.actor, wish, unit_name(turn, unit_id))


def describe(turn: Turn, target_id: int) -> Text:
    """A target in one line, for the journal of entries."""
    return turn.speech.say("Target: {target}", target=_labelled(turn, turn.session.get_one(Target, target_id)))


def _said(turn: Turn, told: TargetDraft) -> dict[str, Any]:
    """What a line has told, as the form keeps it; who assigned the target is kept with the document."""
    said = {
        "indicator": told.indicator.value,
        "unit": find_unit(turn, told.unit_text) if told.unit_text else None,
        "period": counting.kept(told.period) if told.period else None,
        "value": value_as_json(_of_stock(told.indicator, told.value)) if told.value else None,
        "deadline": told.deadline.isoformat() if told.deadline else None,
        "basis": "; ".join(filter(None, (told.basis, told.assigned_by))),
        "form": told.form.value if told.form else None,
    }
    return {key: value for key, value in said.items() if value}


def _wish(said: dict[str, Any]) -> Wish:
    return Wish(
        Indicator(said["indicator"]),
        said["unit"],
        counting.period(said["period"]),
        value_of_json(said["value"]),
        date.fromisoformat(said["deadline"]) if said.get("deadline") else None,
        said.get("basis", ""),
        TargetForm(said.get("form", TargetForm.ASSIGNED.value)),
    )


def _preview(turn: Turn, draft: Draft) -> Text:
    wish = _wish(draft.said)
    earlier = targets.check(turn.session, turn.actor, wish)
    aim = goals.wished(turn.session, wish, turn.today, turn.now)
    return texts.preview(turn.speech, unit_name(turn, wish.unit_id), wish, earlier, aim)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    written = targets.put(turn.session, turn.actor, _wish(said), turn.now)
    entry = audit.recent(turn.session, turn.actor.person_id or 0)[0]
    undo = Choice(turn.speech.word("Undo"), "undo", {"entry": entry.id})
    return [Reply(texts.saved(turn.speech, unit_name(turn, written.unit_id), written), ((undo,),))]


def _more(turn: Turn, draft: Draft, text: str) -> None:
    """Words typed under the preview change what they name."""
    indicator = INDICATORS.canonical(Indicator(draft.said["indicator"]))
    draft.said |= _said(turn, read_target_parts([indicator, *split_parts(text)], turn.today))


def _take_value(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    indicator = Indicator(draft.said["indicator"])
    value = _of_stock(indicator, parse_target_value(text))
    targets.check_share(indicator, value)
    draft.said["value"] = value_as_json(value)


def _of_stock(indicator: Indicator, value: TargetValue) -> TargetValue:
    """A percentage with the stock that it is of, where that goes without saying."""
    return replace(value, stock=value.stock or usual_stock(indicator, value.kind))


def _lacks_stock(draft: Draft) -> bool:
    value = value_of_json(draft.said["value"]) if "value" in draft.said else None
    return value is not None and value.is_share and value.stock is None


def _ask_stock(turn: Turn, draft: Draft) -> Question:
    value, indicator = value_of_json(draft.said["value"]), Indicator(draft.said["indicator"])
    targets.check_share(indicator, value)
    options = [
        Option(indicators.heading(turn.speech, each), each.value) for each in STOCKS.meanings() if each is not indicator
    ]
    return Question(_asked(turn).stock(value), options, width=1)


def _take_stock(turn: Turn, draft: Draft, text: str) -> None:
    _pick_stock(turn, draft, STOCKS.require(text, "stock").value)


def _pick_stock(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    wanted = replace(value_of_json(draft.said["value"]), stock=Indicator(value))
    targets.check_share(Indicator(draft.said["indicator"]), wanted)
    draft.said["value"] = value_as_json(wanted)


def _take_deadline(turn: Turn, draft: Draft, text: str) -> None:
    try:
        day = parse_date(text, turn.today, "future")
    except BadDate as error:
        if error.reason != "past":
            raise
        day = parse_date(text, turn.today, "past")
    period = counting.period(draft.said["period"])
    if not period.contains(day):
        raise DateOutsidePeriod(day, period.starts, period.ends)
    draft.said["deadline"] = day.isoformat()


def _take_basis(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["basis"] = parse_reference(text)


def _asked(turn: Turn) -> texts.Asked:
    return texts.Asked(turn.speech)


FORM = Form(
    "target",
    "chitieu",
    (
        counting.indicator_step(lambda turn: _asked(turn).indicator()),
        counting.unit_step(lambda turn: _asked(turn).unit()),
        counting.period_step(lambda turn, _: _asked(turn).period(), lambda turn, _: counting.coming(turn)),
        Step("value", "Value", lambda turn, _: Question(_asked(turn).value()), _take_value),
        Step("stock", "Value", _ask_stock, _take_stock, _pick_stock, when=_lacks_stock, changeable=False),
        Step("deadline", "Deadline", lambda turn, _: Question(_asked(turn).deadline()), _take_deadline, optional=True),
        Step("basis", "Basis", lambda turn, _: Question(_asked(turn).basis()), _take_basis, optional=True),
    ),
    _preview,
    _write,
    _more,
)
COMMANDS = [Command("chitieu", "target", target, "admin", "Targets: list, set, withdraw")]
FORMS = [FORM]
ACTS = {
    "target_new": Act("chitieu", begin),
    "target_drop": Act("chitieu", which),
    "target_chosen": Act("chitieu", chosen),
    "target_withdraw": Act("chitieu", withdraw),
}
