"""Steps in a person's journal: one that was entered, one that was done."""

from handlers.todo_choosing import seen
from handlers.turn import Turn
from outreach.messages import Text
from outreach.services.tasks import entered
from outreach.services.tasks import tasks as open_ones
from outreach.texts import todo_answers as texts


def describe(turn: Turn, step_id: int) -> Text:
    """A step that the actor has entered."""
    return _told(turn, step_id, finished=False)


def describe_done(turn: Turn, step_id: int) -> Text:
    """A step that the actor has done."""
    return _told(turn, step_id, finished=True)


def _told(turn: Turn, step_id: int, *, finished: bool) -> Text:
    task = entered.step(turn.session, step_id)
    (one,) = seen(turn, [task])
    # words of others are told no more to somebody who has gone to another unit
    open_to = turn.private and (not finished or open_ones.sees(turn.session, turn.actor, task, turn.today))
    return texts.entry(turn.speech, one, turn.today, finished=finished, private=open_to)
