"""What every planning job shares: until when it ran, and what came of a run."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from models import JobRun

AHEAD = timedelta(days=30)  # no clock is behind by more; and what was planned within, its key still tells


@dataclass(frozen=True)
class Planned:
    """How many messages were planned, and whether more wait for another run of the same job."""

    number: int
    more: bool


def run_of(session: Session, job: str, now: datetime) -> JobRun | None:
    """The row of the job, held until the transaction ends; None when it runs for the first time, which is noted.

    Where a clock has once stood far ahead, the job begins anew now: it would rest until then.
    """
    run = session.exec(select(JobRun).where(JobRun.job == job).with_for_update()).first()
    if run is None:
        session.add(JobRun(job=job, ran_until=now))
        session.flush()
    elif run.ran_until > now + AHEAD:
        run.ran_until = now
    return run
