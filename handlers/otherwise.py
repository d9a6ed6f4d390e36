"""What is no command: free talk, edited commands, and what happens to the bot in a chat."""

from collections.abc import Sequence

from handlers.routes import Handler
from handlers.turn import Turn
from models import Unit
from outreach.errors import NotInvited, UnboundChat
from outreach.messages import Reply
from outreach.services.talk import chats
from outreach.services.talk.offers import WITH_BUTTONS


def otherwise(turn: Turn) -> Sequence[Reply]:
    """Say in one sentence what can be done; in a group keep silent, unless the bot itself is being talked to."""
    if not turn.private:
        return _in_group(turn)
    if not turn.actor.known:
        raise NotInvited
    if turn.incoming.text.startswith("/"):
        return [Reply(turn.speech.say("I do not know this command. /trogiup shows what I can do."))]
    return [Reply(turn.speech.say("I did not understand. To log a visit: /tham, all I can do: /trogiup."))]


def _in_group(turn: Turn) -> Sequence[Reply]:
    """Where there are no commands in a menu, one mentions the bot; nothing else of a group arrives from there."""
    if turn.incoming.address.channel in WITH_BUTTONS:
        return ()
    if turn.actor.chat_unit_id is None:
        raise UnboundChat
    return [Reply(turn.speech.say("I did not understand. What works in this group: /trogiup."))]


def edited(turn: Turn) -> Sequence[Reply]:
    """An edited command is not taken again, or a visit would be logged twice; say how to mend an entry."""
    if not turn.private or not turn.actor.known:
        return ()
    return [Reply(turn.speech.say("I do not read edited messages again. Correct what was saved with /sua."))]


def added(turn: Turn) -> Sequence[Reply]:
    """The bot has come into a group."""
    chats.back(turn.session, turn.incoming.address.channel, turn.incoming.address.chat)
    if turn.actor.chat_unit_id is not None:
        unit = turn.session.get_one(Unit, turn.actor.chat_unit_id)
        return [
            Reply(
                turn.speech.say(
                    "This group gets the weekly summary of *{unit}*. Ask at any time: /tiendo, /bantin.", unit=unit.name
                )
            )
        ]
    return [
        Reply(
            turn.speech.say(
                "Hello! I am an automated assistant for working groups. "
                "An administrator binds this group to a unit with: /gan UNIT-CODE"
            )
        )
    ]


def removed(turn: Turn) -> Sequence[Reply]:
    """The bot was removed from a group or blocked by a person: nothing is sent there until it is let in again."""
    address = turn.incoming.address
    chats.lost(turn.session, address.channel, address.chat, "removed", turn.now)
    return ()


def returned(turn: Turn) -> Sequence[Reply]:
    """A person has let the bot in again; they will speak first."""
    chats.back(turn.session, turn.incoming.address.channel, turn.incoming.address.chat)
    return ()


def migrated(turn: Turn) -> Sequence[Reply]:
    """A group has become a supergroup, with another id."""
    chats.moved(turn.session, turn.incoming.address.channel, turn.incoming.address.chat, turn.incoming.text)
    return ()


EVENTS: dict[str, Handler] = {
    "edited": edited,
    "added": added,
    "removed": removed,
    "returned": returned,
    "migrated": migrated,
}
