"""/tochuc: the organisations in enterprises: which there are, what has happened to each, and entering it."""

from collections.abc import Sequence
from typing import Any

from handlers import organisation_changes, organisation_entry
from handlers.routes import Act, Command
from handlers.turn import Turn
from models import Organisation
from outreach.errors import OnlyInPrivate, UnknownEnterprise, UnknownOrganisation
from outreach.messages import Choice, Reply, Text
from outreach.rules.organisation_line import OrganisationDraft, read_organisation_line
from outreach.rules.vocabulary.admission_terms import OrganisationAct
from outreach.rules.vocabulary.organisations import OrganisationForm
from outreach.services.enterprises import enterprises
from outreach.services.organisations import organisation_undoing, organisations
from outreach.texts import organisation_entries as entry_texts
from outreach.texts import organisations as texts

_PAGE = 8
_BEGINNINGS = frozenset({OrganisationAct.FOUND, OrganisationAct.RECEIVE})


def organisation(turn: Turn) -> Sequence[Reply]:
    """Those there are; one that is looked for; or something that happened to one, shown first."""
    if not turn.argument.strip():
        return [_overview(turn, 0)]
    told = read_organisation_line(turn.argument, turn.today)
    if told.act is None:
        return _search(turn, told)
    if told.act in _BEGINNINGS:
        return organisation_entry.begin(turn, told)
    try:
        return organisation_changes.begin(turn, told)
    except UnknownOrganisation as refusal:
        if told.act is not OrganisationAct.MEMBERS or told.form is None or not turn.private:
            raise
        return [_there_or_new(turn, told.form, refusal.piece)]


def describe(turn: Turn, event_id: int) -> Text:
    """What happened to an organisation in one line, for the journal of entries."""
    event = organisation_undoing.find(turn.session, turn.actor, event_id)
    return entry_texts.line(turn.speech, event, turn.session.get_one(Organisation, event.organisation_id).name)


def card(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The organisation whose button was pressed."""
    row = organisations.get(turn.session, turn.actor, int(data["organisation"]))
    return [_card(turn, row)]


def page(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The next ones of the list."""
    return [_overview(turn, int(data["after"]))]


def of_enterprise(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The organisations of the enterprise of a card."""
    found = enterprises.find(turn.session, turn.actor, int(data["enterprise"]))
    if found is None:
        raise UnknownEnterprise("")
    rows = organisations.of_enterprises(turn.session, turn.actor, [found.id or 0])
    shown = organisations.cards(turn.session, rows) or organisations.history_of(turn.session, turn.actor, found.id or 0)
    return [texts.of_enterprise(turn.speech, found.name, found.id or 0, shown, may_write=_may_write(turn))]


def do(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin what a button says."""
    if not turn.private:
        raise OnlyInPrivate("tochuc")
    act = OrganisationAct(data["act"])
    if "line" in data:
        told = read_organisation_line(str(data["line"]), turn.today)
        return organisation_entry.begin(turn, OrganisationDraft(**{**vars(told), "act": act}))
    if "organisation" in data:
        return organisation_changes.begin_with(turn, act, int(data["organisation"]))
    if act in _BEGINNINGS:
        return organisation_entry.begin_at(turn, act, data.get("enterprise"))
    return organisation_changes.begin(turn, OrganisationDraft(act))


def _may_write(turn: Turn) -> bool:
    return turn.private and turn.actor.at_least("member")


def _overview(turn: Turn, after: int) -> Reply:
    rows = organisations.listing(turn.session, turn.actor, after, _PAGE + 1)
    more = Choice(turn.speech.word("More …"), "org_list", {"after": after + _PAGE}) if len(rows) > _PAGE else None
    shown = organisations.cards(turn.session, rows[:_PAGE])
    totals = organisations.totals(turn.session, turn.actor)
    return texts.overview(turn.speech, totals, shown, turn.today, may_write=_may_write(turn), more=more)


def _search(turn: Turn, told: OrganisationDraft) -> Sequence[Reply]:
    """One organisation's card, those that may be meant, or what there is in an enterprise that has none."""
    if not told.whose:
        rows = organisations.listing(turn.session, turn.actor, 0, _PAGE, told.form)
    else:
        found = _enterprise(turn, told)
        if found is not None:
            return of_enterprise(turn, {"enterprise": found})
        rows = organisations.lookup(turn.session, turn.actor, turn.names, told.form, told.whose)
    if len(rows) == 1:
        return [_card(turn, rows[0])]
    if not rows:
        return [_overview(turn, 0)]
    return [texts.several(turn.speech, turn.argument.strip(), organisations.cards(turn.session, rows))]


def _enterprise(turn: Turn, told: OrganisationDraft) -> int | None:
    """The enterprise that is named alone, without a kind of organisation before it."""
    if told.form is not None:
        return None
    found = enterprises.lookup(turn.session, turn.actor, turn.names, told.whose)
    return found.enterprise.id if isinstance(found, enterprises.Certain) else None


def _card(turn: Turn, row: Organisation) -> Reply:
    (shown,) = organisations.cards(turn.session, [row])
    return texts.card(turn.speech, shown, turn.today, may_write=_may_write(turn))


def _there_or_new(turn: Turn, form: OrganisationForm, piece: str) -> Reply:
    """Members of one that nobody has entered: it was there before, or has been founded now."""
    line = {"line": turn.argument}
    there = Choice(turn.speech.word("It was there before"), "org_do", {"act": OrganisationAct.MEMBERS.value, **line})
    new = Choice(turn.speech.word("It has been founded"), "org_do", {"act": OrganisationAct.FOUND.value, **line})
    return entry_texts.unknown(turn.speech, form, piece, there, new)


COMMANDS = [Command("tochuc", "org", organisation, "reader", "Organisations in enterprises")]
FORMS = [organisation_entry.FORM, *organisation_changes.FORMS]
ACTS = {
    "org": Act("tochuc", card),
    "org_list": Act("tochuc", page),
    "org_of": Act("tochuc", of_enterprise),
    "org_do": Act("tochuc", do, "member"),
}
