"""Of what a count is made up: reported parts, and admissions by who was admitted, as far as it may be said."""

from datetime import UTC, date, datetime

import pytest

from models import AdmissionEvent, Candidate, FigurePart, OpeningFigure, PartyClass
from outreach.rules.class_totals import ClassTotal
from outreach.rules.periods import Period
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.classes.class_breakdowns import class_totals
from outreach.services.progress.breakdowns import breakdown
from outreach.services.progress.counts import Counts, question
from outreach.services.units import tree as trees

THEN = datetime(2024, 1, 1, tzinfo=UTC)
YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
END = date(2024, 12, 31)
ADMITTED = Indicator.MEMBERS_ADMITTED


class Land:
    def __init__(self, house):
        self.house = house
        self.root = house.unit("DU", "Đảng ủy", "committee")
        self.one, self.two = house.unit("T1", "Tổ 1", under=self.root), house.unit("T2", "Tổ 2", under=self.root)
        self.person = house.person("An", "admin").person_id

    def report(self, unit, starts, ends, count, indicator=ADMITTED, parts=(), **more):
        figure = self.house.add(
            OpeningFigure(
                indicator=indicator, unit_id=unit.id, starts=date.fromisoformat(starts), ends=date.fromisoformat(ends),
                count=count, entered_by_id=self.person, entered_at=THEN, **more,
            )
        )  # fmt: skip
        for part, number in dict(parts).items():
            self.house.add(FigurePart(figure_id=figure.id, part=part, count=number))

    def admit(self, unit, day, number, what, sex=None, **more):
        happened = date.fromisoformat(day)
        someone = self.house.add(
            Candidate(
                unit_id=unit.id, stage="probationary", stage_on=happened, entered_by_id=self.person, entered_at=THEN
            )
        )
        for _ in range(number):
            self.house.add(
                AdmissionEvent(
                    candidate_id=someone.id, kind="stage", stage="probationary", happened_on=happened, unit_id=unit.id,
                    object=what, sex=sex, entered_by_id=self.person, entered_at=THEN, **more,
                )
            )  # fmt: skip

    def told(self, unit, period=YEAR, indicator=ADMITTED, day=END):
        with self.house.store.readers() as session:
            counts = Counts(session, trees.load(session), unit.id)
            asked = question(indicator, unit.id, period, day)
            return breakdown(counts, asked, counts.of([asked])[asked])

    def objects(self, unit, **more):
        return plain(self.told(unit, **more).objects)


def plain(parts):
    found = {}
    for each in parts:
        count = each.count if each.count is not None else "<3" if each.few else "-"
        found[each.key] = (count, plain(each.inside)) if each.inside else count
    return found


@pytest.fixture
def land(house):
    return Land(house)


def test_admissions_by_who_was_admitted(land):
    land.admit(land.one, "2024-02-10", 6, "worker")
    land.admit(land.two, "2024-03-10", 4, "manager")
    land.admit(land.two, "2024-03-10", 3, "student")
    land.admit(land.two, "2024-03-10", 9, None)
    land.admit(land.two, "2024-03-10", 5, "student", withdrawn_at=THEN)
    assert land.objects(land.root) == {"enterprise": (10, {"worker": 6, "manager": 4}), "student": 3}
    assert land.objects(land.one) == {"enterprise": (6, {"worker": 6})}


def test_few_are_hidden_with_what_gives_them_away(land):
    land.admit(land.one, "2024-02-10", 6, "worker")
    land.admit(land.one, "2024-02-10", 1, "owner")
    land.admit(land.one, "2024-02-10", 8, "civil_servant")
    land.admit(land.one, "2024-02-10", 2, "student")
    assert land.objects(land.root) == {"civil_servant": 8, "enterprise": "-", "student": "<3"}


def test_sexes_are_told_apart_by_themselves(land):
    land.admit(land.one, "2024-02-10", 6, "worker", "female")
    land.admit(land.one, "2024-02-10", 5, "student", "male")
    assert plain(land.told(land.root).sexes) == {"female": 6, "male": 5}


def test_events_are_told_by_whole_months_alone(land):
    """Of two questions a day apart the difference would be the people of that day."""
    land.admit(land.one, "2024-02-10", 6, "worker")
    land.admit(land.one, "2024-03-01", 5, "student")
    everything = {"enterprise": (6, {"worker": 6}), "student": 5}
    dates = {last: Period("dates", date(2024, 1, 1), last) for last in (date(2024, 3, 30), date(2024, 3, 31))}
    assert land.objects(land.root, period=dates[date(2024, 3, 30)]) == {"enterprise": (6, {"worker": 6})}
    assert land.objects(land.root, period=dates[date(2024, 3, 31)]) == everything
    assert land.objects(land.root, day=date(2024, 3, 30)) == {"enterprise": (6, {"worker": 6})}


def test_a_month_that_is_hidden_cannot_be_taken_from_the_whole(land):
    """Of the year, and of all its months but one, the difference would be the one woman of January."""
    land.admit(land.one, "2024-01-10", 5, "worker", "male")
    land.admit(land.one, "2024-01-10", 1, "worker", "female")
    land.admit(land.one, "2024-03-10", 4, "worker", "male")
    land.admit(land.one, "2024-03-10", 4, "worker", "female")
    march = Period("month", date(2024, 3, 1), date(2024, 3, 31))
    assert plain(land.told(land.one, period=march).sexes) == {"male": 4, "female": 4}
    assert plain(land.told(land.one).sexes) == {"male": "-", "female": "-"}
    land.admit(land.one, "2024-02-10", 2, "worker", "female")
    assert plain(land.told(land.one).sexes) == {"male": 9, "female": 7}, "of two hidden months neither is told"


def test_reported_parts_and_events_add_up_where_they_do_not_overlap(land):
    land.report(land.one, "2024-01-01", "2024-03-31", 20, parts={"enterprise": 12, "manager": 4, "student": 8})
    land.admit(land.one, "2024-02-10", 6, "student")  # inside the report
    land.admit(land.one, "2024-04-10", 5, "manager")
    land.admit(land.two, "2024-02-10", 3, "student")
    assert land.objects(land.root) == {"enterprise": (17, {"manager": 9}), "student": 11}


def test_a_part_without_its_head_stands_by_itself(land):
    """An owner among 350: how many of them are in enterprises nobody has said."""
    land.report(land.root, "2024-01-01", "2024-03-31", 350, parts={"owner": 5})
    land.admit(land.one, "2024-04-10", 4, "worker")
    assert land.objects(land.root) == {"owner": 5, "worker": 4}


def test_parts_below_a_report_without_parts_are_not_told(land):
    land.report(land.root, "2024-01-01", "2024-06-30", 100)
    land.report(land.one, "2024-01-01", "2024-03-31", 20, parts={"student": 8})
    assert land.objects(land.root) == {}
    assert land.objects(land.one) == {"student": 8}


def test_parts_alone_count_nothing_and_go_before_those_of_single_figures(land):
    land.report(land.one, "2024-01-01", "2024-03-31", 20, parts={"student": 8})
    land.report(land.one, "2024-04-01", "2024-06-30", 10)
    land.report(land.one, "2024-01-01", "2024-06-30", 30, parts={"student": 11}, parts_only=True)
    assert land.objects(land.root) == {"student": 11}
    assert land.objects(land.root, period=Period("quarter", date(2024, 1, 1), date(2024, 3, 31))) == {"student": 8}
    with land.house.store.readers() as session:
        counts = Counts(session, trees.load(session), land.root.id)
        asked = question(ADMITTED, land.root.id, YEAR, END)
        assert counts.of([asked])[asked] == 30


def test_parts_stay_when_the_figures_under_them_are_reported_on(land):
    """145 until August become 160 until September: what was said of those until August holds."""
    land.report(land.one, "2023-01-01", "2023-12-31", 442)
    land.report(land.one, "2024-01-01", "2024-09-30", 160)
    land.report(land.one, "2023-01-01", "2024-08-31", 587, parts={"student": 11}, parts_only=True)
    over = Period("dates", date(2023, 1, 1), date(2024, 9, 30))
    assert land.objects(land.root, period=over) == {"student": 11}


def test_reports_that_contradict_each_other_tell_nothing(land):
    """The parts were more than is left, after the figure itself was corrected."""
    land.report(land.one, "2024-01-01", "2024-03-31", 5, parts={"student": 8})
    assert land.objects(land.root) == {}


def test_the_parts_of_a_stock_are_those_of_its_latest_report(land):
    land.report(land.root, "2024-03-01", "2024-03-01", 150, "members", {"female": 40})
    land.report(land.root, "2024-05-01", "2024-05-01", 160, "members", {"female": 60})
    assert plain(land.told(land.root, indicator=Indicator.MEMBERS).sexes) == {"female": 60}


def test_kinds_of_enterprises_are_nobodys_attribute(land):
    founded = Indicator.PARTY_ORGS_FOUNDED
    land.report(land.root, "2024-01-01", "2024-03-31", 13, founded.value, {"joint_venture": 1})
    assert plain(land.told(land.root, indicator=founded).kinds) == {"joint_venture": 1}


def test_classes_as_reported_and_as_recorded_beside_that(land):
    held, learnt = Indicator.CLASSES_HELD.value, Indicator.CLASS_LEARNERS.value
    land.report(land.one, "2024-01-01", "2024-03-31", 8, held, {"awareness_class": 8})
    land.report(land.one, "2024-01-01", "2024-03-31", 787, learnt, {"awareness_class": 787})
    for unit, ends, learners, apart in (
        (land.one, "2024-03-31", 50, False), (land.one, "2024-04-01", 40, False), (land.two, "2024-02-01", 30, True),
    ):  # fmt: skip
        day = date.fromisoformat(ends)
        land.house.add(
            PartyClass(
                kind="awareness_class", unit_id=unit.id, starts=day, ends=day, learners=learners, apart=apart,
                place="Trường", entered_by_id=land.person, entered_at=THEN,
            )
        )  # fmt: skip
    with land.house.store.readers() as session:
        counts = Counts(session, trees.load(session), land.root.id)
        asked = question(Indicator.CLASSES_HELD, land.root.id, YEAR, END)
        private, public = (class_totals(counts, asked, private=private) for private in (True, False))
    kind = ClassKind.AWARENESS_CLASS
    assert private == [ClassTotal(kind, 9, 827), ClassTotal(kind, 1, 30, apart=True, place="Trường")]
    assert public == [ClassTotal(kind, 9, 827), ClassTotal(kind, 1, 30, apart=True)]


def test_a_committee_does_not_tell_of_the_one_in_a_group(land):
    """Six students of whom five are told of in one group: the sixth would be the other group's only one."""
    land.admit(land.one, "2024-02-10", 5, "student")
    land.admit(land.two, "2024-02-10", 1, "student")
    land.admit(land.one, "2024-02-10", 7, "worker")
    land.admit(land.two, "2024-02-10", 9, "worker")
    workers = {"enterprise": (16, {"worker": 16})}
    assert land.objects(land.root) == {"student": "-", **workers, "enterprise": "-"}
    assert land.objects(land.one) == {"enterprise": (7, {"worker": 7}), "student": 5}


def test_two_groups_with_one_and_two_hide_each_other(land):
    land.admit(land.one, "2024-02-10", 2, "student")
    land.admit(land.two, "2024-02-10", 1, "student")
    land.admit(land.root, "2024-02-10", 9, None)
    assert land.objects(land.root) == {"student": 3}
    land.admit(land.two, "2024-02-10", 1, "student")
    assert land.objects(land.root) == {"student": "-"}, "two and two: their sum would tell"
