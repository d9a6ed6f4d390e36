"""Tasks with what they are called by, for one reader: names of enterprises, units and classes, and what was typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models import Enterprise, NextStep, Organisation, PrivacyRequest, Proposal, Unit
from outreach.rules.candidate_code import code
from outreach.rules.class_code import code as class_code
from outreach.rules.tasks.task import Task
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.privacy.channel_rules import names_allowed
from outreach.services.tasks import calendars
from outreach.services.tasks.owners import Staff
from outreach.services.units.visibility import among
from outreach.vault import vault_of


@dataclass(frozen=True)
class Shown:
    """A task as somebody sees it; what does not belong to its rule is empty.

    ``text``: what was typed freely, empty where names are forbidden. ``unit`` and ``candidate`` are codes; ``name`` is
    that of an organisation, or the code of a class. ``own``: it is the reader's to do. ``late``: working days overdue.
    """

    task: Task
    unit: str
    enterprise: str = ""
    text: str = ""
    candidate: str = ""
    name: str = ""
    own: bool = True
    late: int = 0
    held_kind: str | None = None
    held_text: str = ""


def shown(session: Session, tasks: Sequence[Task], reader_id: int, channel: str, today: date) -> list[Shown]:
    """The tasks as the reader sees them on the channel; that they may see them has been found before."""
    if not tasks:
        return []
    known = _look_up(session, tasks, words=names_allowed(session, channel))
    staff, calendar = Staff.load(session, today), calendars.calendar(session)
    return [
        Shown(
            task,
            known.units.get(task.unit_id, ""),
            known.enterprises.get(task.enterprise_id, ""),
            known.words.get(task.key, ""),
            known.candidates.get(task.key, ""),
            known.names.get(task.key, ""),
            own=staff.concerns(reader_id, task),
            late=calendar.between(task.due, today) if task.due is not None else 0,
            held_kind=known.held.get(task.key, (None, ""))[0],
            held_text=known.held.get(task.key, (None, ""))[1],
        )
        for task in tasks
    ]


@dataclass(frozen=True)
class _Known:
    """What was looked up: units and enterprises by id, the rest by the key of the task."""

    units: Mapping[int | None, str]
    enterprises: Mapping[int | None, str]
    candidates: Mapping[str, str]
    names: Mapping[str, str]
    words: Mapping[str, str]
    held: Mapping[str, tuple[str | None, str]]


def _look_up(session: Session, tasks: Sequence[Task], *, words: bool) -> _Known:
    by_rule: defaultdict[TaskRule, dict[int, str]] = defaultdict(dict)
    for task in tasks:
        by_rule[task.rule][task.subject_id] = task.key
    said, held = _of_steps(session, by_rule[TaskRule.NEXT_STEP]) if words else ({}, {})
    return _Known(
        _values(session, col(Unit.id), col(Unit.code), {task.unit_id for task in tasks}),
        _values(session, col(Enterprise.id), col(Enterprise.name), {task.enterprise_id for task in tasks}),
        _candidates(session, by_rule),
        _names(session, by_rule),
        said | (_proposals(session, by_rule[TaskRule.PROPOSAL]) if words else {}),
        held,
    )


def _values(session: Session, key: Any, value: Any, keys: Iterable[int | None]) -> dict[int | None, str]:
    rows = session.execute(select(key, value).where(among(key, [one for one in keys if one is not None])))
    return {row[0]: row[1] for row in rows}


def _of_steps(session: Session, keys: Mapping[int, str]) -> tuple[dict[str, str], dict[str, tuple[str | None, str]]]:
    """What is to be done, and what holds it up."""
    columns = (col(NextStep.id), col(NextStep.text_sealed), col(NextStep.held_kind), col(NextStep.held_sealed))
    show, said, held = vault_of(session).show, dict[str, str](), dict[str, tuple[str | None, str]]()
    for number, text, kind, why in session.execute(select(*columns).where(among(col(NextStep.id), keys))):
        said[keys[number or 0]], held[keys[number or 0]] = show(text), (kind, show(why))
    return said, held


def _proposals(session: Session, keys: Mapping[int, str]) -> dict[str, str]:
    query = select(col(Proposal.id), col(Proposal.text_sealed)).where(among(col(Proposal.id), keys))
    show = vault_of(session).show
    return {keys[number or 0]: show(text) for number, text in session.execute(query)}


def _candidates(session: Session, by_rule: Mapping[TaskRule, Mapping[int, str]]) -> dict[str, str]:
    """Codes: those of the candidates themselves, and of those who asked for something."""
    own = chain.from_iterable(by_rule[rule].items() for rule in (TaskRule.CANDIDATE_DEADLINE, TaskRule.CEREMONY))
    asked = by_rule[TaskRule.PRIVACY_REQUEST]
    columns = (col(PrivacyRequest.id), col(PrivacyRequest.candidate_id))
    rows = session.execute(select(*columns).where(among(columns[0], asked))) if asked else ()
    return {key: code(number) for number, key in own} | {asked[row[0]]: code(row[1]) for row in rows}


def _names(session: Session, by_rule: Mapping[TaskRule, Mapping[int, str]]) -> dict[str, str]:
    """The codes of classes, and the names of organisations."""
    classes, short = by_rule[TaskRule.CLASS_AHEAD], by_rule[TaskRule.CELL_SHORT]
    called = _values(session, col(Organisation.id), col(Organisation.name), short) if short else {}
    return {key: class_code(number) for number, key in classes.items()} | {
        key: called.get(number, "") for number, key in short.items()
    }
