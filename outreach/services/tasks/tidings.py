"""What a morning message tells beside tasks: what administrators are to know since the last one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from models import Notice, Unit
from outreach.rules.tasks.notice import NoticeKind
from outreach.services.talk import notices, quotas
from outreach.services.tasks.owners import Staff

_OF_QUOTAS = frozenset({NoticeKind.QUOTA_SHORT, NoticeKind.QUOTA_HELD})


@dataclass(frozen=True)
class Tiding:
    """What has happened in a unit; without one it concerns everything.

    Of a messenger's quota: ``channel``, from when on (``at``), and the ``number`` of messages held back that day.
    """

    kind: NoticeKind
    code: str = ""
    name: str = ""
    channel: str = ""
    at: datetime | None = None
    number: int = 0


def worded(session: Session, noted: Sequence[Notice]) -> list[Tiding]:
    """The notices with the unit that each is about."""
    units = [session.get(Unit, each.unit_id) if each.unit_id is not None else None for each in noted]
    return [
        _quota(session, each)
        if each.kind in _OF_QUOTAS
        else Tiding(NoticeKind(each.kind), unit.code if unit else "", unit.name if unit else "")
        for each, unit in zip(noted, units, strict=True)
    ]


def _quota(session: Session, notice: Notice) -> Tiding:
    _, channel, since = notice.subject.split(":", 2)
    at = datetime.fromisoformat(since)
    number = quotas.held(session, channel, at, at + timedelta(days=1)) if notice.kind == NoticeKind.QUOTA_HELD else 0
    return Tiding(NoticeKind(notice.kind), channel=channel, at=at, number=number)


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
