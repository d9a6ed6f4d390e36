"""What a guided entry is made of: options, questions, steps, and the form that holds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.turn import Turn
from outreach.messages import Reply, Text
from outreach.services.talk.conversations import Draft


@dataclass(frozen=True)
class Option:
    """A ready answer to a question."""

    label: str
    value: Any


@dataclass(frozen=True)
class Question:
    """What a step asks. ``several`` may be chosen at once (``chosen`` are the states so far)."""

    text: Text
    options: Sequence[Option] = ()
    width: int = 2
    several: bool = False
    chosen: Sequence[Any] = ()


def _always(draft: Draft) -> bool:
    del draft
    return True


def _store(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    draft.said[draft.step] = value


@dataclass(frozen=True)
class Step:
    """One question of a form: ``take`` reads typed words, ``pick`` a chosen option; both write into the draft.

    ``label`` is the English word for the button that changes it. A step that is not due (``when``) is not asked, though
    it can be changed before saving if it is ``changeable``. Replies from ``pick`` end the entry with them.
    """

    name: str
    label: str
    ask: Callable[[Turn, Draft], Question]
    take: Callable[[Turn, Draft, str], None]
    pick: Callable[[Turn, Draft, Any], Sequence[Reply] | None] = _store
    optional: bool = False
    when: Callable[[Draft], bool] = _always
    changeable: bool = True


@dataclass(frozen=True)
class Form:
    """A guided entry: its steps in order, what it shows before writing, and the writing."""

    name: str
    command: str
    steps: Sequence[Step]
    preview: Callable[[Turn, Draft], Text]
    write: Callable[[Turn, dict[str, Any]], Sequence[Reply]]
    more: Callable[[Turn, Draft, str], None] | None = None
    save_label: str = "Save"
    role: str = ""

    def step(self, name: str) -> Step | None:
        """The step of that name."""
        return next((step for step in self.steps if step.name == name), None)
