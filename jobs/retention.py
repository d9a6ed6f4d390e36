"""Anonymises, once a day and in batches, the candidates whose way ended more than 12 months ago (DOMAIN.md §5)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from models import JobRun
from outreach.services.privacy import erasure, retention

JOB = "retention"
BATCH = 20
log = structlog.get_logger()


def anonymise(session: Session, now: datetime, zone: ZoneInfo) -> bool:
    """Do a batch, unless the day's work is done; True while more wait."""
    run = session.get(JobRun, JOB)
    today = now.astimezone(zone).date()
    if run is not None and run.ran_until.astimezone(zone).date() >= today:
        return False
    found = retention.due(session, today, BATCH)
    for candidate in found:
        erasure.anonymise(session, candidate, today, now)
    if found:
        log.info("closed candidates are anonymised", number=len(found))
    if len(found) == BATCH:
        return True
    session.merge(JobRun(job=JOB, ran_until=now))
    return False
