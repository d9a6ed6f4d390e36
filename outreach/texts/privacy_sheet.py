"""All that is kept on a candidate, section by section: for the private chat, and as a file that anybody can open.

The file is plain text, readable on any telephone, with the same data for machines below it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime

from outreach.messages import Attachment, Text, join
from outreach.rules.admission.stages import Detail
from outreach.rules.vocabulary.admission import CONSENT_HOWS, DOCUMENT_KINDS, EXITS, OBJECTS, SEXES, STAGES
from outreach.rules.vocabulary.admission_terms import (
    ClassKind,
    ConsentHow,
    DocumentKind,
    EventKind,
    Exit,
    Object,
    Sex,
    Stage,
)
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.services.privacy.privacy import Agreed, Happened, Kept, Learnt, Mine, Paper
from outreach.texts import admission
from outreach.texts.labels import label
from outreach.texts.speech import Speech

Section = tuple[str, list[Text]]
_BYTE_ORDER_MARK = "\ufeff"  # so that old editors know the letters


def sections(speech: Speech, kept: Kept) -> list[Section]:
    """What is kept on a candidate: titles with their lines; sections without any are left out."""
    found = [
        (speech.word("The person"), _person(speech, kept)),
        (speech.word("Consent"), [_consent(speech, one) for one in kept.consents]),
        (speech.word("The way"), [_happened(speech, one) for one in kept.events]),
        (speech.word("Papers (never the papers themselves)"), [_paper(speech, one) for one in kept.papers]),
        (speech.word("Classes"), [_class(speech, one) for one in kept.classes]),
        (speech.word("Who has read it"), [speech.say("Times the name was read: {n}", n=speech.count(kept.reads))]),
    ]
    return [(title, lines) for title, lines in found if lines]


def file(speech: Speech, kept: Kept, now: datetime) -> Attachment:
    """The file for a candidate."""
    name = speech.word("data-{code}.txt", code=kept.code.lower())
    return Attachment(name, _content(speech, kept.code, sections(speech, kept), asdict(kept), now))


def own_file(speech: Speech, kept: Mine, lines: Sequence[Text], now: datetime) -> Attachment:
    """The file for whoever works with the bot."""
    told = [(speech.word("What is kept on you"), list(lines))]
    return Attachment(speech.word("my-data.txt"), _content(speech, kept.name, told, asdict(kept), now))


def _content(speech: Speech, whose: str, found: Sequence[Section], data: object, now: datetime) -> bytes:
    head = [
        speech.say("DATA KEPT ON: {whose}", whose=whose),
        speech.say("Given out at {moment}", moment=speech.moment(now)),
        speech.say(
            "You may ask that this be corrected or erased, and take your consent back at any time (Law 91/2025/QH15 on "
            "personal data): your request is acknowledged within 2 working days and acted upon within 15 days."
        ),
    ]
    told = [join([title.upper(), *lines]) for title, lines in found]
    machines = join([speech.word("THE SAME FOR MACHINES (JSON)"), _json(data)])
    whole = join([join(head), *told, machines], "\n\n").plain
    return (_BYTE_ORDER_MARK + whole + "\n").replace("\n", "\r\n").encode()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def _person(speech: Speech, kept: Kept) -> list[Text]:
    pairs = [
        (speech.word("Full name"), kept.name),
        (speech.word("Year of birth"), kept.born),
        (speech.word("Telephone"), kept.phone),
        (speech.word("Sex"), label(speech, SEXES, Sex(kept.sex)) if kept.sex else ""),
        (speech.word("Object"), label(speech, OBJECTS, Object(kept.object)) if kept.object else ""),
        (speech.word("Enterprise"), kept.enterprise),
        (speech.word("Unit in charge"), kept.unit),
        (speech.word("Stage"), f"{label(speech, STAGES, Stage(kept.stage))}, {speech.day(kept.stage_on)}"),
        (speech.word("Exit"), label(speech, EXITS, Exit(kept.exit)) if kept.exit else ""),
        (speech.word("Closed on"), _day(speech, kept.closed_on)),
        (speech.word("Rule set"), kept.rule_set or ""),
        (speech.word("Next time limit"), _day(speech, kept.due)),
        (speech.word("Entered at"), speech.moment(kept.entered_at)),
    ]
    return [_line(name, value) for name, value in pairs if value]


def _line(name: str, value: str) -> Text:
    return Text(f"• {name}: {value}")


def _day(speech: Speech, day: date | None) -> str:
    return speech.day(day) if day else ""


def _consent(speech: Speech, one: Agreed) -> Text:
    said = speech.say(
        "• {day}, {how}, text {version}",
        day=speech.day(one.on),
        how=label(speech, CONSENT_HOWS, ConsentHow(one.how)),
        version=one.text_version,
    )
    if one.withdrawn_on is None:
        return said
    return said + "; " + speech.say("withdrawn on {day}", day=speech.day(one.withdrawn_on))


def _happened(speech: Speech, one: Happened) -> Text:
    told = [f"{what}: {value}" for what, value in _details(speech, one)]
    if one.withdrawn:
        told.append(speech.word("corrected since"))
    return Text(f"• {speech.day(one.day)} ({one.unit}): {'; '.join([_what(speech, one), *told])}")


def _what(speech: Speech, one: Happened) -> str:
    match EventKind(one.kind):
        case EventKind.STAGE:
            return label(speech, STAGES, Stage(one.stage or ""))
        case EventKind.EXIT:
            return label(speech, EXITS, Exit(one.stage or ""))
        case EventKind.MOVE:
            return speech.word("moved to this unit")
        case EventKind.REVOKED:
            return speech.word("a step taken back")


def _details(speech: Speech, one: Happened) -> Iterator[tuple[str, str]]:
    for detail in Detail:
        if one.details.has(detail):
            value = getattr(one.details, detail.value)
            yield admission.detail(speech, detail), speech.day(value) if isinstance(value, date) else str(value)


def _paper(speech: Speech, one: Paper) -> Text:
    there = speech.word("present") if one.present else speech.word("absent")
    told = [there, _day(speech, one.dated), speech.word("kept at {place}", place=one.place) if one.place else ""]
    return _line(label(speech, DOCUMENT_KINDS, DocumentKind(one.kind)), ", ".join(filter(None, told)))


def _class(speech: Speech, one: Learnt) -> Text:
    attended = {True: speech.word("attended"), False: speech.word("did not attend"), None: ""}[one.attended]
    certificate = _day(speech, one.certificate_on)
    told = [
        f"{speech.day(one.starts)} – {speech.day(one.ends)}",
        attended,
        speech.word("certificate of {day}", day=certificate) if certificate else "",
    ]
    return _line(label(speech, CLASS_KINDS, ClassKind(one.kind)), ", ".join(filter(None, told)))
