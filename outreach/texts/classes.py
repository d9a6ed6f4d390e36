"""What is said about classes: totals, those ahead, one's card, one to be opened."""

from collections.abc import Mapping, Sequence

from models import PartyClass
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.candidate_code import code as candidate_code
from outreach.rules.class_code import code
from outreach.rules.class_days import Days
from outreach.rules.class_register import Seat
from outreach.rules.class_totals import ClassTotal
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.services.classes.party_classes import NewClass, Opened, Shown
from outreach.texts.labels import heading, label
from outreach.texts.speech import Speech

_TEN = 10


def classes(speech: Speech, number: int) -> str:
    """How many classes, with a leading zero below ten: "08" (DOMAIN §6)."""
    return f"{number:02d}" if number < _TEN else speech.count(number)


def totals(speech: Speech, found: Sequence[ClassTotal]) -> Text:
    """A line for each kind, and then for those reported apart; the kind's own words begin it."""
    return join([_total(speech, each) for each in found])


def _total(speech: Speech, each: ClassTotal) -> Text:
    number = classes(speech, each.classes)
    if each.learners is None:
        count = speech.say("{n} classes held", n=number)
    else:
        count = speech.say("{n} classes / {learners} learners", n=number, learners=speech.count(each.learners))
    if not each.apart:
        return speech.say("{kind}: {count}", kind=heading(speech, CLASS_KINDS, each.kind), count=count)
    kind = label(speech, CLASS_KINDS, each.kind)
    if each.place:
        return speech.say("Apart at {place}: {count} ({kind})", place=each.place, count=count, kind=kind)
    return speech.say("Held apart: {count} ({kind})", count=count, kind=kind)


def held(speech: Speech, period: str, found: Sequence[ClassTotal]) -> Text:
    """What was held in a period."""
    if not found:
        return speech.say("*Classes, {period}*: none is recorded yet.", period=period)
    return speech.say("*Classes, {period}*", period=period) + "\n" + totals(speech, found)


def overview(speech: Speech, current: Sequence[Shown], year: Text, *, known: bool) -> Reply:
    """For a lead in private: the classes under way and coming, what the ``year`` has had, and what can be done.

    ``known``: there are classes, of which one can be asked for by its code.
    """
    lines = [join([bold(code(each.row.id or 0)), line(speech, each)], " · ") for each in current]
    parts = [join([speech.say("*Under way and coming*"), *lines])] if current else []
    how = speech.say("To see one: /lop and its code") if known else ""
    buttons = [Choice(code(each.row.id or 0), "class", {"class": each.row.id}) for each in current]
    new = Choice(speech.word("+ Open a class"), "class_new")
    return Reply(join([*parts, year, how], "\n\n"), (*rows(buttons), (new,)), once=False)


def line(speech: Speech, shown: Shown) -> Text:
    """A class in one line."""
    row = shown.row
    learners = speech.say_n("{n} learner", "{n} learners", shown.learners) if shown.learners else ""
    pieces = [heading(speech, CLASS_KINDS, ClassKind(row.kind)), days(speech, Days(row.starts, row.ends))]
    return join([*pieces, _place(row.place, shown.enterprise), learners], " · ")


def days(speech: Speech, held_on: Days) -> str:
    """From the first day to the last, the year once where it is the same."""
    if held_on.starts == held_on.ends:
        return speech.day(held_on.starts)
    same = held_on.starts.year == held_on.ends.year
    starts = speech.short_day(held_on.starts) if same else speech.day(held_on.starts)
    return f"{starts} – {speech.day(held_on.ends)}"


def title(speech: Speech, row: PartyClass) -> Text:
    """The code, the kind and the days: the head of everything that is said of one class."""
    kind = label(speech, CLASS_KINDS, ClassKind(row.kind))
    return join([bold(code(row.id or 0)), kind, days(speech, Days(row.starts, row.ends))], " · ")


def card(speech: Speech, shown: Shown, seats: Mapping[int, Seat]) -> Reply:
    """A class with those who learn in it, by code, and buttons for what can be done."""
    row = shown.row
    parts = [
        title(speech, row),
        *_facts(speech, shown.enterprise, _new(row)),
        speech.say("Unit: {unit}", unit=shown.unit),
        _learners(speech, shown, seats),
        *_register(speech, seats),
    ]
    data = {"class": row.id}
    acts = [Choice(speech.word("Enrol"), "class_enrol", data)]
    if seats:
        acts.append(Choice(speech.word("Attendance"), "class_attendance", data))
        acts.append(Choice(speech.word("Certificates"), "class_certificates", data))
    acts.append(Choice(speech.word("Change"), "class_edit", data))
    return Reply(join(parts), rows(acts), once=False)


def _new(row: PartyClass) -> NewClass:
    held_on = Days(row.starts, row.ends)
    return NewClass(ClassKind(row.kind), held_on, row.place, row.enterprise_id, row.weekend, row.apart, row.learners)


def _learners(speech: Speech, shown: Shown, seats: Mapping[int, Seat]) -> Text:
    others = shown.row.learners or 0
    elsewhere = shown.learners - others - len(seats)
    pieces = [speech.say("{n} by code", n=len(seats)) if seats else ""]
    pieces.append(speech.say("{n} by codes not shown here", n=elsewhere) if elsewhere > 0 else "")
    pieces.append(speech.say("{n} without a code", n=speech.count(others)) if others else "")
    said = join(pieces, ", ")
    count = speech.count(shown.learners)
    return speech.say("Learners: {n} ({how})", n=count, how=said) if said else speech.say("Nobody is enrolled yet.")


def _register(speech: Speech, seats: Mapping[int, Seat]) -> list[Text]:
    absent = [each for each, seat in seats.items() if seat.attended is False]
    there = [each for each, seat in seats.items() if seat.attended and not seat.certificate_on]
    unmarked = [each for each, seat in seats.items() if seat.attended is None]
    by_day: dict[str, list[int]] = {}
    for each, seat in seats.items():
        if seat.certificate_on:
            by_day.setdefault(speech.day(seat.certificate_on), []).append(each)
    return [
        *([speech.say("Enrolled: {codes}", codes=codes(unmarked))] if unmarked else []),
        *([speech.say("Attended: {codes}", codes=codes(there))] if there else []),
        *([speech.say("Absent: {codes}", codes=codes(absent))] if absent else []),
        *(speech.say("Certificate of {day}: {codes}", day=day, codes=codes(ids)) for day, ids in by_day.items()),
    ]


def codes(candidates: Sequence[int]) -> str:
    """Candidates by their codes."""
    return ", ".join(map(candidate_code, candidates))


def draft(
    speech: Speech, new: NewClass, enterprise: str, unit: str, twin: int | None, edited: int | None = None
) -> Text:
    """The class as it will be opened, or ``edited``; ``twin`` is one that is exactly like it."""
    warning = speech.say("⚠ {code} is exactly the same. Open another one?", code=code(twin)) if twin else ""
    named = bold(code(edited)) if edited is not None else Text()
    head = join([named, bold(heading(speech, CLASS_KINDS, new.kind)), days(speech, new.held)], " · ")
    return join(
        [
            head,
            *_facts(speech, enterprise, new),
            speech.say("Unit: {unit}", unit=unit),
            _without_code(speech, new.learners),
            warning,
        ]
    )


def _without_code(speech: Speech, learners: int | None) -> Text:
    if learners is None:
        return speech.say("Candidates are enrolled by their codes once the class is open.")
    return speech.say(
        "Learners: {n}, not counting candidates who are enrolled by their codes", n=speech.count(learners)
    )


def _facts(speech: Speech, enterprise: str, new: NewClass) -> list[Text]:
    where = _place(new.place, enterprise)
    found = [speech.say("Where: {place}", place=where)] if where else []
    if new.weekend:
        found.append(speech.say("Saturdays and Sundays only"))
    if new.apart:
        found.append(speech.say("Reported apart, not in the totals"))
    return found


def _place(place: str, enterprise: str) -> str:
    return " · ".join(filter(None, [place, enterprise]))


def opened(speech: Speech, written: Opened, new: NewClass) -> Reply:
    """That the class is open, under which code, and what comes next."""
    said = speech.say(
        "✓ Opened: *{code}*, {kind}, {days}",
        code=code(written.class_id),
        kind=label(speech, CLASS_KINDS, new.kind),
        days=days(speech, new.held),
    )
    how = speech.say("To enrol: /lop {code}; add UV-0001, UV-0002", code=code(written.class_id))
    enrol = Choice(speech.word("Enrol"), "class_enrol", {"class": written.class_id})
    undo = Choice(speech.word("Undo"), "undo", {"entry": written.entry_id})
    return Reply(join([said, how]), ((enrol, undo),))


def changed(speech: Speech, row: PartyClass) -> Reply:
    """That the class is now as it was shown."""
    card_of = Choice(speech.word("Show the class"), "class", {"class": row.id})
    return Reply(join([speech.say("✓ Saved"), title(speech, row)]), ((card_of,),))


def withdrawal(speech: Speech, shown: Shown) -> Text:
    """What withdrawing the class would take away."""
    said = speech.say_n("{n} learner", "{n} learners", shown.learners)
    return (
        speech.say("Withdraw this class with its register ({learners})?", learners=said)
        + "\n"
        + title(speech, shown.row)
    )


def withdrawn(speech: Speech, row: PartyClass) -> Reply:
    """That the class counts no more."""
    return Reply(speech.say("Withdrawn: {title}", title=title(speech, row)))
