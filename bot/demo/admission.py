"""The candidates, the classes and the organisations of the demo, told through the services that the commands use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from outreach.actor import Actor
from outreach.rules.admission.stages import Departure, Details, Step
from outreach.rules.candidate_line import CandidateDraft
from outreach.rules.class_acts import Acts
from outreach.rules.class_days import Days
from outreach.rules.organisation_conditions import Numbers
from outreach.rules.vocabulary.admission_terms import ClassKind, ConsentHow, Exit, OrganisationAct, Stage
from outreach.rules.vocabulary.organisations import OrganisationForm
from outreach.services.admission import candidate_entry, candidate_events
from outreach.services.classes import class_registers, party_classes
from outreach.services.classes.party_classes import NewClass
from outreach.services.organisations import organisation_founding
from outreach.services.organisations.organisation_entries import Told
from outreach.services.organisations.organisation_founding import Founding


@dataclass(frozen=True)
class Stand:
    """Where the demo stands: its ``day``, when all was entered, who the people are, and the enterprises by name."""

    day: date
    entered: datetime
    team: Mapping[str, Actor]
    enterprises: Mapping[str, int]

    def ago(self, days: int) -> date:
        """The day so many days before; after it, where ``days`` is negative."""
        return self.day - timedelta(days=days)


def tell(session: Session, sample: Mapping[str, Any], stand: Stand, unit_id: int) -> None:
    """Write down the candidates with their steps, the classes of ``unit_id``, and what was founded."""
    codes = [_candidate(session, one, stand) for one in sample["candidates"]]
    for one in sample["classes"]:
        _class(session, one, stand, unit_id, codes)
    for one in sample["foundings"]:
        _founding(session, one, stand)


def _candidate(session: Session, one: Mapping[str, Any], stand: Stand) -> int:
    """Somebody who agreed on the day of their first step, and went on from there."""
    actor, now, today = stand.team[one["who"]], stand.entered, stand.entered.date()
    first, *later = [_step(stage, stand.ago(days)) for stage, days in one["steps"].items()]
    draft = CandidateDraft(
        name=one["name"], object=one["object"], sex=one["sex"], born=one["born"], consent_on=first.on.isoformat(),
        consent_how=ConsentHow.PAPER.value,
    )  # fmt: skip
    at = stand.enterprises[one["enterprise"]]
    added = candidate_entry.add(session, actor, draft, at, first, today, now).candidate_id
    for step in later:
        candidate_events.advance(session, actor, added, step, today, now)
    if "left" in one:
        departure = Departure(Exit(one["left"]["as"]), stand.ago(one["left"]["days_ago"]))
        candidate_events.leave(session, actor, added, departure, today, now)
    return added


def _step(stage: str, day: date) -> Step:
    match Stage(stage):
        case Stage.AWARENESS_CLASS:
            details = Details(certificate_on=day)
        case Stage.CELL_VOTE | Stage.RECOGNITION_REVIEW:
            details = Details(members=7, present=7, votes=6)
        case Stage.DECISION:
            details = Details(number="38-QĐ/ĐU", received_on=day)
        case _:
            details = Details()
    return Step(Stage(stage), day, details)


def _class(session: Session, one: Mapping[str, Any], stand: Stand, unit_id: int, codes: list[int]) -> None:
    lead, days = stand.team["lead"], Days(stand.ago(one["from_days_ago"]), stand.ago(one["to_days_ago"]))
    now = stand.entered
    new = NewClass(ClassKind(one["kind"]), days, one["place"], weekend=one["weekend"], learners=one["learners"])
    opened = party_classes.open_class(session, lead, new, unit_id, now)
    acts = Acts(enrol=tuple(codes[number - 1] for number in one["candidates"]))
    class_registers.write(session, lead, opened.class_id, acts, now.date(), now)


def _founding(session: Session, one: Mapping[str, Any], stand: Stand) -> None:
    numbers = Numbers(one["members"], by_transfer=one["by_transfer"])
    told = Told(OrganisationAct.FOUND, stand.ago(one["days_ago"]), numbers, one["decision"])
    founding = Founding(OrganisationForm(one["form"]), told, stand.enterprises[one["enterprise"]])
    organisation_founding.add(session, stand.team[one["who"]], founding, stand.entered)
