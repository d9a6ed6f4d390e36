"""The agenda in words: what comes, day by day; in a group without what was typed and without anybody's name."""

from dataclasses import dataclass
from datetime import date

from outreach import errors
from outreach.messages import Choice, Link, Reply, Text, bold, join
from outreach.rules.admission.limits import LimitName
from outreach.rules.candidate_code import code as candidate_code
from outreach.rules.class_code import code as class_code
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.rules.vocabulary.settings import HOLIDAYS
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.tasks.day_items import Item, ItemKind
from outreach.services.tasks.days import Asked, Day, Page
from outreach.texts import admission, indicators, refusals
from outreach.texts.days import weekday
from outreach.texts.labels import label
from outreach.texts.speech import Speech

LONGEST = 90


@dataclass(frozen=True)
class Shown:
    """To whom the agenda is shown: the unit asked about (empty: everything), and what the reader may do beside."""

    code: str
    name: str
    private: bool
    member: bool


def page(speech: Speech, found: Page, shown: Shown) -> Reply:
    """A page of the agenda with its buttons."""
    late = speech.say_n("⚠ {n} step is overdue: /viec", "⚠ {n} steps are overdue: /viec", found.overdue)
    days = [_day(speech, each, found.asked, shown) for each in found.days]
    parts = [join([_head(speech, found, shown), late if found.overdue else ""]), *days]
    if not found.total:
        parts.append(_empty(speech, found.asked))
    if not shown.private and any(item.number > 1 or not item.subject_id for day in found.days for item in day.items):
        parts.append(speech.say("Candidates are shown in the private chat alone."))
    links = () if shown.private else (Link(speech.word("Open my own agenda"), "lich"),)
    # reading is open to everybody in the group, and what one person looks up must not vanish under another's press
    return Reply(
        join(parts, "\n\n"), _buttons(speech, found, shown), links, once=False, anyone=not shown.private,
        replaces=shown.private,
    )  # fmt: skip


def day_heading(speech: Speech, day: date) -> str:
    """The day with its weekday, as the beginning of a line: "Thứ Năm 20/06"."""
    said = f"{weekday(speech, day)} {speech.short_day(day)}"
    return said[:1].upper() + said[1:]


def off(speech: Speech, each: Day) -> str:
    """That offices are closed on the day, and for which holiday."""
    if each.holiday is not None:
        return speech.word("day off: {holiday}", holiday=label(speech, HOLIDAYS, each.holiday))
    return speech.word("day off")


def _head(speech: Speech, found: Page, shown: Shown) -> Text:
    asked = found.asked
    if asked.starts == asked.ends:
        span = speech.day(asked.starts)
    else:
        same = asked.starts.year == asked.ends.year
        starts = speech.short_day(asked.starts) if same else speech.day(asked.starts)
        span = f"{starts} – {speech.day(asked.ends)}"
    whose = speech.say("yours") if asked.mine else Text(shown.name)
    title = speech.say("*Agenda {span}*", span=span)
    place = speech.say("page {n} of {of}", n=str(found.number + 1), of=str(found.of)) if found.of > 1 else ""
    return join([title, whose, place], " · ")


def _empty(speech: Speech, asked: Asked) -> Text:
    if asked.mine:
        return speech.say("Nothing of yours is planned or due on these days. To plan a visit: /hen")
    return speech.say("Nothing is planned or due on these days.")


def _day(speech: Speech, each: Day, asked: Asked, shown: Shown) -> Text:
    head = bold(day_heading(speech, each.day))
    if each.off:
        head = head + " · " + off(speech, each)
    more = speech.say("and {n} more", n=speech.count(each.more)) if each.more else ""
    return join([head, *(_line(speech, item, asked, shown) for item in each.items), more])


def _line(speech: Speech, item: Item, asked: Asked, shown: Shown) -> Text:
    said = _said(speech, item)
    whose = "" if asked.mine or not item.subject_id else _whose(speech, item, shown)
    return join([Text("• ") + said, whose], " · ")


def _whose(speech: Speech, item: Item, shown: Shown) -> str:
    if item.mine and shown.private:
        return speech.word("yours")
    unit = "" if item.unit == shown.code else item.unit
    return ", ".join(filter(None, (item.person, unit)))


def _said(speech: Speech, item: Item) -> Text:
    match item.kind:
        case ItemKind.VISIT | ItemKind.STEP:
            return _step(speech, item)
        case ItemKind.CEREMONY if not item.subject_id:
            return speech.say_n("{n} admission ceremony", "{n} admission ceremonies", item.number)
        case ItemKind.CEREMONY:
            return speech.say("Admission ceremony: {code}", code=candidate_code(item.subject_id))
        case ItemKind.DEADLINE if not item.subject_id:
            return speech.say_n("{n} time limit of a candidate", "{n} time limits of candidates", item.number)
        case ItemKind.DEADLINE:
            name = admission.limit_name(speech, LimitName(item.detail))
            return speech.say("{code}: last day for the {limit}", code=candidate_code(item.subject_id), limit=name)
        case ItemKind.CLASS:
            kind = label(speech, CLASS_KINDS, ClassKind(item.detail))
            return speech.say("{code} begins: {kind}", code=class_code(item.subject_id), kind=kind)
        case ItemKind.TARGET:
            name = indicators.name(speech, Indicator(item.detail))
            return speech.say("Last day of the target: {indicator}", indicator=name)


def _step(speech: Speech, item: Item) -> Text:
    enterprise, text = bold(_short(item.enterprise, LONGEST // 2)), _short(item.text, LONGEST)
    if item.kind is ItemKind.VISIT:
        said = speech.say("Visit {enterprise}", enterprise=enterprise)
    elif text:
        return enterprise + ": " + text
    else:
        said = speech.say("A step at {enterprise}", enterprise=enterprise)
    return said + ": " + text if text else said


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _buttons(speech: Speech, found: Page, shown: Shown) -> tuple[tuple[Choice, ...], ...]:
    asked = found.asked
    turning = []
    if found.number:
        turning.append(_to(speech.word("‹ Earlier"), asked, found.number - 1))
    if found.number + 1 < found.of:
        turning.append(_to(speech.word("Later ›"), asked, found.number + 1))
    if not (shown.private and shown.member):
        return (tuple(turning),) if turning else ()
    other = Asked(asked.starts, asked.ends, None if asked.mine else asked.unit_id, not asked.mine)
    switch = _to(speech.word("The whole unit" if asked.mine else "Only mine"), other, 0)
    plan = Choice(speech.word("+ Plan a visit"), "plan_new")
    return (*((tuple(turning),) if turning else ()), (switch, plan))


def _to(words: str, asked: Asked, number: int) -> Choice:
    data = {
        "unit": asked.unit_id, "mine": asked.mine, "from": asked.starts.isoformat(), "until": asked.ends.isoformat(),
        "page": number,
    }  # fmt: skip
    return Choice(words, "agenda", data)


@refusals.sentence.register
def _(refusal: errors.AgendaPast, speech: Speech) -> Text:
    return speech.say(
        "{day} is past: the agenda shows what comes. What has been: /tiendo or /bantin.", day=speech.day(refusal.until)
    )
