"""/dn gop: two enterprises in the books that are one in the world."""

from collections.abc import Sequence
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.turn import Turn
from models import Enterprise, Unit
from outreach.errors import NotAllowed, OnlyInPrivate, UnknownEnterprise
from outreach.messages import Reply, Text
from outreach.services.enterprises import enterprise_merging, enterprises
from outreach.services.talk.conversations import Draft
from outreach.texts import enterprise_entries as texts

_MERGED, _INTO = "merged", "into"


def merge(turn: Turn, parts: list[str]) -> Sequence[Reply]:
    """Show what merging the first enterprise into the second would move; what is unclear is asked."""
    _check(turn)
    draft = Draft("")
    for step, text in zip((_MERGED, _INTO), parts, strict=False):
        _look_up(turn, draft, step, text)
    return forms.begin(turn, FORM, draft.said)


def begin(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Begin with the enterprise of a card; into which other is asked."""
    _check(turn)
    if not turn.private:
        raise OnlyInPrivate("dn")
    return forms.begin(turn, FORM, {_MERGED: int(data["enterprise"])})


def _check(turn: Turn) -> None:
    if not turn.actor.at_least("admin"):
        raise NotAllowed("admin")


def _look_up(turn: Turn, draft: Draft, step: str, text: str) -> None:
    """Put the one that is meant into the draft; or those that may be meant, to be asked."""
    found = enterprises.lookup(turn.session, turn.actor, turn.names, text)
    if isinstance(found, enterprises.NoneAlike):
        raise UnknownEnterprise(text, tuple(one.name for one in found.near))
    if isinstance(found, enterprises.Certain):
        draft.said[step] = found.enterprise.id
    else:
        draft.said[f"{step}_near"] = [one.id for one in found.enterprises]


def _ask(turn: Turn, draft: Draft, step: str, text: Text) -> Question:
    near = [one for one in draft.said.get(f"{step}_near", []) if one != draft.said.get(_MERGED)]
    rows = [enterprises.find(turn.session, turn.actor, one) for one in near]
    return Question(text, [Option(_label(turn, row), row.id) for row in rows if row is not None], width=1)


def _label(turn: Turn, row: Enterprise) -> str:
    unit = turn.session.get_one(Unit, row.unit_id).code
    return texts.told_apart(turn.speech, row.name, unit, row.entered_at.astimezone(turn.speech.zone).date())


def _ask_merged(turn: Turn, draft: Draft) -> Question:
    return _ask(turn, draft, _MERGED, turn.speech.say("Which enterprise shall go? Choose, or type its name."))


def _ask_into(turn: Turn, draft: Draft) -> Question:
    text = turn.speech.say("Which one shall stay? Choose, or type its name.")
    return _ask(turn, draft, _INTO, text)


def _take_merged(turn: Turn, draft: Draft, text: str) -> None:
    _look_up(turn, draft, _MERGED, text)


def _take_into(turn: Turn, draft: Draft, text: str) -> None:
    _look_up(turn, draft, _INTO, text)


def _pair(turn: Turn, said: dict[str, Any]) -> tuple[Enterprise, Enterprise]:
    merged, into = (enterprises.find(turn.session, turn.actor, said[step]) for step in (_MERGED, _INTO))
    if merged is None or into is None:
        raise UnknownEnterprise("")
    return merged, into


def _preview(turn: Turn, draft: Draft) -> Text:
    moved = enterprise_merging.weigh(turn.session, turn.actor, draft.said[_MERGED], draft.said[_INTO])
    gone, into = _pair(turn, draft.said)
    return texts.merging(turn.speech, gone.name, into.name, moved)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    gone, into = _pair(turn, said)
    moved = enterprise_merging.merge(turn.session, turn.actor, said[_MERGED], said[_INTO], turn.now)
    return [texts.merged(turn.speech, gone.name, into.name, moved)]


FORM = Form(
    name="enterprise_merge",
    command="dn",
    role="admin",
    steps=(
        Step(_MERGED, "The one that goes", _ask_merged, _take_merged),
        Step(_INTO, "The one that stays", _ask_into, _take_into),
    ),
    preview=_preview,
    write=_write,
    save_label="Merge them",
)
