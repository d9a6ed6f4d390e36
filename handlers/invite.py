"""/moi: invite people, list them and the invitations that are open."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act, Command
from handlers.turn import Turn
from models import Unit
from outreach.errors import NothingThere, OutOfScope, Twice
from outreach.messages import Reply, Text
from outreach.rules.lines import split_parts
from outreach.rules.unit_line import parse_name
from outreach.rules.vocabulary.people import ROLES
from outreach.rules.vocabulary.terms import Role
from outreach.services.people import invitations, people
from outreach.services.talk.conversations import Draft
from outreach.services.units import units
from outreach.texts import people as texts
from outreach.texts.labels import heading

_EVERYTHING = 0
_MOST_OPTIONS = 12


def invite(turn: Turn) -> Sequence[Reply]:
    """The people and open invitations; with words after the command, a new invitation."""
    parts = split_parts(turn.argument)
    if not parts:
        return [_listing(turn, 0)]
    return forms.begin(turn, INVITATION, _said(turn, parts), ready=True)


def new(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the guided entry of an invitation."""
    del data
    return forms.begin(turn, INVITATION)


def page(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The next page of the people."""
    return [_listing(turn, int(data["page"]))]


def _listing(turn: Turn, number: int) -> Reply:
    members = people.listed(turn.session, turn.actor, turn.now)
    opened = invitations.open_ones(turn.session, turn.actor, turn.now)
    return texts.listing(turn.speech, members, opened, _codes(turn), number)


def _codes(turn: Turn) -> dict[int | None, str]:
    return {unit.id: unit.code for unit in units.in_scope(turn.session, turn.actor.own)}


# --- inviting ---


def _said(turn: Turn, parts: list[str]) -> dict[str, Any]:
    """The role comes first; the unit and the name in any order, a unit being known by its code or whole name."""
    said: dict[str, Any] = {"role": ROLES.require(parts[0], "role").value}
    for part in parts[1:]:
        unit = None if "unit" in said else _unit(turn, part)
        if unit is not None:
            said["unit"] = unit.id
        elif "name" in said:
            raise Twice("name", said["name"], part)
        else:
            said["name"] = parse_name(part)
    return said


def _unit(turn: Turn, part: str) -> Unit | None:
    """The unit that ``part`` names; None when it must be a person. What looks like a code is not taken for a person."""
    unit = units.named(turn.session, turn.actor.own, part)
    if unit is None and " " not in part and ("-" in part or part.isupper()):
        return units.find(turn.session, turn.actor.own, part)
    return unit


def _ask_role(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, ROLES, role), role.value) for role in Role]
    return Question(turn.speech.say("Which role?"), options)


def _take_role(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["role"] = ROLES.require(text, "role").value


def _ask_unit(turn: Turn, draft: Draft) -> Question:
    possible = units.in_scope(turn.session, turn.actor.own)
    options = [Option(one.code, one.id) for one in possible[:_MOST_OPTIONS]]
    if turn.actor.own.everything and draft.said["role"] == Role.ADMIN:
        options.append(Option(turn.speech.word("Everything"), _EVERYTHING))
    return Question(turn.speech.say("For which unit? Choose, or type a code."), options)


def _take_unit(turn: Turn, draft: Draft, text: str) -> None:
    draft.said["unit"] = units.find(turn.session, turn.actor.own, text).id


def _ask_name(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(turn.speech.say("What is the person's name? Skip, and they will give it themselves."))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["name"] = parse_name(text)


def _preview(turn: Turn, draft: Draft) -> Text:
    said = draft.said
    if said["unit"] == _EVERYTHING and said["role"] != Role.ADMIN:  # the role was changed after the unit was chosen
        raise OutOfScope("")
    unit = units.get(turn.session, turn.actor.own, said["unit"]).code if said["unit"] else ""
    return texts.invitation(turn.speech, said["role"], unit, said.get("name", ""))


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    name = said.get("name", "")
    code = invitations.invite(turn.session, turn.actor, said["role"], said["unit"] or None, name, turn.now)
    return texts.invited(turn.speech, code, turn.link(code), name, turn.now + invitations.VALID_FOR)


# --- invitations that are open ---


def which_invitation(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The invitations to choose from."""
    del data
    opened = invitations.open_ones(turn.session, turn.actor, turn.now)
    if not opened:
        raise NothingThere
    return [texts.which_invitation(turn.speech, opened, _codes(turn))]


def revoke(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask before the invitation is revoked."""
    return forms.begin(turn, REVOCATION, {"invitation": int(data["invitation"])})


def _preview_revocation(turn: Turn, draft: Draft) -> Text:
    for one in invitations.open_ones(turn.session, turn.actor, turn.now):
        if one.id == draft.said["invitation"]:
            return texts.revoking(turn.speech, one, _codes(turn))
    raise NothingThere


def _write_revocation(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    if not invitations.revoke(turn.session, turn.actor, said["invitation"], turn.now):
        raise NothingThere
    return [texts.revoked(turn.speech)]


INVITATION = Form(
    name="invitation",
    command="moi",
    steps=(
        Step("role", "Role", _ask_role, _take_role),
        Step("unit", "Unit", _ask_unit, _take_unit),
        Step("name", "Name", _ask_name, _take_name, optional=True),
    ),
    preview=_preview,
    write=_write,
    save_label="Make the invitation",
)
REVOCATION = Form("revocation", "moi", (), _preview_revocation, _write_revocation, save_label="Revoke it")

COMMANDS = [Command("moi", "invite", invite, "admin", "Invite and list people", "private")]
FORMS = [INVITATION, REVOCATION]
ACTS = {
    "people": Act("moi", page),
    "invitation_new": Act("moi", new),
    "invitation_which": Act("moi", which_invitation),
    "invitation_revoke": Act("moi", revoke),
}
