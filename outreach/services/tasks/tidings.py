"""What a morning message tells beside tasks: what administrators are to know since the last one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models import Notice, Unit
from outreach.rules.tasks.notice import NoticeKind
from outreach.services.talk import notices
from outreach.services.tasks.owners import Staff


@dataclass(frozen=True)
class Tiding:
    """What has happened in a unit; without one it concerns everything."""

    kind: NoticeKind
    code: str
    name: str


def worded(session: Session, noted: Sequence[Notice]) -> list[Tiding]:
    """The notices with the unit that each is about."""
    units = [session.get(Unit, each.unit_id) if each.unit_id is not None else None for each in noted]
    return [
        Tiding(NoticeKind(each.kind), unit.code if unit else "", unit.name if unit else "")
        for each, unit in zip(noted, units, strict=True)
    ]


def tidings(
    session: Session, since: Mapping[int, datetime], until: datetime, today: date
) -> Mapping[int, list[Notice]]:  # fmt: skip
    """For each person (with the instant of their last message) what was noted since then, up to ``until``.

    A notice goes to the administrators who answer for its unit today, or to those who stand in for them.
    """
    found: defaultdict[int, list[Notice]] = defaultdict(list)
    noted = notices.between(session, min(since.values()), until) if since else ()
    staff = Staff.load(session, today) if noted else None
    for notice in noted if staff else ():
        for person_id in staff.administrators(notice.unit_id) if staff else ():
            if person_id in since and notice.at > since[person_id] - notices.SETTLED:
                found[person_id].append(notice)
    return found
