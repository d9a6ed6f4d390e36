"""Asking for a colleague: those who could take something on as buttons, any of them by name."""

from collections.abc import Callable, Sequence

from handlers.questions import Option, Question
from handlers.turn import Turn
from outreach.messages import Text
from outreach.services.people.colleagues import Colleague
from outreach.services.talk.conversations import Draft
from outreach.texts import handover as texts

_MOST_OPTIONS = 12
_AMONG = "_among"


def ask(turn: Turn, draft: Draft, question: Text, possible: Sequence[Colleague]) -> Question:
    """The question for one of ``possible``; for one of those whom a typed name may mean, when it was not clear."""
    among = draft.said.get(_AMONG)
    meant = [one for one in possible if among is None or one.id in among]
    options = [Option(one.name, one.id) for one in meant[:_MOST_OPTIONS]]
    return Question(question if among is None else texts.several(turn.speech), options)


def take(draft: Draft, step: str, text: str, find: Callable[[str], Sequence[Colleague]]) -> None:
    """Keep the one whom ``text`` means as the answer to ``step``; of several, let them be asked again."""
    found = find(text)
    if len(found) == 1:
        draft.said[step] = found[0].id
        draft.said.pop(_AMONG, None)
    else:
        draft.said[_AMONG] = [one.id for one in found]
