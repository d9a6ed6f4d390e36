"""Another account of a person: the code that an administrator makes, and its use with /start."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.people import code as unit_code
from handlers.questions import Form
from handlers.routes import Act
from handlers.turn import Turn
from outreach.messages import Reply, Text
from outreach.services.people import accounts, people, relinking
from outreach.services.talk import outbox
from outreach.services.talk.conversations import Draft
from outreach.texts import accounts as account_texts
from outreach.texts import relinking as texts
from outreach.texts.speech import Speech


def offer(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask before a code is made."""
    return forms.begin(turn, CODE, {"person": int(data["person"])})


def begin(turn: Turn, code: str) -> Sequence[Reply]:
    """Ask whoever sends the code whether this is the account from now on."""
    return forms.begin(turn, LINK, {"code": code})


def _preview_code(turn: Turn, draft: Draft) -> Text:
    return texts.offering(turn.speech, _member(turn, draft.said["person"]))


def _write_code(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    who = _member(turn, said["person"])
    code = relinking.code_for(turn.session, turn.actor, who.id, turn.now)
    until = turn.now + relinking.VALID_FOR
    return texts.offered(turn.speech, code, turn.link(code), who.name, until)


def _member(turn: Turn, person_id: int) -> people.Member:
    return people.member(turn.session, turn.actor, person_id, turn.now)


def _preview_link(turn: Turn, draft: Draft) -> Text:
    who = relinking.meant(turn.session, turn.actor, draft.said["code"], turn.now)
    here = turn.actor.channel
    first = accounts.asked_on(turn.session, who.id, here)
    asked = account_texts.beside(turn.speech, here, first) if first else texts.instead(turn.speech)
    return texts.meant(turn.speech, who, unit_code(turn, who.unit_id), asked)


def _write_link(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    linked = relinking.link(turn.session, turn.actor, said["code"], turn.now)
    if linked.asked_on is not None:
        return [account_texts.waits(turn.speech, linked.asked_on, turn.now + accounts.VALID_FOR)]
    speech = Speech(linked.language or turn.speech.language, turn.speech.zone)
    for old in linked.old:
        key = f"unlinked:{linked.who.id}:{turn.now.isoformat()}"
        outbox.answer(turn.session, old, old.chat, [texts.unlinked(speech)], turn.now, key=f"{key}:{old.chat}")
    return [texts.linked(speech, linked.who)]


CODE = Form("relink_code", "moi", (), _preview_code, _write_code, save_label="Make the code")
LINK = Form("relink", "start", (), _preview_link, _write_link, save_label="Use this account")

FORMS = [CODE, LINK]
ACTS = {"person_relink": Act("moi", offer)}
