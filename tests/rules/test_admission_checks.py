"""What may follow what: every refusal of admission, and that each sentence names the rule."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from outreach import errors
from outreach.rules.admission.checks import (
    age_unsure,
    check_age,
    check_exit,
    check_stage,
    check_step,
    skips,
)
from outreach.rules.admission.citation import Citation
from outreach.rules.admission.limits import Confirmation, in_force
from outreach.rules.admission.stages import (
    ORDER,
    Ask,
    Departure,
    Detail,
    Details,
    History,
    Step,
    ahead,
    asks,
    missing,
    skipped,
)
from outreach.rules.vocabulary.admission_terms import DocumentKind, Exit, Stage
from outreach.texts import admission_refusals, refusals
from outreach.texts.speech import Speech, utc
from tests.admission_table import VOTE, WAYS, day

TODAY = date(2029, 1, 1)
RULE = Citation("24-QĐ/TW")
PASSED = Details(**VOTE)
WAY = WAYS[0]


def until(stage, **changes):
    steps = WAY.steps()
    return History(steps[: ORDER.index(stage) + 1], born=1998, **changes)


def refused(history, step, today=TODAY):
    with pytest.raises(errors.DomainError) as refusal:
        check_step(history, step, today)
    return refusal.value


def step(stage, on, **details):
    return Step(stage, day(on), Details(**details))


@pytest.mark.parametrize(
    ("history", "tried", "refusal"),
    [
        pytest.param(
            until(Stage.DOSSIER),
            step(Stage.DOSSIER, "05/09/2022"),
            errors.StageTaken(Stage.DOSSIER, day("05/09/2022"), RULE),
            id="a step already taken",
        ),
        pytest.param(
            until(Stage.VETTING),
            step(Stage.SYMPATHISER, "01/11/2022"),
            errors.StageTaken(Stage.SYMPATHISER, day("01/04/2022"), RULE),
            id="a step taken long ago",
        ),
        pytest.param(
            History((step(Stage.DOSSIER, "05/09/2022", reason="x"),)),
            step(Stage.SYMPATHISER, "06/09/2022"),
            errors.StageBehind(Stage.SYMPATHISER, Stage.DOSSIER, RULE),
            id="going back",
        ),
        pytest.param(
            until(Stage.DOSSIER),
            step(Stage.CELL_VOTE, "06/01/2023", **VOTE),
            errors.StagesSkipped(Stage.CELL_VOTE, (Stage.VETTING, Stage.OPINIONS), RULE),
            id="skipping without a reason",
        ),
        pytest.param(
            History(),
            step(Stage.SYMPATHISER, "06/01/2023"),
            errors.StagesSkipped(Stage.SYMPATHISER, (Stage.OUTSTANDING,), Citation("208-QĐ/TW")),  # today's rules
            id="skipping the first stage",
        ),
        pytest.param(
            until(Stage.DOSSIER),
            step(Stage.VETTING, "04/09/2022"),
            errors.BeforePrevious(day("04/09/2022"), Stage.DOSSIER, day("05/09/2022"), RULE),
            id="a date before the previous step",
        ),
        pytest.param(
            until(Stage.DOSSIER),
            step(Stage.VETTING, "02/01/2029"),
            errors.StepAhead(day("02/01/2029")),
            id="a date in the future",
        ),
        pytest.param(
            until(Stage.DECISION),
            step(Stage.PROBATIONARY, "02/04/2023"),
            errors.CeremonyBeforeDecision(day("02/04/2023"), day("10/04/2023"), received=True, rule=RULE),
            id="a ceremony before the receipt of the decision",
        ),
        pytest.param(
            replace(
                until(Stage.COMMITTEE_REVIEW),
                steps=(*until(Stage.COMMITTEE_REVIEW).steps, step(Stage.DECISION, "03/04/2023", number="12")),
            ),
            step(Stage.PROBATIONARY, "02/04/2023"),
            errors.CeremonyBeforeDecision(day("02/04/2023"), day("03/04/2023"), received=False, rule=RULE),
            id="a ceremony before the issue of the decision",
        ),
        pytest.param(
            until(Stage.COMMITTEE_REVIEW),
            step(Stage.PROBATIONARY, "19/05/2023", reason="chưa có quyết định"),
            errors.CeremonyBeforeDecision(day("19/05/2023"), None, received=False, rule=RULE),
            id="a ceremony without a decision, whatever the reason",
        ),
        pytest.param(
            until(Stage.DECISION),
            step(Stage.RECOGNITION_REVIEW, "19/05/2024", reason="x", **VOTE),
            errors.StageNeeds(Stage.RECOGNITION_REVIEW, Stage.PROBATIONARY, RULE),
            id="recognition without a ceremony, whatever the reason",
        ),
        pytest.param(
            until(Stage.COMMITTEE_REVIEW),
            step(Stage.DECISION, "03/04/2023", number="12", received_on=day("02/04/2023")),
            errors.ReceivedBeforeIssue(day("02/04/2023"), day("03/04/2023")),
            id="received before it was issued",
        ),
        pytest.param(
            until(Stage.COMMITTEE_REVIEW),
            step(Stage.DECISION, "03/04/2023", number="12", received_on=day("02/01/2029")),
            errors.StepAhead(day("02/01/2029")),
            id="received in the future",
        ),
        pytest.param(
            until(Stage.COMMITTEE_REVIEW),
            step(Stage.DECISION, "03/04/2023"),
            errors.DetailsMissing(Stage.DECISION, ("number",)),
            id="a decision without its number",
        ),
        pytest.param(
            until(Stage.OPINIONS),
            step(Stage.CELL_VOTE, "06/01/2023", members=6, votes=5),
            errors.DetailsMissing(Stage.CELL_VOTE, ("present",)),
            id="a vote without those present",
        ),
        pytest.param(
            until(Stage.OPINIONS),
            step(Stage.CELL_VOTE, "06/01/2023", members=6, present=7, votes=5),
            errors.VoteImpossible(6, 7, 5),
            id="more present than members",
        ),
        pytest.param(
            until(Stage.OPINIONS),
            step(Stage.CELL_VOTE, "06/01/2023", members=6, present=4, votes=5),
            errors.VoteImpossible(6, 4, 5),
            id="more votes than present",
        ),
        pytest.param(
            until(Stage.OPINIONS),
            step(Stage.CELL_VOTE, "06/01/2023", members=2, present=2, votes=2),
            errors.CellTooSmall(2, 3, RULE),
            id="a cell of two",
        ),
        pytest.param(
            until(Stage.OPINIONS),
            step(Stage.CELL_VOTE, "06/01/2023", members=7, present=4, votes=4),
            errors.NoQuorum(7, 4, 5, RULE),
            id="a vote without quorum",  # two thirds of 7 are 4,67: 5
        ),
        pytest.param(
            until(Stage.OPINIONS),
            step(Stage.CELL_VOTE, "06/01/2023", members=6, present=6, votes=3),
            errors.VoteNotPassed(6, 3, 4, RULE),
            id="under two thirds",
        ),
        pytest.param(
            replace(until(Stage.OPINIONS), born=2006),
            step(Stage.CELL_VOTE, "06/01/2023", **VOTE),
            errors.TooYoung(2006, day("06/01/2023"), 18, RULE),
            id="under 18",
        ),
        pytest.param(
            replace(until(Stage.OPINIONS), papers={DocumentKind.APPLICATION: day("05/01/2022")}),
            step(Stage.CELL_VOTE, "06/01/2023", **VOTE),
            errors.PapersTooOld(day("06/01/2023"), DocumentKind.APPLICATION, day("05/01/2022"), 12, RULE),
            id="papers older than 12 months at the cell's review",
        ),
        pytest.param(
            until(Stage.PROBATIONARY),
            step(Stage.RECOGNITION_REVIEW, "18/05/2024", **VOTE),
            errors.ProbationRunning(day("18/05/2024"), day("19/05/2024"), 12, RULE),
            id="recognition before the end of probation",
        ),
        pytest.param(
            until(Stage.PROBATIONARY),
            step(Stage.RECOGNITION_REVIEW, "01/04/2023", **VOTE),
            errors.BeforePrevious(day("01/04/2023"), Stage.PROBATIONARY, day("19/05/2023"), RULE),
            id="recognition before the decision",
        ),
        pytest.param(
            until(Stage.FULL_MEMBER),
            step(Stage.FULL_MEMBER, "13/07/2024", number="1"),
            errors.WayEnded(None, day("12/07/2024"), RULE),
            id="a step after the last",
        ),
        pytest.param(
            until(Stage.DOSSIER, left=Departure(Exit.LEFT, day("01/10/2022"))),
            step(Stage.VETTING, "02/10/2022"),
            errors.WayEnded(Exit.LEFT, day("01/10/2022"), RULE),
            id="a step after an exit",
        ),
    ],
)  # fmt: skip
def test_refused(history, tried, refusal):
    assert refused(history, tried) == refusal


@pytest.mark.parametrize(
    ("before", "stage", "refusal"),
    [
        (Stage.DOSSIER, Stage.DOSSIER, errors.StageTaken),
        (Stage.COMMITTEE_REVIEW, Stage.PROBATIONARY, errors.CeremonyBeforeDecision),
        (Stage.DECISION, Stage.FULL_MEMBER, errors.StageNeeds),
        (Stage.FULL_MEMBER, Stage.DOSSIER, errors.WayEnded),
    ],
)
def test_what_cannot_follow_is_known_before_anything_is_told(before, stage, refusal):
    with pytest.raises(refusal):
        check_stage(until(before), stage, TODAY)


def test_what_a_step_skips_is_told_with_the_rule():
    check_stage(until(Stage.DOSSIER), Stage.CELL_VOTE, TODAY)
    between = (Stage.VETTING, Stage.OPINIONS)
    assert skips(until(Stage.DOSSIER), Stage.CELL_VOTE, TODAY) == errors.StagesSkipped(Stage.CELL_VOTE, between, RULE)
    assert skips(until(Stage.DOSSIER), Stage.VETTING, TODAY) is None


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        (Stage.OPINIONS, Step(Stage.CELL_VOTE, day(WAY.opinions), PASSED)),
        (
            Stage.COMMITTEE_REVIEW,
            step(Stage.DECISION, WAY.committee_review, number="12", received_on=day(WAY.committee_review)),
        ),
        (Stage.DECISION, step(Stage.PROBATIONARY, WAY.received)),
        (Stage.PROBATIONARY, Step(Stage.RECOGNITION_REVIEW, day(WAY.probation_until), PASSED)),
        (Stage.DOSSIER, step(Stage.OPINIONS, "01/10/2022", reason="thẩm tra sau")),
    ],
)
def test_the_first_day_on_which_a_step_may_follow(before, allowed):
    check_step(until(before), allowed, allowed.on)


SKIPPED_CLASS = (
    step(Stage.OUTSTANDING, "01/01/2022"),
    step(Stage.DOSSIER, "05/09/2022", reason="có bằng cao cấp lý luận chính trị"),
)
WITHOUT = (
    step(Stage.OUTSTANDING, "01/01/2015"),
    step(Stage.SYMPATHISER, "02/01/2015"),
    step(Stage.AWARENESS_CLASS, "05/01/2015"),
)


class TestCertificate:
    """60 months from the day it was earned, the last day included; asked at the dossier, the vote and the decision."""

    @pytest.mark.parametrize("stage", [Stage.DOSSIER, Stage.CELL_VOTE, Stage.DECISION])
    def test_expired(self, stage):
        earned, last = day("04/09/2017"), day("04/09/2022")
        steps = until(ORDER[ORDER.index(stage) - 1]).steps
        old = History(
            tuple(
                replace(one, on=day("05/01/2015"), details=Details()) if one.stage is Stage.AWARENESS_CLASS else one
                for one in steps
            ),
            certificates=(earned,),
        )
        told = {Stage.CELL_VOTE: PASSED, Stage.DECISION: Details(number="12")}.get(stage, Details())
        late = Step(stage, day("03/04/2023"), told)
        assert refused(old, late) == errors.CertificateExpired(day("03/04/2023"), earned, last, 60, RULE)
        check_step(replace(old, certificates=(earned, day("01/04/2023"))), late, TODAY)  # learned again

    def test_the_latest_of_two_that_have_expired(self):
        held = History(WITHOUT, certificates=(day("01/01/2015"), day("05/02/2016")))
        refusal = refused(held, step(Stage.DOSSIER, "05/09/2022"))
        assert (refusal.earned_on, refusal.until) == (day("05/02/2016"), day("05/02/2021"))

    def test_good_from_the_day_it_was_earned(self):
        check_step(History(WITHOUT, certificates=(day("05/09/2022"),)), step(Stage.DOSSIER, "05/09/2022"), TODAY)

    def test_good_until_the_last_day(self):
        held = History(WITHOUT, certificates=(day("05/09/2017"),))
        check_step(held, step(Stage.DOSSIER, "05/09/2022"), TODAY)
        assert isinstance(refused(held, step(Stage.DOSSIER, "06/09/2022")), errors.CertificateExpired)

    def test_none(self):
        without = History(WITHOUT)
        assert asks(without, Stage.DOSSIER) == (Ask(Detail.CERTIFICATE_ON),)
        assert refused(without, step(Stage.DOSSIER, "05/09/2022")) == errors.DetailsMissing(
            Stage.DOSSIER, ("certificate_on",)
        )
        check_step(without, step(Stage.DOSSIER, "05/09/2022", certificate_on=day("01/09/2022")), TODAY)
        too_late = History(WITHOUT, certificates=(day("06/09/2022"),))
        assert refused(too_late, step(Stage.DOSSIER, "05/09/2022")) == errors.NoCertificate(day("05/09/2022"), RULE)

    def test_not_asked_of_those_who_skipped_the_class_with_a_reason(self):
        before = History(SKIPPED_CLASS[:1])
        check_step(before, SKIPPED_CLASS[1], TODAY)

    def test_a_certificate_of_tomorrow(self):
        ahead_of_time = step(Stage.AWARENESS_CLASS, "15/06/2022", certificate_on=day("20/06/2022"))
        assert refused(until(Stage.SYMPATHISER), ahead_of_time, day("19/06/2022")) == errors.StepAhead(
            day("20/06/2022")
        )


class TestPapers:
    def test_good_for_12_months_and_only_those_that_grow_old(self):
        papers = {
            DocumentKind.RESIDENCE_OPINION: day("06/01/2022"),
            DocumentKind.CERTIFICATE: day("01/01/2020"),
            DocumentKind.CELL_RESOLUTION: day("01/01/2020"),
        }
        check_step(
            replace(until(Stage.OPINIONS), papers=papers), Step(Stage.CELL_VOTE, day("06/01/2023"), PASSED), TODAY
        )

    def test_recognition_asks_for_none(self):
        history = replace(until(Stage.PROBATIONARY), papers={DocumentKind.APPLICATION: day("01/01/2020")})
        check_step(history, Step(Stage.RECOGNITION_REVIEW, day("19/05/2024"), PASSED), TODAY)


@pytest.mark.parametrize(
    ("members", "present", "votes", "passes"),
    [
        (3, 3, 3, True),
        (3, 2, 2, True),
        (6, 4, 4, True),
        (7, 5, 5, True),
        (9, 6, 6, True),
        (10, 7, 7, True),
        (10, 9, 6, False),
    ],
)
def test_a_vote_passes_with_two_thirds_of_the_full_members(members, present, votes, passes):
    vote = step(Stage.CELL_VOTE, "06/01/2023", members=members, present=present, votes=votes)
    if passes:
        check_step(until(Stage.OPINIONS), vote, TODAY)
    else:
        assert isinstance(refused(until(Stage.OPINIONS), vote), errors.VoteNotPassed)


@pytest.mark.parametrize(("born", "passes", "unsure"), [(2009, False, False), (2008, True, True), (2007, True, False)])
def test_age_by_the_year_of_birth(born, passes, unsure):
    """In 2026 somebody born in 2009 is surely under 18; of 2008, the birthday tells, so they pass and it is said."""
    rules = in_force(date(2026, 6, 1))
    assert age_unsure(born, date(2026, 6, 1), rules) is unsure
    if passes:
        check_age(born, date(2026, 6, 1), rules)
    else:
        with pytest.raises(errors.TooYoung):
            check_age(born, date(2026, 6, 1), rules)


class TestExit:
    def test_any_day_from_the_last_step_on(self):
        check_exit(until(Stage.DOSSIER), Departure(Exit.WITHDRAWN, day("05/09/2022")), TODAY)
        check_exit(History(), Departure(Exit.WITHDRAWN, day("05/09/2022")), TODAY)

    @pytest.mark.parametrize(
        ("history", "on", "refusal"),
        [
            (
                until(Stage.DOSSIER),
                "04/09/2022",
                errors.BeforePrevious(day("04/09/2022"), Stage.DOSSIER, day("05/09/2022"), RULE),
            ),
            (until(Stage.DOSSIER), "02/01/2029", errors.StepAhead(day("02/01/2029"))),
            (until(Stage.FULL_MEMBER), "13/07/2024", errors.WayEnded(None, day("12/07/2024"), RULE)),
            (
                until(Stage.DOSSIER, left=Departure(Exit.LEFT, day("01/10/2022"))),
                "02/10/2022",
                errors.WayEnded(Exit.LEFT, day("01/10/2022"), RULE),
            ),
        ],
    )
    def test_refused(self, history, on, refusal):
        with pytest.raises(errors.DomainError) as found:
            check_exit(history, Departure(Exit.WITHDRAWN, day(on)), TODAY)
        assert found.value == refusal


def test_the_refusals_cite_the_rules_of_the_dossier():
    history = History((step(Stage.OUTSTANDING, "01/01/2022"), step(Stage.DOSSIER, "01/08/2026", reason="x")))
    assert refused(history, step(Stage.VETTING, "31/07/2026")).rule == Citation("208-QĐ/TW")
    older = History((step(Stage.OUTSTANDING, "01/01/2022"), step(Stage.DOSSIER, "25/07/2026", reason="x")))
    assert refused(older, step(Stage.VETTING, "24/07/2026")).rule == Citation("20-QĐ/TW")


def test_refusals_say_when_a_limit_is_confirmed():
    two = step(Stage.CELL_VOTE, "06/01/2023", members=2, present=2, votes=2)
    with pytest.raises(errors.CellTooSmall) as refusal:
        check_step(until(Stage.OPINIONS), two, TODAY, {Confirmation("24-QĐ/TW", "cell_members", "3 full_members")})
    assert refusal.value.rule.confirmed


def test_what_each_stage_asks_for():
    vote = (Ask(Detail.MEMBERS), Ask(Detail.PRESENT), Ask(Detail.VOTES))
    expected = {
        Stage.AWARENESS_CLASS: (Ask(Detail.CERTIFICATE_ON, required=False),),
        Stage.CELL_VOTE: vote,
        Stage.DECISION: (Ask(Detail.NUMBER), Ask(Detail.RECEIVED_ON, required=False)),
        Stage.RECOGNITION_REVIEW: vote,
        Stage.FULL_MEMBER: (Ask(Detail.NUMBER),),
    }
    for before, stage in pairwise(ORDER):
        assert asks(until(before), stage) == expected.get(stage, ()), stage
    assert asks(until(Stage.DOSSIER), Stage.OPINIONS) == (Ask(Detail.REASON),)


def test_what_may_follow():
    assert ahead(History()) == ORDER
    assert ahead(until(Stage.DECISION)) == (Stage.PROBATIONARY, Stage.RECOGNITION_REVIEW, Stage.FULL_MEMBER)
    assert ahead(until(Stage.FULL_MEMBER)) == ()
    assert ahead(until(Stage.DOSSIER, left=Departure(Exit.LEFT, TODAY))) == ()
    assert skipped(until(Stage.DOSSIER), Stage.CELL_VOTE) == (Stage.VETTING, Stage.OPINIONS)
    assert skipped(until(Stage.DOSSIER), Stage.OUTSTANDING) == ()


@pytest.mark.parametrize(
    "details",
    [
        Details(),
        PASSED,
        Details(votes=0),
        Details(
            number="12-QĐ/ĐU", received_on=date(2026, 1, 2), reason="thẩm tra sau", certificate_on=date(2024, 2, 29)
        ),
    ],
)
def test_details_are_read_back_as_written(details):
    assert Details.read(details.written()) == details
    assert Details.read("") == Details()


def test_a_count_of_none_is_told():
    assert missing(until(Stage.OPINIONS), step(Stage.CELL_VOTE, "06/01/2023", members=6, present=0, votes=0)) == ()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("citation", "vi"),
    [
        (RULE, "24-QĐ/TW (theo nguồn thứ cấp, chưa xác nhận)"),
        (replace(RULE, secondary=False), "24-QĐ/TW (chưa xác nhận)"),
        (replace(RULE, confirmed=True, article="5.1"), "24-QĐ/TW, điều 5.1 (đã xác nhận)"),
    ],
)
def test_a_citation_says_how_sure_it_is(citation, vi, language):
    said = admission_refusals.cited(Speech(language, utc()), citation)
    assert said == vi if language == "vi" else said.startswith("24-QĐ/TW")
    assert "nguồn" not in said or language == "vi"


SAID = [
    (errors.WayEnded(Exit.LEFT, day("01/10/2022"), RULE), "dừng theo dõi từ ngày 01/10/2022 (nghỉ việc)"),
    (errors.WayEnded(None, day("01/10/2022"), RULE), "đảng viên chính thức từ ngày 01/10/2022"),
    (errors.StageTaken(Stage.DOSSIER, day("05/09/2022"), RULE), "Bước làm hồ sơ đã ghi ngày 05/09/2022"),
    (errors.StageBehind(Stage.SYMPATHISER, Stage.DOSSIER, RULE), "Bước cảm tình Đảng đứng trước bước làm hồ sơ"),
    (errors.StagesSkipped(Stage.CELL_VOTE, (Stage.VETTING, Stage.OPINIONS), RULE), "thẩm tra lý lịch, lấy ý kiến"),
    (errors.StageNeeds(Stage.FULL_MEMBER, Stage.PROBATIONARY, RULE), "phải có bước đảng viên dự bị trước"),
    (errors.BeforePrevious(day("04/09/2022"), Stage.DOSSIER, day("05/09/2022"), RULE), "(làm hồ sơ, ngày 05/09/2022)"),
    (
        errors.CeremonyBeforeDecision(day("02/04/2023"), day("10/04/2023"), received=True, rule=RULE),
        "nhận quyết định (10/04/2023)",
    ),
    (
        errors.CeremonyBeforeDecision(day("02/04/2023"), day("03/04/2023"), received=False, rule=RULE),
        "ban hành quyết định (03/04/2023)",
    ),
    (errors.CeremonyBeforeDecision(day("02/04/2023"), None, received=False, rule=RULE), "xin ghi quyết định trước"),
    (errors.NoCertificate(day("05/09/2022"), RULE), "Đến ngày 05/09/2022 chưa có giấy chứng nhận"),
    (
        errors.CertificateExpired(day("05/09/2022"), day("04/09/2017"), day("04/09/2022"), 60, RULE),
        "60 tháng, đến hết ngày 04/09/2022; ngày 05/09/2022 đã hết hạn. Cần làm: học lại",
    ),
    (
        errors.PapersTooOld(day("06/01/2023"), DocumentKind.APPLICATION, day("05/01/2022"), 12, RULE),
        "quá 12 tháng: đơn xin vào Đảng, ngày 05/01/2022",
    ),
    (errors.CellTooSmall(2, 3, RULE), "có 2 đảng viên chính thức nên chưa biểu quyết được: cần ít nhất 3"),
    (errors.NoQuorum(7, 4, 5, RULE), "Chỉ có 4 trên 7 đảng viên chính thức"),
    (errors.VoteNotPassed(6, 3, 4, RULE), "cần 4 phiếu (hai phần ba)"),
    (errors.TooYoung(2006, day("06/01/2023"), 18, RULE), "Sinh năm 2006: ngày 06/01/2023 chưa đủ 18 tuổi"),
    (errors.ProbationRunning(day("18/05/2024"), day("19/05/2024"), 12, RULE), "12 tháng, đến ngày 19/05/2024"),
]


@pytest.mark.parametrize(("refusal", "piece"), SAID, ids=lambda one: type(one).__name__)
def test_each_refusal_names_the_piece_and_the_rule(refusal, piece):
    said = refusals.sentence(refusal, Speech("vi", utc())).plain
    assert piece in said
    assert said.endswith("\nCăn cứ: 24-QĐ/TW (theo nguồn thứ cấp, chưa xác nhận).")
