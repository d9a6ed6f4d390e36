"""Organisations under the chat: what they count, what follows from their events, and that undoing is exact."""

import random
from datetime import date, timedelta
from importlib import import_module

import pytest
from sqlalchemy import event, text
from sqlmodel import SQLModel, select

from models import Candidate, Enterprise, MassOrganisation, Organisation, OrganisationEvent, PartyClass, Unit, Visit
from outreach.actor import Actor, Scope
from outreach.errors import CannotUndo, DomainError, NotAllowed, OrganisationTaken, UnknownOrganisation
from outreach.rules.organisation_conditions import Numbers
from outreach.rules.periods import Period
from outreach.rules.vocabulary.admission_terms import OrganisationAct
from outreach.rules.vocabulary.organisations import OrganisationForm
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.enterprises import enterprise_merging
from outreach.services.organisations import (
    organisation_changes,
    organisation_founding,
    organisation_state,
    organisation_undoing,
    organisations,
)
from outreach.services.organisations.organisation_entries import Told
from outreach.services.organisations.organisation_founding import Founding
from outreach.services.progress.counts import actual
from outreach.services.units import tree as trees
from outreach.services.units import unit_changes, units
from tests.transcripts.test_visits import add_enterprise

FOUND, RECEIVE, MERGE, RENAME, DISSOLVE, MEMBERS = (
    OrganisationAct.FOUND, OrganisationAct.RECEIVE, OrganisationAct.MERGE, OrganisationAct.RENAME,
    OrganisationAct.DISSOLVE, OrganisationAct.MEMBERS,
)  # fmt: skip
CELL, UNION, YOUTH = OrganisationForm.CELL, OrganisationForm.TRADE_UNION, OrganisationForm.YOUTH_UNION
YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
DAY = date(2024, 3, 1)


class World:
    """A committee over a group with two enterprises, and another group; a member and an administrator."""

    def __init__(self, house):
        self.house = house
        self.top = house.unit("DU-HN", "Đảng ủy các KCN", "committee")
        self.group = house.unit("DCT-1", "Đoàn công tác số 1", under=self.top)
        self.other = house.unit("DCT-2", "Đoàn công tác số 2", under=self.top)
        self.first = add_enterprise(house, "Huy Hoàng", self.group).id
        self.second = add_enterprise(house, "Thiên Phú", self.group).id
        self.member = Actor(house.person("Lan", "member", self.group).person_id, "member", self.group.id)
        self.admin = Actor(house.person("Quản", "admin", self.top).person_id, "admin", self.top.id)
        self.now = house.clock.now()

    def found(self, session, form=CELL, enterprise=None, day=DAY, act=FOUND, members=5, actor=None, **more):
        founding = Founding(form, Told(act, day, Numbers(members), **more), enterprise or self.first)
        return organisation_founding.add(session, actor or self.member, founding, self.now)

    def change(self, session, row, act, day=DAY, **more):
        return organisation_changes.change(session, self.member, row.id, Told(act, day, **more), self.now)

    def count(self, session, indicator, unit, known_at=None):
        return actual(session, indicator, unit.id, YEAR, YEAR.ends, known_at)


@pytest.fixture
def world(house):
    return World(house)


@pytest.fixture
def session(house):
    with house.session() as session, session.begin():
        yield session


def test_events_count_for_the_unit_in_charge_and_all_above(world, session):
    row = world.found(session).row
    world.found(session, UNION)
    world.found(session, YOUTH)
    world.found(session, enterprise=world.second, act=RECEIVE)
    world.change(session, row, RENAME, name="Chi bộ khác")
    world.change(session, row, MEMBERS, numbers=Numbers(8))
    expected = {
        Indicator.PARTY_ORGS_FOUNDED: 1,
        Indicator.PARTY_ORGS_REORGANISED: 2,
        Indicator.TRADE_UNIONS_FOUNDED: 1,
        Indicator.YOUTH_UNIONS_FOUNDED: 1,
    }
    for unit, factor in ((world.group, 1), (world.top, 1), (world.other, 0)):
        assert {each: world.count(session, each, unit) for each in expected} == {
            each: number * factor for each, number in expected.items()
        }
    own = session.get_one(Unit, row.own_unit_id)
    assert world.count(session, Indicator.PARTY_ORGS_FOUNDED, own) == 0, "the cell did not found itself"


def test_what_was_entered_or_withdrawn_later_does_not_change_what_was_known(world, session):
    founding = world.found(session).event
    later = world.now + timedelta(hours=2)
    organisation_undoing.undo(session, world.member, founding.id, later)
    founded = Indicator.PARTY_ORGS_FOUNDED
    assert world.count(session, founded, world.top) == 0
    assert world.count(session, founded, world.top, world.now + timedelta(hours=1)) == 1
    assert world.count(session, founded, world.top, world.now - timedelta(hours=1)) == 0


def snapshot(session):
    """Everything but what only tells that something happened: entries, log, withdrawn rows."""
    session.expire_all()
    tables = (Organisation, OrganisationEvent, Unit, MassOrganisation, Enterprise)
    kept = {}
    for table in tables:
        rows = [row.model_dump() for row in session.exec(select(table).order_by(table.id))]
        kept[table.__tablename__] = [row for row in rows if row.get("withdrawn_at") is None]
    for row in kept[MassOrganisation.__tablename__]:
        del row["id"]  # one that is gone and comes back is another row
    kept[MassOrganisation.__tablename__].sort(key=lambda row: (row["enterprise_id"], row["kind"]))
    return kept


@pytest.mark.parametrize("seed", range(4))
def test_undoing_in_reverse_restores_everything_exactly(world, session, seed):
    chance, done = random.Random(seed), []
    session.add(MassOrganisation(enterprise_id=world.first, kind="trade_union", members=7))
    session.flush()
    states = [snapshot(session)]
    for step in range(14):
        try:
            with session.begin_nested():
                done.append(one_step(world, session, chance, DAY + timedelta(days=step)).event.id)
        except DomainError:
            continue
        states.append(snapshot(session))
    assert len(done) > 6
    while done:
        assert snapshot(session) == states.pop()
        organisation_undoing.undo(session, world.member, done.pop(), world.now)
    assert snapshot(session) == states.pop()


def one_step(world, session, chance, day):
    rows = list(session.exec(select(Organisation).where(Organisation.withdrawn_at.is_(None))))
    act = chance.choice([FOUND, FOUND, RECEIVE, MERGE, RENAME, DISSOLVE, MEMBERS, MEMBERS])
    if act in (FOUND, RECEIVE) or not rows:
        place = chance.choice([world.first, world.second])
        return world.found(session, chance.choice([CELL, UNION, YOUTH]), place, day, FOUND, chance.randrange(5, 9))
    row = chance.choice(rows)
    more = {"numbers": Numbers(chance.randrange(9))} if act is MEMBERS else {}
    if act is MERGE:
        more["into_id"] = chance.choice(rows).id
    if act is RENAME:
        more["name"] = f"Tên {day}"
    return world.change(session, row, act, day, **more)


def test_events_undone_out_of_order_leave_the_others_as_they_are(world, session):
    row = world.found(session, members=3).row
    first = world.change(session, row, MEMBERS, date(2024, 4, 1), numbers=Numbers(6))
    world.change(session, row, MEMBERS, date(2024, 5, 1), numbers=Numbers(8))
    organisation_undoing.undo(session, world.member, first.event.id, world.now)
    assert row.members == 8
    (card,) = organisations.cards(session, [row])
    assert [one.numbers.members for one in card.happened] == [3, 8]


def test_a_merger_is_not_undone_once_the_other_has_ended(world, session):
    one, other = world.found(session).row, world.found(session, enterprise=world.second).row
    merger = world.change(session, one, MERGE, date(2024, 4, 1), into_id=other.id)
    world.change(session, other, DISSOLVE, date(2024, 5, 1))
    with pytest.raises(CannotUndo):
        organisation_undoing.undo(session, world.member, merger.event.id, world.now)


def test_a_name_taken_meanwhile_stands_against_undoing(world, session):
    row = world.found(session).row
    end = world.change(session, row, DISSOLVE, date(2024, 4, 1))
    world.found(session, day=date(2024, 5, 1))
    with pytest.raises(CannotUndo):
        organisation_undoing.undo(session, world.member, end.event.id, world.now)


def test_two_at_once_do_not_found_the_same(world, session):
    world.found(session, UNION)
    with pytest.raises(OrganisationTaken):
        world.found(session, UNION)
    with pytest.raises(OrganisationTaken):
        world.found(session, UNION, name="Công đoàn khác")


def test_rights_are_asked_for_in_the_service(world, session):
    viewer = Actor(world.member.person_id, "viewer", world.group.id)
    neighbour = Actor(world.member.person_id, "admin", world.other.id)
    with pytest.raises(NotAllowed):
        world.found(session, actor=viewer)
    row = world.found(session).row
    told = Told(DISSOLVE, DAY)
    with pytest.raises(UnknownOrganisation):
        organisation_changes.change(session, neighbour, row.id, told, world.now)
    with pytest.raises(UnknownOrganisation):
        organisation_changes.change(session, world.member, 999, told, world.now)
    with pytest.raises(NotAllowed):
        organisation_changes.change(session, viewer, row.id, told, world.now)


def a_candidate(world, **more):
    facts = {"stage": "dossier", "stage_on": DAY, "unit_id": world.group.id, "enterprise_id": world.first} | more
    return Candidate(entered_by_id=world.member.person_id, entered_at=world.now, **facts)


def candidate(world, **more):
    return world.house.add(a_candidate(world, **more))


def test_all_that_names_an_enterprise_goes_along_when_it_is_merged(world, house):
    open_one, closed = candidate(world), candidate(world, closed_on=DAY)
    held = house.add(
        PartyClass(
            kind="awareness_class", unit_id=world.group.id, starts=DAY, ends=DAY, enterprise_id=world.first,
            entered_by_id=world.member.person_id, entered_at=world.now,
        )
    )  # fmt: skip
    with house.session() as session, session.begin():
        union, cell = world.found(session, UNION).row.id, world.found(session, CELL).row.id
        moved = enterprise_merging.merge(session, world.admin, world.first, world.second, world.now)
        assert (moved.organisations, moved.candidates, moved.classes) == (2, 2, 1)
    for table, ids in ((Candidate, [open_one.id, closed.id]), (PartyClass, [held.id]), (Organisation, [union, cell])):
        assert set(house.read(select(table.enterprise_id).where(table.id.in_(ids)))) == {world.second}
    assert set(house.read(select(OrganisationEvent.enterprise_id))) == {world.second}
    assert house.read(select(Unit.enterprise_id).where(Unit.code == "CB-0002")) == [world.second]
    assert house.read(select(MassOrganisation.enterprise_id, MassOrganisation.members)) == [(world.second, 5)]


def test_no_table_that_names_an_enterprise_is_forgotten():
    """A new table with such a column must be thought of here, and when enterprises are merged."""
    naming = {
        table.name
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "enterprise"
    }
    assert naming - {"enterprise"} == {
        "enterprise_alias", "contact", "mass_organisation", "visit", "obstacle", "next_step",
        "organisation", "organisation_event", "candidate", "party_class",
    }  # fmt: skip


def test_candidates_bring_an_enterprise_that_has_agreed_further(world, house, session):
    session.add(
        Visit(
            enterprise_id=world.first, unit_id=world.group.id, visited_on=DAY, outcome="agreed",
            entered_by_id=world.member.person_id, entered_at=world.now,
        )
    )  # fmt: skip
    enterprise, stages = session.get_one(Enterprise, world.first), []
    for facts in ({}, {}, {"closed_on": DAY, "stage": "full_member"}, {"closed_on": DAY, "exit": "left"}):
        session.add(a_candidate(world, **facts))
        organisation_state.refresh_stage(session, world.first, DAY)
        stages.append(enterprise.stage)
    assert stages == ["agreed", "agreed", "preparing", "preparing"]


STORIES = (
    [],
    [("survey", None)],
    [("persuasion", "no_contact")],
    [("survey", "agreed"), (None, "refused")],
    [(None, "refused"), (None, "agreed"), (None, "no_contact")],
    [("dossier_support", "agreed")],
)


def test_visits_logged_before_there_were_stages_tell_the_same(world, house):
    """The migration's one statement agrees with the rule."""
    for number, story in enumerate(STORIES):
        enterprise = add_enterprise(house, f"DN {number}", world.group)
        for day, (purpose, outcome) in enumerate(story, 1):
            house.add(
                Visit(
                    enterprise_id=enterprise.id, unit_id=world.group.id, visited_on=date(2024, 5, day), purpose=purpose,
                    outcome=outcome, entered_by_id=world.member.person_id, entered_at=world.now,
                )
            )  # fmt: skip
    migration = import_module("models.migrations.versions.0004_organisations_probationary")
    with house.session() as session, session.begin():
        session.execute(text(migration.STAGES))
    told = house.read(select(Enterprise.id, Enterprise.stage).order_by(Enterprise.id))
    with house.session() as session, session.begin():
        for enterprise_id, _ in told:
            organisation_state.refresh_stage(session, enterprise_id, DAY)
    assert told == house.read(select(Enterprise.id, Enterprise.stage).order_by(Enterprise.id))
    assert len({stage for _, stage in told}) == 5


def test_what_is_open_in_a_unit_goes_along_when_it_is_merged_and_keeps_it_open(world, house):
    open_one, closed = candidate(world), candidate(world, closed_on=DAY)
    with house.session() as session, session.begin():
        world.found(session, UNION)
        held = unit_changes.belongings(session, world.group.id)
        assert (held.organisations, held.candidates, held.nothing) == (1, 1, False)
        unit_changes.merge(session, world.admin, world.group.id, world.other.id, world.now.date(), world.now)
    assert house.read(select(Organisation.unit_id)) == [world.other.id]
    assert house.read(select(Candidate.unit_id).where(Candidate.id == open_one.id)) == [world.other.id]
    assert house.read(select(Candidate.unit_id).where(Candidate.id == closed.id)) == [world.group.id]
    assert house.read(select(OrganisationEvent.unit_id)) == [world.group.id]


def test_party_organisations_stand_after_the_groups_that_do_the_work(world, house):
    cell = house.unit("A-1", "Chi bộ A", "cell", under=world.top)
    with house.session() as session:
        tree = trees.load(session)
        assert [tree.places[child].code for child in tree.children(world.top.id)] == ["DCT-1", "DCT-2", "A-1"]
        assert [each.is_party_org for each in tree.places.values()].count(True) == 1
        listed = units.in_scope(session, Scope(world.top.id))
        assert [unit.id for unit in listed][-1] == cell.id


def test_a_code_that_somebody_has_taken_is_not_given_twice(world, house):
    house.unit("CB-0001", "Chi bộ khác hẳn", "cell", under=world.other)
    with house.session() as session, session.begin():
        row = world.found(session).row
        assert session.get_one(Unit, row.own_unit_id).code == "CB-0001-2"


def test_the_card_of_many_is_read_with_few_queries(world, session):
    rows = [
        world.found(session, form, place).row for form in (CELL, UNION, YOUTH) for place in (world.first, world.second)
    ]
    asked = []
    session.flush()

    def count(*args):
        asked.append(args[2])

    event.listen(session.get_bind(), "before_cursor_execute", count)
    cards = organisations.cards(session, rows)
    event.remove(session.get_bind(), "before_cursor_execute", count)
    assert len(cards) == 6
    assert len(asked) == 2, "the events, and the codes of the units"
