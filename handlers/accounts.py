"""/caidat accounts: a second messenger, agreeing to it, where the morning message comes, letting an account go."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form
from handlers.routes import Act
from handlers.turn import Turn
from outreach.messages import Address, Reply, Text
from outreach.rules.settings_line import means_nearest
from outreach.rules.vocabulary.places import CHANNELS
from outreach.rules.vocabulary.terms import Channel
from outreach.services.people import accounts
from outreach.services.people.accounts import Decided
from outreach.services.talk import outbox
from outreach.services.talk.conversations import Draft
from outreach.texts import accounts as texts
from outreach.texts.speech import Speech


def listing(turn: Turn, rest: str = "") -> Sequence[Reply]:
    """The accounts, and what can be done with them."""
    del rest
    return [texts.menu(turn.speech, accounts.own(turn.session, turn.actor), turn.served)]


def place(turn: Turn, rest: str) -> Sequence[Reply]:
    """Set where things are told: a messenger, or where one last wrote."""
    if not rest:
        return listing(turn)
    channel = None if means_nearest(rest) else CHANNELS.require(rest, "channel")
    return [texts.preferred(turn.speech, accounts.prefer(turn.session, turn.actor, channel, turn.now))]


def _shown(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    del data
    return listing(turn)


def _add(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Make a code for the other messenger."""
    del data
    code = accounts.code(turn.session, turn.actor, turn.now)
    return texts.offered(turn.speech, code, turn.now + accounts.VALID_FOR)


def _prefer(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    channel = Channel(data["channel"]) if "channel" in data else None
    return [texts.preferred(turn.speech, accounts.prefer(turn.session, turn.actor, channel, turn.now))]


def _agree(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Let the account in that waits, and tell it."""
    done = accounts.agree(turn.session, turn.actor, str(data["pending"]), turn.now)
    speech = Speech(done.language or turn.speech.language, turn.speech.zone)
    _tell(turn, done.address, texts.welcome(speech), "linked")
    if done.person_id != turn.actor.person_id:
        _tell_others(turn, done, texts.vouched(speech, done.address.channel))
    return [texts.agreed(turn.speech, done.address.channel)]


def _refuse(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Turn the account away, and tell it."""
    done = accounts.refuse(turn.session, turn.actor, str(data["pending"]), turn.now)
    _tell(turn, done.address, texts.turned_away(turn.speech), "refused")
    return [texts.refused(turn.speech, done.address.channel)]


def _tell_others(turn: Turn, done: Decided, reply: Reply) -> None:
    for other in done.others:
        _tell(turn, other, reply, "vouched")


def _tell(turn: Turn, to: Address, reply: Reply, what: str) -> None:
    key = f"account {what}:{to.chat}:{turn.now.isoformat()}"
    outbox.answer(turn.session, to, to.chat, [reply], turn.now, key=key)


def _unlink(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Ask before the account goes."""
    return forms.begin(turn, UNLINK, {"channel": str(data["channel"])})


def _preview(turn: Turn, draft: Draft) -> Text:
    return texts.unlinking(turn.speech, draft.said["channel"])


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    channel = Channel(said["channel"])
    gone = accounts.unlink(turn.session, turn.actor, channel, turn.now)
    if gone != Address(turn.incoming.address.channel, turn.incoming.user):
        _tell(turn, gone, texts.parted(turn.speech), "parted")
    return [texts.unlinked(turn.speech, channel)]


UNLINK = Form("account_unlink", "caidat", (), _preview, _write, save_label="Unlink")
FORMS = [UNLINK]
ACTS = {
    "accounts": Act("caidat", _shown),
    "account_add": Act("caidat", _add),
    "account_prefer": Act("caidat", _prefer),
    "account_unlink": Act("caidat", _unlink),
    "account_agree": Act("caidat", _agree),
    "account_refuse": Act("caidat", _refuse),
    "account_vouch": Act("moi", _agree),
}
