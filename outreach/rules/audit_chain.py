"""The chain over the log: what is hashed, in which form, and how a row that no longer fits is found.

A link is the SHA-256 of the link before, of the span of ids it closes and of the hash of every row in it. Beside it
stand short prints of the rows, which say nothing by themselves but tell which row it is that no longer fits.
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, NamedTuple

START: Final = hashlib.sha256(b"nhipcau audit log").digest()  # stands before the first link
_PRINT = struct.Struct(">qq8s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class LoggedRow(NamedTuple):
    """A row of the log: every column, in this order."""

    id: int
    at: datetime
    person_id: int | None
    act: str
    subject: str
    subject_id: int | None
    fields: str

    @property
    def hash(self) -> bytes:
        """The hash of the whole row, alike on every database."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        kept = [self.id, at, self.person_id, self.act, self.subject, self.subject_id, self.fields]
        return hashlib.sha256(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()).digest()


@dataclass(frozen=True)
class Misfit:
    """A row (or a ``seal``) that is not as it was sealed; ``at`` is its time, of a lost seal that of the next one."""

    what: Literal["changed", "removed", "inserted", "seal rewritten", "seal missing"]
    id: int
    at: datetime


def link(before: bytes, first_id: int, last_id: int, sealed_at: datetime, rows: Sequence[LoggedRow]) -> bytes:
    """The hash that closes ``rows`` (ids from ``first_id`` to ``last_id``) behind the link ``before``."""
    span = [first_id, last_id, len(rows), sealed_at.astimezone(UTC).isoformat(timespec="microseconds")]
    whole = hashlib.sha256(before + json.dumps(span, separators=(",", ":")).encode())
    for row in rows:
        whole.update(row.hash)
    return whole.digest()


def prints(rows: Iterable[LoggedRow]) -> bytes:
    """For each row its id, its time and eight bytes of its hash."""
    return b"".join(_PRINT.pack(row.id, (row.at - _EPOCH) // _MICROSECOND, row.hash[:8]) for row in rows)


def misfits(sealed: bytes, rows: Iterable[LoggedRow]) -> Iterator[Misfit]:
    """The rows that differ from what was ``sealed`` (prints), by id."""
    was = {number: (at, part) for number, at, part in _PRINT.iter_unpack(sealed)}
    now = {row.id: row for row in rows}
    for number in sorted(was.keys() | now.keys()):
        if number not in now:
            yield Misfit("removed", number, _EPOCH + was[number][0] * _MICROSECOND)
        elif number not in was:
            yield Misfit("inserted", number, now[number].at)
        elif now[number].hash[:8] != was[number][1]:
            yield Misfit("changed", number, now[number].at)
