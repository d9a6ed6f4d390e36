"""What is said about an enterprise: its card, and what a search found."""

from collections.abc import Sequence
from datetime import date

from models import Enterprise
from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.vocabulary.organisations import FOUNDING_STAGES, FoundingStage
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS, MASS_ORGANISATIONS
from outreach.rules.vocabulary.terms import ContactRole, EnterpriseKind, MassOrganisation, Obstacle, Outcome
from outreach.rules.vocabulary.visits import OBSTACLES, OUTCOMES
from outreach.services.enterprises.enterprise_cards import Card, Met, OpenObstacle, OpenStep, PastVisit
from outreach.texts import organisations as organisation_texts
from outreach.texts import proposals as proposal_texts
from outreach.texts import refusals
from outreach.texts.labels import label
from outreach.texts.speech import Speech

_LONGEST_LABEL = 60


def card(speech: Speech, shown: Card, today: date, *, private: bool, role: str | None) -> Reply:
    """The card, with buttons for what ``role`` may do. In a group nothing is shown that was typed freely."""
    parts = [
        bold(shown.name),
        *_facts(speech, shown),
        *_muted(speech, shown, today),
        *_contacts(speech, shown.contacts, private=private),
        *_section(
            speech.say("*Organisations*"),
            [organisation_texts.line(speech, one, shown.name) for one in shown.organisations],
        ),
        *_section(speech.say("*Visits*"), [_visit(speech, one) for one in shown.visits]),
        *_section(speech.say("*Obstacles*"), _obstacles(speech, shown.obstacles, private=private)),
        *_section(speech.say("*Next steps*"), [_step(speech, one, today, private=private) for one in shown.steps]),
        *_section(speech.say("*Proposals*"), [proposal_texts.line(speech, one) for one in shown.proposals]),
    ]
    if not shown.visits:
        parts.append(Text("\n") + speech.say("No visit has been logged here yet."))
    return Reply(join(parts), _card_buttons(speech, shown, role, today, private=private), once=False)


def several(speech: Speech, text: str, found: Sequence[Enterprise]) -> Reply:
    """The question which of these is meant."""
    return Reply(speech.say("Which one is meant by *{name}*?", name=text), rows(_buttons(found), 1))


def none_alike(speech: Speech, text: str, near: Sequence[Enterprise], *, may_add: bool) -> Reply:
    """There is none of that name; those near, and the way to add it."""
    add = [Choice(speech.word("+ Add “{name}”", name=text[:40]), "enterprise_new", {"name": text})] if may_add else []
    if near:
        said = speech.say("There is no enterprise *{name}*. Is it one of these?", name=text)
    else:
        said = speech.say("There is no enterprise *{name}*.", name=text)
    return Reply(said, rows([*_buttons(near), *add], 1))


def recent(speech: Speech, visited: Sequence[Enterprise], *, may_add: bool) -> Reply:
    """Those visited last, and how to find others."""
    add = [Choice(speech.word("+ Add an enterprise"), "enterprise_new")] if may_add else []
    head = [speech.say("*Visited last*")] if visited else []
    how = speech.say("To find one: /dn and a part of its name, for example /dn huy hoang")
    return Reply(join([*head, how]), (*rows(_buttons(visited), 1), *rows(add)), once=False)


def kind(speech: Speech, which: str) -> str:
    """The word for a kind of enterprise."""
    return label(speech, ENTERPRISE_KINDS, EnterpriseKind(which))


def body(speech: Speech, which: str) -> str:
    """The word for a mass organisation."""
    return label(speech, MASS_ORGANISATIONS, MassOrganisation(which))


def contact_role(speech: Speech, which: str) -> str:
    """The word for the role of somebody at an enterprise."""
    return label(speech, CONTACT_ROLES, ContactRole(which))


def _buttons(found: Sequence[Enterprise]) -> list[Choice]:
    return [Choice(one.name[:_LONGEST_LABEL], "enterprise", {"enterprise": one.id}) for one in found]


def _muted(speech: Speech, shown: Card, today: date) -> list[Text]:
    if shown.muted_until is None or shown.muted_until < today:
        return []
    return [speech.say("Reminders: none until the end of {day}", day=speech.day(shown.muted_until))]


def _card_buttons(
    speech: Speech, shown: Card, role: str | None, today: date, *, private: bool
) -> tuple[tuple[Choice, ...], ...]:
    if role not in {"member", "lead", "admin"}:
        return ()
    data = {"enterprise": shown.id}
    choices = [Choice(speech.word("Log a visit here"), "visit_of", data)]
    if private:
        choices.append(Choice(speech.word("Edit"), "enterprise_edit", data))
        if role in {"lead", "admin"}:
            choices.append(_muting(speech, shown, today))
        if role == "admin":
            choices.append(Choice(speech.word("Merge into …"), "enterprise_merge", data))
        choices.append(Choice(speech.word("Organisations"), "org_of", data))
        if shown.proposals:
            choices.append(Choice(speech.word("Proposals"), "proposals_of", data))
    return rows(choices)


def _muting(speech: Speech, shown: Card, today: date) -> Choice:
    data = {"enterprise": shown.id}
    if shown.muted_until is not None and shown.muted_until >= today:
        return Choice(speech.word("Remind again"), "enterprise_unmute", data)
    return Choice(speech.word("Mute …"), "enterprise_mute", data)


def _facts(speech: Speech, shown: Card) -> list[Text]:
    lines = []
    if shown.aliases:
        lines.append(speech.say("Also called: {names}", names=", ".join(shown.aliases)))
    lines.append(Text(" · ".join(filter(None, [kind(speech, shown.kind), shown.zone]))))
    lines.append(speech.say("In charge: {unit}", unit=shown.unit))
    if shown.workers is not None:
        lines.append(speech.say("Workers: {n}", n=speech.count(shown.workers)))
    if shown.members is not None:
        lines.append(speech.say("Party members: {n}", n=speech.count(shown.members)))
    if shown.tax_code:
        lines.append(speech.say("Tax code: {code}", code=shown.tax_code))
    told = {one.form.value for one in shown.organisations}
    if bodies := [_body(speech, *one) for one in shown.bodies if one[0] not in told]:
        lines.append(speech.say("Has: {bodies}", bodies=", ".join(bodies)))
    lines.append(speech.say("Founding: {stage}", stage=_stage(speech, shown.stage)))
    return lines


def _stage(speech: Speech, stage: str) -> str:
    return label(speech, FOUNDING_STAGES, FoundingStage(stage))


def _body(speech: Speech, which: str, members: int | None) -> str:
    word = body(speech, which)
    return word if members is None else f"{word} ({speech.count(members)})"


def _contacts(speech: Speech, contacts: Sequence[Met], *, private: bool) -> list[Text]:
    if not contacts:
        return []
    if not private or not any(one.name or one.phone for one in contacts):
        roles = ", ".join(contact_role(speech, one.role) for one in contacts)
        return [speech.say("Contacts: {roles}", roles=roles)]
    lines = [
        Text(f"• {contact_role(speech, one.role)}: {' – '.join(filter(None, [one.name, one.phone]))}")
        for one in contacts
    ]
    return _section(speech.say("*Contacts*"), lines)


def _section(head: Text, lines: Sequence[Text]) -> list[Text]:
    return [Text("\n") + head, *lines] if lines else []


def _visit(speech: Speech, one: PastVisit) -> Text:
    outcome = label(speech, OUTCOMES, Outcome(one.outcome)) if one.outcome else ""
    return Text("• " + " – ".join(filter(None, [speech.day(one.day), outcome, one.unit])))


def _obstacles(speech: Speech, obstacles: Sequence[OpenObstacle], *, private: bool) -> list[Text]:
    lines = []
    for one in obstacles:
        free = one.text if private and one.text else speech.word("another one")
        what = label(speech, OBSTACLES, Obstacle(one.kind)) if one.kind else free
        lines.append(speech.say("• {obstacle} (since {day})", obstacle=what, day=speech.day(one.since)))
    return lines


def _step(speech: Speech, one: OpenStep, today: date, *, private: bool) -> Text:
    due = speech.day(one.due) if one.due else speech.word("no date")
    late = [speech.word("overdue")] if one.due and one.due < today else []
    what = one.text if private else ""
    if one.visit:
        what = speech.word("visit: {text}", text=what) if what else speech.word("a planned visit")
    return Text("• " + " – ".join(filter(None, [due, what, one.unit, *late])))


@refusals.sentence.register
def _(refusal: errors.EnterpriseTaken, speech: Speech) -> Text:
    if refusal.by == "name":
        return speech.say("{name} is there already. To see it: /dn {name}", name=bold(refusal.name))
    return speech.say("{piece} belongs to {name} already.", piece=bold(refusal.piece), name=bold(refusal.name))


@refusals.sentence.register
def _(refusal: errors.BadTaxCode, speech: Speech) -> Text:
    return speech.say("{piece} is no tax code. It has 10 digits, or 13 for a branch.", piece=bold(refusal.piece))
