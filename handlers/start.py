"""/start: come in by an invitation, be greeted, or be led to a command by a link."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers import forms, relinking
from handlers import help as help_topic
from handlers.questions import Form, Question, Step
from handlers.routes import Command, Routes, run
from handlers.turn import Turn
from models import Unit
from outreach.errors import BadInvitation, NotInvited, OnlyInPrivate, UnboundChat
from outreach.messages import Reply, Text
from outreach.rules.unit_line import parse_name
from outreach.services.people import changes, invitations
from outreach.services.talk.conversations import Draft
from outreach.texts import help as help_texts
from outreach.texts import people as texts
from outreach.texts import refusals
from outreach.vault import vault_of

_START = "start"


class Entrance:
    """What coming in needs to know of the other commands: where a link leads, and what to try first."""

    def __init__(self, routes: Routes) -> None:
        self.routes = routes
        self.form = Form(
            name="join",
            command=_START,
            steps=(Step("name", "Name", _ask_name, _take_name),),
            preview=_preview,
            write=self.join,
            save_label="Come in",
        )

    @property
    def command(self) -> Command:
        """The command itself."""
        return Command("start", "start", self.start, "anyone", "")

    def start(self, turn: Turn) -> Sequence[Reply]:
        """Take a code, run the command that a link names, or greet."""
        argument = turn.argument
        if not turn.private:
            return _in_group(turn)
        if argument.lower() != _START and self.routes.command(argument) is not None:
            return run(self.routes, turn, argument, "")
        if argument and argument.lower() != _START:
            return self.take_code(turn, argument)
        if not turn.actor.known:
            raise NotInvited
        return [texts.greeting(turn.speech, turn.actor.role or "", _code(turn, turn.actor.unit_id))]

    def take_code(self, turn: Turn, code: str) -> Sequence[Reply]:
        """Let the sender in, asking for the name that nobody has given yet; count a wrong code."""
        try:
            invitations.check_guesses(turn.session, turn.actor, turn.now)
            invitation = invitations.valid(turn.session, code, turn.now)
        except BadInvitation as refusal:  # answered here, since a refusal raised would take back the count
            invitations.note_guess(turn.session, turn.actor, turn.now)
            return [Reply(refusals.sentence(refusal, turn.speech))]
        if invitation.person_id is not None:
            return relinking.begin(turn, code)
        if invitation.name_sealed is None and not turn.actor.known:
            return forms.begin(turn, self.form, {"code": code})
        return self.join(turn, {"code": code})

    def join(self, turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
        """Let the sender in and say what to try first."""
        person = invitations.join(turn.session, turn.actor, said["code"], said.get("name", ""), turn.now)
        if turn.actor.known:  # somebody who was in already has come to another role or unit
            changes.settle(turn.session, turn.actor, person.id or 0, turn.now)
        turn.actor = replace(turn.actor, person_id=person.id, role=person.role, unit_id=person.unit_id)
        first = help_texts.first_steps(turn.speech, help_topic.possible(self.routes, turn), person.role)
        name = vault_of(turn.session).show(person.name_sealed)
        return [texts.welcome(turn.speech, name, person.role, _code(turn, person.unit_id), first)]


def _in_group(turn: Turn) -> Sequence[Reply]:
    if turn.argument:  # a code that everybody in the group could read
        raise OnlyInPrivate(_START)
    if turn.actor.chat_unit_id is None:
        raise UnboundChat
    return [texts.in_group(turn.speech)]


def _code(turn: Turn, unit_id: int | None) -> str:
    return turn.session.get_one(Unit, unit_id).code if unit_id else ""


def _ask_name(turn: Turn, draft: Draft) -> Question:
    del draft
    return Question(texts.asked_name(turn.speech))


def _take_name(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["name"] = parse_name(text)


def _preview(turn: Turn, draft: Draft) -> Text:
    invitation = invitations.valid(turn.session, draft.said["code"], turn.now)
    return texts.joining(turn.speech, draft.said["name"], invitation.role, _code(turn, invitation.unit_id))
