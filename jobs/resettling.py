"""Counts the time limits of candidates anew, in batches, after the days off have changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session, col, select

from models import Candidate, JobRun
from outreach.services.admission import candidate_history

JOB = "resettling"
BATCH = 100
log = structlog.get_logger()


def run(session: Session, now: datetime, zone: ZoneInfo) -> bool:
    """Do a batch; True while more wait."""
    query = select(Candidate).where(col(Candidate.unsettled)).order_by(col(Candidate.id)).limit(BATCH)
    found = list(session.exec(query.with_for_update()))
    if not found:
        return False
    candidate_history.count_anew(session, found, now.astimezone(zone).date())
    session.merge(JobRun(job=JOB, ran_until=now))
    if len(found) == BATCH:
        return True
    log.info("time limits of candidates are counted anew")
    return False
