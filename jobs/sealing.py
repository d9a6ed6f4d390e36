"""Seals the log every few minutes, so that what is changed in it afterwards is found (``nhipcau audit verify``)."""

from datetime import datetime, timedelta

import structlog
from sqlmodel import Session, select

from models import JobRun
from outreach.services.journal import audit_chain

JOB = "seal"
EVERY = timedelta(minutes=5)
log = structlog.get_logger()


def run(session: Session, now: datetime) -> bool:
    """Close the next rows of the log with a link, when it is time; True while more of them wait.

    The hash goes to the program's own log, too: a chain that somebody writes anew as a whole does not have it.
    """
    last = session.exec(select(JobRun).where(JobRun.job == JOB).with_for_update()).first()
    if last is not None and now - last.ran_until < EVERY:
        return False
    if last is None:  # written first: of two who begin at once, only one can
        last = JobRun(job=JOB, ran_until=now - EVERY)
        session.add(last)
        session.flush()
    made = audit_chain.seal(session, now)
    if made is not None:
        log.info("the log is sealed", until=made.last_id, rows=made.rows, hash=made.hash.hex())
    if made is not None and made.rows == audit_chain.BATCH:
        return True
    last.ran_until = now
    session.add(last)
    return False
