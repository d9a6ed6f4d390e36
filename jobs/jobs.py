"""What is to be planned from the clock: called at every tick, in batches, each in a transaction of its own."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import digest, housekeeping, morning, resettling, retention, sealing

BATCH = 50


@dataclass(frozen=True)
class Jobs:
    """The jobs of the house. ``plan`` computes what is due over (last run, now] and writes it into the outbox."""

    zone: ZoneInfo
    language: str

    def plan(self, session: Session, now: datetime) -> bool:
        """Do one batch; True while there is more to do."""
        housekeeping.tidy(session, now)
        planned = digest.plan(session, now, self.zone, self.language, BATCH)
        if planned.number or planned.more:  # sealed in the next batch: what fails there must not take these along
            return True
        planned = morning.plan(session, now, self.zone)
        if planned.number or planned.more:
            return True
        if resettling.run(session, now, self.zone) or sealing.run(session, now):
            return True
        return retention.anonymise(session, now, self.zone)
