"""What is said about organisations in enterprises: which there are, one with its history, and its line on a card."""

from collections.abc import Mapping, Sequence
from datetime import date

from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.organisation_conditions import Condition, Numbers, condition
from outreach.rules.organisation_line import default_name
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.organisations import ACTS, FORMS, KINDS
from outreach.services.organisations.organisations import Happened, OrganisationCard
from outreach.texts.admission_refusals import cited
from outreach.texts.labels import heading, label
from outreach.texts.speech import Speech

_LONGEST_LABEL = 60
_BEGINNINGS = frozenset({OrganisationAct.FOUND, OrganisationAct.RECEIVE})
# What can be begun without an organisation to begin with, and what can be done with one.
_FIRST = (OrganisationAct.FOUND, OrganisationAct.RECEIVE)
_WITH_ONE = (OrganisationAct.MEMBERS, OrganisationAct.RENAME, OrganisationAct.MERGE, OrganisationAct.DISSOLVE)


def overview(
    speech: Speech,
    totals: Mapping[OrganisationKind, int],
    shown: Sequence[OrganisationCard],
    today: date,
    *,
    may_write: bool,
    more: Choice | None,
) -> Reply:
    """How many there are of each kind, and the first of them to choose from."""
    counted = [f"{heading(speech, KINDS, kind)}: {speech.count(number)}" for kind, number in totals.items()]
    lines = [speech.say("*Organisations in enterprises*"), Text(" · ".join(counted))]
    lines += [_below(speech, one) for one in shown if one.short(today)]
    if may_write:
        lines.append(_how(speech))
    choices = [*rows(_buttons(shown), 1), *rows([more] if more else [])]
    acts = [do(speech, act) for act in _FIRST] if may_write else []
    return Reply(join(lines), (*choices, *rows(acts)), once=False)


def of_enterprise(
    speech: Speech, name: str, enterprise_id: int, shown: Sequence[OrganisationCard], *, may_write: bool
) -> Reply:
    """The organisations of one enterprise, and the way to a new one."""
    acts = [do(speech, act, enterprise=enterprise_id) for act in _FIRST] if may_write else []
    if not shown:
        said = speech.say("*{name}* has no organisation in the books yet.", name=name)
        return Reply(said, rows(acts), once=False)
    lines = [line(speech, one, name) for one in shown]
    return Reply(join([bold(name), *lines]), (*rows(_buttons(shown), 1), *rows(acts)), once=False)


def several(speech: Speech, text: str, shown: Sequence[OrganisationCard]) -> Reply:
    """The question which of these is meant."""
    return Reply(speech.say("Which one is meant by *{name}*?", name=text), rows(_buttons(shown), 1), once=False)


def card(speech: Speech, shown: OrganisationCard, today: date, *, may_write: bool) -> Reply:
    """One organisation: how it stands, and what has happened to it."""
    lines = [bold(shown.name), speech.say("In charge: {unit}", unit=shown.unit)]
    if shown.code:
        lines.append(speech.say("Code of the unit: {code}", code=shown.code))
    if shown.numbers is not None and shown.closed_on is None:
        lines.append(speech.say("Now: {members}", members=numbers(speech, shown.form.kind, shown.numbers)))
    if shown.short(today):
        lines.append(_below(speech, shown))
    lines += [Text("\n") + speech.say("*What has happened*"), *_history(speech, shown)]
    choices = [do(speech, act, organisation=shown.id) for act in _WITH_ONE]
    if not may_write or shown.closed_on is not None:
        choices = []
    if shown.enterprise_id is not None:
        choices.append(Choice(speech.word("The enterprise"), "enterprise", {"enterprise": shown.enterprise_id}))
    return Reply(join(lines), rows(choices), once=False)


def do(speech: Speech, act: OrganisationAct, **about: int) -> Choice:
    """The button that begins ``act``."""
    return Choice(heading(speech, ACTS, act), "org_do", {"act": act.value, **about})


def line(speech: Speech, shown: OrganisationCard, enterprise: str) -> Text:
    """An organisation in one line on the card of its enterprise, by its form where its name says no more."""
    plain = shown.name == default_name(shown.form, enterprise)
    what = heading(speech, FORMS, shown.form) if plain else shown.name
    pieces = [_piece(speech, shown, one) for one in shown.happened if not _is_count(one)]
    first = shown.happened[0] if shown.happened else None
    if first is not None and _is_count(first):
        pieces.insert(0, f"{_members(speech, shown, first)} ({speech.day(first.day)})")
    last = shown.numbers
    if (
        last is not None
        and shown.closed_on is None
        and (first is None or first.numbers is None or _differ(first, last))
    ):
        pieces.append(speech.word("now {n}", n=speech.count(last.members)))
    return Text(f"• {what}: {', '.join(pieces)}")


def numbers(speech: Speech, kind: OrganisationKind, told: Numbers) -> str:
    """How many there are, with those of them who are probationary or came by transfer in brackets."""
    parts = []
    if told.probationary:
        parts.append(speech.word("{n} probationary", n=speech.count(told.probationary)))
    if told.by_transfer:
        parts.append(speech.word("{n} by transfer", n=speech.count(told.by_transfer)))
    inside = f" ({', '.join(parts)})" if parts else ""
    return people(speech, kind, told.members) + inside


def people(speech: Speech, kind: OrganisationKind, number: int) -> str:
    """So many members, as they are called in organisations of the kind."""
    if kind is OrganisationKind.PARTY_ORG:
        return speech.say_n("{n} Party member", "{n} Party members", number).plain
    return speech.say_n("{n} union member", "{n} union members", number).plain


def short(speech: Speech, name: str, lacks: Condition, told: Numbers) -> Text:
    """The warning that an organisation has fewer members than it needs, with the rule."""
    values = {
        "name": bold(name),
        "n": speech.count(lacks.counted(told)),
        "needed": speech.count(lacks.needed),
        "rule": cited(speech, lacks.citation),
    }
    if lacks.kind is OrganisationKind.PARTY_ORG:
        return speech.say("⚠ {name} has {n} full members, fewer than the {needed} it needs.\nRule: {rule}.", **values)
    return speech.say("⚠ {name} has {n} members, fewer than the {needed} it needs.\nRule: {rule}.", **values)


def _how(speech: Speech) -> Text:
    example = speech.word("/org found cell; Huy Hoang; 27/2/2019; 4 members, 4 transferred; decision 12-QD/DU")
    return speech.say("In one line, for example:") + "\n" + example


def _buttons(shown: Sequence[OrganisationCard]) -> list[Choice]:
    return [Choice(one.name[:_LONGEST_LABEL], "org", {"organisation": one.id}) for one in shown]


def _below(speech: Speech, shown: OrganisationCard) -> Text:
    told = shown.numbers or Numbers(0)
    return short(speech, shown.name, condition(shown.form.kind, shown.happened[-1].day), told)


def _is_count(one: Happened) -> bool:
    return one.act is OrganisationAct.MEMBERS


def _differ(first: Happened, last: Numbers) -> bool:
    return first.numbers is not None and first.numbers.members != last.members


def _members(speech: Speech, shown: OrganisationCard, one: Happened) -> str:
    return numbers(speech, shown.form.kind, one.numbers) if one.numbers else ""


def _piece(speech: Speech, shown: OrganisationCard, one: Happened) -> str:
    day = speech.day(one.day)
    if one.act in _BEGINNINGS:
        return ", ".join(filter(None, [f"{label(speech, ACTS, one.act)} {day}", _members(speech, shown, one)]))
    return f"{_deed(speech, one)} {day}"


def _deed(speech: Speech, one: Happened) -> str:
    match one.act:
        case OrganisationAct.MERGE if one.came:
            return speech.word("{other} merged into it", other=one.other)
        case OrganisationAct.MERGE:
            return speech.word("merged into {other}", other=one.other)
        case OrganisationAct.RENAME:
            return speech.word("renamed {name}", name=one.name)
    return label(speech, ACTS, one.act)


def _history(speech: Speech, shown: OrganisationCard) -> list[Text]:
    """A line for each event, a change of the members as "3 → 8"."""
    lines, before = [], None
    for one in shown.happened:
        what = [] if _is_count(one) else [_deed(speech, one)]
        if one.numbers is not None:
            changed = before is not None and before != one.numbers.members
            what.append((f"{speech.count(before or 0)} → " if changed else "") + _members(speech, shown, one))
            before = one.numbers.members
        if one.decision:
            what.append(speech.word("decision {number}", number=one.decision))
        lines.append(Text(f"• {speech.day(one.day)}: {', '.join(what)}"))
    return lines
