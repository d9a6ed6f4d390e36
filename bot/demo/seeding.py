"""Tells a story into a fresh database, through the same services that the commands use."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.demo import admission
from bot.demo.admission import Stand
from models import Account, BoundChat, Person
from outreach.actor import Actor
from outreach.rules.enterprise_line import EnterpriseDraft
from outreach.rules.lines import split_parts
from outreach.rules.numbers import Percent, TargetValue
from outreach.rules.periods import Period, parse_period
from outreach.rules.visit_line import read_visit_parts
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.enterprises import enterprise_changes
from outreach.services.progress import figures, targets
from outreach.services.progress.reported import Report
from outreach.services.progress.targets import Wish
from outreach.services.units import unit_changes
from outreach.services.units.unit_changes import UnitFacts
from outreach.services.visits import visits
from outreach.vault import vault_of

SCENARIOS = Path(__file__).parent / "scenarios"
SAMPLE = Path(__file__).parent / "sample.json"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Cast:
    """The people of the sandbox by their part (user id and name), and the group's chat id; the same on Zalo, if any.

    Who has a part on both is one person with two accounts.
    """

    people: Mapping[str, tuple[str, str]]
    group: str
    zalo: "Cast | None" = None


@dataclass(frozen=True)
class Story:
    """A committee with its figures, on a day."""

    title: str
    day: date
    data: Mapping[str, Any]

    @property
    def begins(self) -> datetime:
        """When the demo begins: on the morning of that day."""
        return datetime.combine(self.day, time(8, 30), ZONE)


def read(name: str) -> Story:
    """The story of that name."""
    data = json.loads((SCENARIOS / f"{name}.json").read_text())
    return Story(data["title"], date.fromisoformat(data["as_of"]), data)


def tell(session: Session, story: Story, cast: Cast, now: datetime) -> None:
    """Write all of the story: units, people, targets, figures, enterprises, visits, candidates."""
    now -= timedelta(days=8)  # all this was entered before the present week, or it would be this week's news
    founder = Person(name_sealed=_sealed(session, cast, "admin"), role="admin", joined_at=now)
    session.add(founder)
    session.flush()
    admin = Actor(founder.id, "admin", None)
    unit_ids = _units(session, admin, story, now)
    _link(session, cast, "admin", founder, now)
    root = next(iter(unit_ids.values()))
    groups = [unit_ids[unit["code"]] for unit in story.data["units"] if unit["kind"] == "working_group"] or [root]
    team = _team(session, cast, groups, root, now)
    _targets(session, admin, story, unit_ids, now)
    _figures(session, admin, story, unit_ids, now)
    sample = json.loads(SAMPLE.read_text())
    known = _enterprises(session, admin, story, groups, sample)
    _visits(session, story, sample, known, team)
    if story.data.get("people"):  # elsewhere they would add to figures that are the committee's own
        admission.tell(session, sample, Stand(story.day, now, team, known), groups[0])
    _bind(session, "telegram", cast.group, root, founder, now)
    if cast.zalo is not None:
        _on_zalo(session, cast.zalo, team["lan"], groups[len(groups) // 2], now)
        _bind(session, "zalo", cast.zalo.group, root, founder, now)


def _units(session: Session, admin: Actor, story: Story, now: datetime) -> dict[str, int]:
    ids: dict[str, int] = {}
    for unit in story.data["units"]:
        facts = UnitFacts(unit["code"], unit["name"], unit["kind"], ids.get(unit["parent"], 0))
        ids[unit["code"]] = unit_changes.add(session, admin, facts, story.day, now).id or 0
    return ids


def _team(session: Session, cast: Cast, groups: Sequence[int], root: int, now: datetime) -> dict[str, Actor]:
    return {
        "lan": _enrol(session, cast, "lan", "member", groups[0], now),
        "minh": _enrol(session, cast, "minh", "member", groups[-1], now),
        "lead": _enrol(session, cast, "lead", "lead", root, now),
    }


def _enrol(
    session: Session, cast: Cast, part: str, role: str, unit_id: int, now: datetime, channel: str = "telegram"
) -> Actor:
    person = Person(name_sealed=_sealed(session, cast, part), role=role, unit_id=unit_id, joined_at=now)
    session.add(person)
    session.flush()
    _link(session, cast, part, person, now, channel)
    return Actor(person.id, role, unit_id)


def _on_zalo(session: Session, cast: Cast, lan: Actor, unit_id: int, now: datetime) -> None:
    """A lead is on Zalo alone, and Lan as well: her morning message comes on Telegram, until she has it otherwise."""
    _enrol(session, cast, "hai", "lead", unit_id, now, "zalo")
    person = session.get_one(Person, lan.person_id)
    person.channel = "telegram"
    session.add(person)
    _link(session, cast, "lan", person, now, "zalo")


def _sealed(session: Session, cast: Cast, part: str) -> bytes:
    return vault_of(session).seal(cast.people[part][1])


def _link(
    session: Session, cast: Cast, part: str, person: Person, now: datetime, channel: str = "telegram"
) -> None:  # fmt: skip
    session.add(Account(person_id=person.id or 0, channel=channel, user_id=cast.people[part][0], linked_at=now))


def _targets(session: Session, admin: Actor, story: Story, unit_ids: Mapping[str, int], now: datetime) -> None:
    for one in story.data["targets"]:
        wish = Wish(
            Indicator(one["indicator"]),
            unit_ids[one["unit"]],
            _period(one["period"], story.day),
            TargetValue(one["kind"], one["value"], one.get("to"), Indicator(one["of"]) if "of" in one else None),
            date.fromisoformat(one["deadline"]) if "deadline" in one else None,
            one.get("basis", ""),
        )
        targets.put(session, admin, wish, now)


def _period(text: str, today: date) -> Period:
    return parse_period(text, today)


def _figures(session: Session, admin: Actor, story: Story, unit_ids: Mapping[str, int], now: datetime) -> None:
    for one in story.data["opening"]:
        over = Period("dates", date.fromisoformat(one["from"]), date.fromisoformat(one["to"]))
        published = one.get("published_percent")
        percent = None if published is None else _percent(Decimal(str(published)))
        report = Report(Indicator(one["indicator"]), unit_ids[one["unit"]], over, one["count"], percent)
        figures.put(session, admin, report, story.day, now)


def _percent(value: Decimal) -> Percent:
    return Percent(value, max(0, -int(value.as_tuple().exponent)))


def _enterprises(
    session: Session, admin: Actor, story: Story, groups: Sequence[int], sample: Mapping[str, Any]
) -> dict[str, int]:
    known: dict[str, int] = {}
    for place, one in enumerate(sample["enterprises"]):
        draft = EnterpriseDraft(
            name=one["name"], kind=one["kind"], zone=one["zone"], workers=one["workers"], aliases=one["aliases"]
        )
        at = _instant(story.day - timedelta(days=40), 9)
        row = enterprise_changes.add(session, admin, draft, groups[place % len(groups)], at)
        known[one["name"]] = row.id or 0
    return known


def _visits(
    session: Session, story: Story, sample: Mapping[str, Any], known: Mapping[str, int], team: Mapping[str, Actor]
) -> None:
    for one in sample["visits"]:
        day = story.day - timedelta(days=one["days_ago"])
        told = read_visit_parts(split_parts(one["line"]), day)
        visits.log(session, team[one["who"]], known[one["enterprise"]], told, day, _instant(day, 16))


def _instant(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def _bind(session: Session, channel: str, group: str, root: int, admin: Person, now: datetime) -> None:
    session.add(
        BoundChat(channel=channel, chat_id=group, unit_id=root, bound_by_id=admin.id or 0, bound_at=now, starts_at=now)
    )
    session.flush()
