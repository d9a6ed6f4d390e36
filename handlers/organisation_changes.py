"""/tochuc: what happens to an organisation that is in the books: a count, another name, a merger, its end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from handlers import organisation_asking as asking
from handlers.questions import Form, Question, Step
from handlers.turn import Turn
from models import Organisation
from outreach.errors import NotAllowed
from outreach.messages import Reply, Text
from outreach.rules.lines import split_parts
from outreach.rules.organisation_line import OrganisationDraft, open_form, read_organisation_parts
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.admission_terms import OrganisationAct
from outreach.services.organisations import organisation_changes, organisations
from outreach.services.talk.conversations import Draft
from outreach.texts import organisation_entries as texts


def begin(turn: Turn, told: OrganisationDraft) -> Sequence[Reply]:
    """Show what a line says will happen to an organisation, or ask for what is missing.

    Raises:
        NotAllowed: the person is no member.
        UnknownOrganisation, OrganisationClosed: it is not there, or has ended.

    """
    if not turn.actor.at_least("member"):
        raise NotAllowed("member")
    act = told.act or OrganisationAct.MEMBERS
    said: dict[str, Any] = {"act": act.value, **asking.as_said(told)}
    if told.whose or told.form:
        _find(turn, said, "organisation", told)
    if told.into:
        form, whose = open_form(told.into)
        _find(turn, said, "into", OrganisationDraft(form=form or told.form, whose=whose))
    ready = told.day is not None or bool(told.decision)
    return asking.begin(turn, FORM_OF[act], said, ready=ready)


def begin_with(turn: Turn, act: OrganisationAct, organisation_id: int) -> Sequence[Reply]:
    """Begin what a button of an organisation's card says."""
    said: dict[str, Any] = {"act": act.value}
    _keep(turn, said, "organisation", organisation_id)
    return asking.begin(turn, FORM_OF[act], said, ready=False)


def _find(turn: Turn, said: dict[str, Any], which: str, told: OrganisationDraft) -> None:
    """Keep the one organisation that is meant; else what may be meant stands in the draft, to be offered."""
    if told.whose:
        rows = organisations.lookup(turn.session, turn.actor, turn.names, told.form, told.whose)
    else:
        rows = organisations.listing(turn.session, turn.actor, 0, asking.MOST_OPTIONS, told.form)
    if len(rows) == 1:
        _keep(turn, said, which, rows[0].id or 0)
    else:
        said[f"_{which}"] = [{"id": row.id, "name": row.name} for row in rows]


def _keep(turn: Turn, said: dict[str, Any], which: str, organisation_id: int) -> Organisation:
    row = organisation_changes.open_one(turn.session, turn.actor, organisation_id)
    said[which] = row.id
    said.pop(f"_{which}", None)
    return row


def _asker(which: str, ask: Callable[[Turn], Text]) -> Callable[[Turn, Draft], Question]:
    def question(turn: Turn, draft: Draft) -> Question:
        offered = draft.said.get(f"_{which}")
        if offered is None:
            rows = organisations.listing(turn.session, turn.actor, 0, asking.MOST_OPTIONS + 1)
            chosen = [row for row in rows if row.id != draft.said.get("organisation")]
            return Question(ask(turn), asking.options(chosen[: asking.MOST_OPTIONS]), width=1)
        rows = [organisations.get(turn.session, turn.actor, one["id"]) for one in offered]
        return Question(ask(turn), asking.options(rows), width=1)

    return question


def _taker(which: str) -> Callable[[Turn, Draft, str], None]:
    def take(turn: Turn, draft: Draft, text: str) -> None:
        form, whose = open_form(text)
        _find(turn, draft.said, which, OrganisationDraft(form=form, whose=whose))

    return take


def _picker(which: str) -> Callable[[Turn, Draft, Any], None]:
    def pick(turn: Turn, draft: Draft, value: Any) -> None:
        _keep(turn, draft.said, which, int(value["id"]))

    return pick


def _ask_which(turn: Turn) -> Text:
    return turn.speech.say("Which organisation? Choose, or type a part of its name.")


def _ask_into(turn: Turn) -> Text:
    return turn.speech.say("Into which organisation? Choose, or type a part of its name.")


def _ask_name(turn: Turn, draft: Draft) -> Question:
    row = organisations.get(turn.session, turn.actor, draft.said["organisation"])
    return Question(turn.speech.say("What is *{name}* called from now on?", name=row.name))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["name"] = parse_name(text)


def _more(turn: Turn, draft: Draft, text: str) -> None:
    """Words typed under the preview change what they name."""
    draft.said.update(asking.as_said(read_organisation_parts(split_parts(text), turn.today, None)))


def _preview(turn: Turn, draft: Draft) -> Text:
    told = asking.as_told(draft.said)
    changing = organisation_changes.check(turn.session, turn.actor, draft.said["organisation"], told)
    return texts.change(turn.speech, told, changing)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    told = asking.as_told(said)
    done = organisation_changes.change(turn.session, turn.actor, said["organisation"], told, turn.now)
    return [texts.written(turn.speech, done, "")]


_WHICH = Step(
    "organisation", "Organisation", _asker("organisation", _ask_which), _taker("organisation"), _picker("organisation")
)
_INTO = Step("into", "Into", _asker("into", _ask_into), _taker("into"), _picker("into"))
_NAME = Step("name", "New name", _ask_name, _take_name)
_TOGETHER = replace(asking.NUMBERS, optional=True)


def _form(act: OrganisationAct, *steps: Step) -> Form:
    return Form(f"organisation_{act.value}", "tochuc", (_WHICH, *steps), _preview, _write, _more, role="member")


FORM_OF = {
    OrganisationAct.MEMBERS: _form(OrganisationAct.MEMBERS, asking.NUMBERS, asking.DAY),
    OrganisationAct.RENAME: _form(OrganisationAct.RENAME, _NAME, asking.DAY, asking.DECISION),
    OrganisationAct.MERGE: _form(OrganisationAct.MERGE, _INTO, asking.DAY, _TOGETHER, asking.DECISION),
    OrganisationAct.DISSOLVE: _form(OrganisationAct.DISSOLVE, asking.DAY, asking.DECISION),
}
FORMS = list(FORM_OF.values())
