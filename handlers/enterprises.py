"""/dn: find an enterprise and see its card; add, edit, merge."""

from collections.abc import Sequence
from typing import Any

from handlers import enterprise_editing, enterprise_entry, enterprise_merger, enterprise_muting
from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.messages import Reply
from outreach.rules.folding import tidy
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.enterprises import MUTING_OPENINGS, VERB_OPENINGS, Muting
from outreach.rules.vocabulary.terms import Verb
from outreach.services.enterprises import enterprise_cards, enterprises
from outreach.texts import enterprises as texts

_RECENT = 10
_LONGEST_QUESTION = 120


def enterprise(turn: Turn) -> Sequence[Reply]:
    """Those visited last; what a search finds; or a change, shown first."""
    if not any(character.isprintable() for character in tidy(turn.argument)):
        visited = enterprises.recently_visited(turn.session, turn.actor, _RECENT)
        return [texts.recent(turn.speech, visited, may_add=turn.actor.at_least("member"))]
    if (muting := MUTING_OPENINGS.open(turn.argument)) is not None and muting.sure:
        asked = enterprise_muting.mute if muting.meaning is Muting.MUTE else enterprise_muting.remind
        return asked(turn, split_parts(muting.rest))
    opening = VERB_OPENINGS.open(turn.argument)
    if opening is None or not opening.sure:
        return _search(turn, turn.argument)
    parts = split_parts(opening.rest)
    match opening.meaning:
        case Verb.NEW:
            return enterprise_entry.add(turn, parts)
        case Verb.EDIT:
            return enterprise_editing.edit(turn, parts)
        case _:
            return enterprise_merger.merge(turn, parts)


def card(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The card of the enterprise whose button was pressed."""
    shown = enterprise_cards.card(turn.session, turn.actor, int(data["enterprise"]), turn.now)
    return [texts.card(turn.speech, shown, turn.today, private=turn.private, role=turn.actor.role)]


def _search(turn: Turn, argument: str) -> Sequence[Reply]:
    text = tidy(argument, one_line=True)[:_LONGEST_QUESTION]
    found = enterprises.lookup(turn.session, turn.actor, turn.names, text)
    if isinstance(found, enterprises.Certain):
        return card(turn, {"enterprise": found.enterprise.id})
    if isinstance(found, enterprises.Several):
        return [texts.several(turn.speech, text, found.enterprises)]
    return [texts.none_alike(turn.speech, text, found.near, may_add=turn.actor.at_least("member"))]


COMMANDS = [Command("dn", "enterprise", enterprise, "reader", "Find an enterprise")]
FORMS = [enterprise_entry.FORM, enterprise_editing.FORM, enterprise_merger.FORM]
ACTS = {
    "enterprise": Act("dn", card),
    "enterprise_new": Act("dn", enterprise_entry.begin, "member"),
    "enterprise_edit": Act("dn", enterprise_editing.begin, "member"),
    "enterprise_merge": Act("dn", enterprise_merger.begin, "admin"),
    "enterprise_mute": Act("dn", enterprise_muting.begin, "lead"),
    "enterprise_unmute": Act("dn", enterprise_muting.end, "lead"),
}
