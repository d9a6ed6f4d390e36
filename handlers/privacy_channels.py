"""The switch of a channel that forbids names there altogether; for those who administer everything."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form
from handlers.routes import Act
from handlers.turn import Turn
from outreach.errors import NotTheWhole
from outreach.messages import Reply, Text
from outreach.rules.vocabulary.terms import Channel
from outreach.services.privacy import channel_rules
from outreach.services.talk.conversations import Draft
from outreach.texts import privacy_channels as texts


def listing(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The channels and their rules."""
    del data
    return [texts.listing(turn.speech, channel_rules.rules(turn.session, turn.actor))]


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Show what the switch will change, before it does."""
    return forms.begin(turn, SWITCH, {"channel": str(data["channel"]), "forbidden": bool(data["forbidden"])})


def _preview(turn: Turn, draft: Draft) -> Text:
    if not channel_rules.may_switch(turn.actor):
        raise NotTheWhole
    return texts.switching(turn.speech, Channel(draft.said["channel"]), forbidden=draft.said["forbidden"])


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    channel, forbidden = Channel(said["channel"]), bool(said["forbidden"])
    channel_rules.switch(turn.session, turn.actor, channel, turn.now, forbidden=forbidden)
    return [texts.switched(turn.speech, channel, forbidden=forbidden)]


SWITCH = Form("privacy_channel", "quyenrieng", (), _preview, _write, save_label="Yes, change it", role="admin")
FORMS = [SWITCH]
ACTS = {
    "privacy_channels": Act("quyenrieng", listing, "admin"),
    "privacy_channel": Act("quyenrieng", begin, "admin"),
}
