"""The register of a class: who learns, who was there, who has a certificate, and what a change makes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from outreach.errors import (
    AttendanceAhead,
    CertificateAhead,
    CertificateEarly,
    HasCertificate,
    NobodyToCertify,
    NotEnrolled,
    WasAbsent,
)
from outreach.rules.candidate_code import code
from outreach.rules.class_acts import Acts
from outreach.rules.class_code import code as class_code
from outreach.rules.class_days import Days


@dataclass(frozen=True)
class Seat:
    """A candidate's place in the class: ``attended`` None while nobody has said."""

    attended: bool | None = None
    certificate_on: date | None = None


@dataclass(frozen=True)
class Book:
    """A class and its seats, by the ids of the candidates. ``learners`` are those who learn without a code."""

    class_id: int
    days: Days
    seats: Mapping[int, Seat]
    learners: int | None = None


@dataclass(frozen=True)
class Change:
    """What acts make of a book: who comes in and goes out, whose seat changes. ``already``: enrolled before.

    Sorted as they were named; ``seats`` is the register afterwards.
    """

    book: Book
    seats: Mapping[int, Seat]
    enrolled: tuple[int, ...] = ()
    already: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    present: tuple[int, ...] = ()
    certified: tuple[int, ...] = ()
    certificate_on: date | None = None
    uncertified: tuple[int, ...] = ()
    learners: int | None = None

    @property
    def empty(self) -> bool:
        """Whether everything stays as it is."""
        same = self.learners is None or self.learners == self.book.learners
        return same and dict(self.seats) == dict(self.book.seats)


@dataclass
class _Register:
    """A book being changed."""

    book: Book
    today: date
    seats: dict[int, Seat] = field(default_factory=dict)

    def seat(self, candidate_id: int) -> Seat:
        if candidate_id not in self.seats:
            raise NotEnrolled(code(candidate_id), class_code(self.book.class_id))
        return self.seats[candidate_id]

    def enrol(self, candidates: Iterable[int]) -> tuple[int, ...]:
        new = tuple(each for each in candidates if each not in self.seats)
        self.seats |= dict.fromkeys(new, Seat())
        return new

    def remove(self, candidates: tuple[int, ...]) -> tuple[int, ...]:
        for each in candidates:
            _refuse_certified(each, self.seat(each))
            del self.seats[each]
        return candidates

    def mark(self, candidates: Iterable[int], *, there: bool) -> tuple[int, ...]:
        marked = tuple(each for each in candidates if self.seat(each).attended is not there)
        if marked and self.today < self.book.days.starts:
            raise AttendanceAhead(self.book.days.starts)
        for each in marked:
            if not there:
                _refuse_certified(each, self.seats[each])
            self.seats[each] = replace(self.seats[each], attended=there)
        return marked

    def certify(self, candidates: tuple[int, ...], day: date) -> tuple[int, ...]:
        """All who were there (or of whom nobody said otherwise) and have none, or those named."""
        if day < self.book.days.ends:
            raise CertificateEarly(day, self.book.days.ends)
        if day > self.today:
            raise CertificateAhead(day)
        waiting = [each for each, seat in self.seats.items() if seat.attended is not False and not seat.certificate_on]
        for each in candidates or waiting:
            if self.seat(each).attended is False:
                raise WasAbsent(code(each))
            if self.seats[each].certificate_on != day:
                _refuse_certified(each, self.seats[each])
        chosen = tuple(each for each in candidates or waiting if self.seats[each].certificate_on != day)
        if not chosen:
            raise NobodyToCertify(class_code(self.book.class_id))
        self.seats |= {each: Seat(attended=True, certificate_on=day) for each in chosen}
        return chosen

    def uncertify(self, candidates: Iterable[int]) -> tuple[int, ...]:
        held = tuple(each for each in candidates if self.seat(each).certificate_on is not None)
        self.seats |= {each: replace(self.seats[each], certificate_on=None) for each in held}
        return held


def apply(book: Book, acts: Acts, today: date) -> Change:
    """What ``acts`` make of ``book``: who comes in, certificates withdrawn, who goes out, attendance, certificates.

    A certificate is of the class's last day or later, and not of a day to come; whoever holds one was there and stays.

    Raises:
        NotEnrolled, HasCertificate, AttendanceAhead, CertificateEarly, CertificateAhead, WasAbsent, NobodyToCertify.

    """
    register = _Register(book, today, dict(book.seats))
    enrolled = register.enrol(acts.enrol)
    uncertified = register.uncertify(acts.uncertify)
    removed = register.remove(acts.remove)
    absent = register.mark(acts.absent, there=False)
    unmarked = [each for each, seat in register.seats.items() if seat.attended is None]
    present = register.mark([*acts.present, *(unmarked if acts.rest_present else ())], there=True)
    day = acts.certificate_on
    certified = register.certify(acts.certified, day) if acts.certify and day is not None else ()
    return Change(
        book, register.seats, enrolled, tuple(each for each in acts.enrol if each not in enrolled), removed,
        absent, present, certified, day, uncertified, acts.learners,
    )  # fmt: skip


def _refuse_certified(candidate_id: int, seat: Seat) -> None:
    if seat.certificate_on is not None:
        raise HasCertificate(code(candidate_id), seat.certificate_on)
