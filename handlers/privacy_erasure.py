"""Withdrawing the consent of a candidate: what will happen is shown, the code typed, and asked once more."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import NotConfirmed
from outreach.messages import Reply, Text
from outreach.rules.candidate_code import code, parse_code
from outreach.services.admission import candidates
from outreach.services.privacy import erasure
from outreach.services.talk.conversations import Draft
from outreach.texts import privacy as texts

_BLOT, _LEAVE = "blot", "leave"


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin the erasure of a candidate of the actor's scope: nothing happens before the code is typed."""
    found = candidates.find(turn.session, turn.actor, int(data["candidate"]))
    named = bool(erasure.mentioned(turn.session, turn.actor, found.id or 0))
    return forms.begin(turn, ERASURE, {"candidate": found.id, "named": named})


def _ask_code(turn: Turn, draft: Draft) -> Question:
    return Question(texts.erasing(turn.speech, draft.said["candidate"]))


def _take_code(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    if parse_code(text) != draft.said["candidate"]:
        raise NotConfirmed(text[:40], code(draft.said["candidate"]))
    draft.said["typed"] = True


def _named(draft: Draft) -> bool:
    return bool(draft.said.get("named"))


def _ask_notes(turn: Turn, draft: Draft) -> Question:
    found = erasure.mentioned(turn.session, turn.actor, draft.said["candidate"])
    options = [
        Option(turn.speech.word("Put the code there"), _BLOT),
        Option(turn.speech.word("No, I correct them myself"), _LEAVE),
    ]
    return Question(texts.notes(turn.speech, draft.said["candidate"], found), options, width=1)


def _take_notes(turn: Turn, draft: Draft, text: str) -> None:
    """Only the buttons answer: what is typed leaves the question as it is."""


def _preview(turn: Turn, draft: Draft) -> Text:
    found = candidates.find(turn.session, turn.actor, draft.said["candidate"])
    return texts.sure(turn.speech, found.id or 0, blot=draft.said.get("notes") == _BLOT)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    blot = said.get("notes") == _BLOT
    done = erasure.erase(turn.session, turn.actor, said["candidate"], turn.today, turn.now, notes=blot)
    return [texts.erased(turn.speech, done.candidate_id, done.blotted, done.still, turn.today)]


ERASURE = Form(
    name="privacy_erasure",
    command="quyenrieng",
    steps=(
        Step("typed", "Confirmation", _ask_code, _take_code, changeable=False),
        Step("notes", "Notes of visits", _ask_notes, _take_notes, when=_named, changeable=False),
    ),
    preview=_preview,
    write=_write,
    save_label="Erase for ever",
    role="member",
)
FORMS = [ERASURE]
ACTS = {"privacy_erase": Act("quyenrieng", begin, "member")}
