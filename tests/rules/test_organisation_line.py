"""/tochuc in one line, how many an organisation needs, and how far an enterprise has come."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import AheadOfTime, BadCount, BadDate, DomainError, MoreThanMembers, TooFewMembers, Twice
from outreach.rules.founding import Groundwork, stage_of
from outreach.rules.organisation_conditions import Numbers, check_founding, condition, lacking
from outreach.rules.organisation_line import OrganisationDraft, default_name, read_organisation_line
from outreach.rules.organisation_numbers import read_numbers
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.organisations import ACTS, FORMS, OrganisationForm
from outreach.rules.vocabulary.terms import Outcome, Purpose

TODAY = date(2024, 6, 17)
FOUND, MERGE, RENAME, MEMBERS = (
    OrganisationAct.FOUND, OrganisationAct.MERGE, OrganisationAct.RENAME, OrganisationAct.MEMBERS,
)  # fmt: skip
CELL, UNION = OrganisationForm.CELL, OrganisationForm.TRADE_UNION
PARTY = OrganisationKind.PARTY_ORG


def read(line: str) -> OrganisationDraft:
    return read_organisation_line(line, TODAY)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("thành lập chi bộ; Huy Hoàng", OrganisationDraft(FOUND, CELL, "Huy Hoàng")),
        ("thanh lap chi bo tai Huy Hoang", OrganisationDraft(FOUND, CELL, "Huy Hoang")),
        ("thành lập; Huy Hoàng; chi bộ; 4", OrganisationDraft(FOUND, CELL, "Huy Hoàng", numbers=Numbers(4))),
        ("thành lập chi bộ; Huy Hoàng; Chi bộ số 2", OrganisationDraft(FOUND, CELL, "Huy Hoàng", name="Chi bộ số 2")),
        ("sáp nhập chi bộ A vào chi bộ B", OrganisationDraft(MERGE, CELL, "A", "chi bộ B")),
        ("merge cell A into B; 1/5", OrganisationDraft(MERGE, CELL, "A", "B", day=date(2024, 5, 1))),
        ("sáp nhập; A; B", OrganisationDraft(MERGE, None, "A", "B")),
        (
            "đổi tên chi bộ Thành Công thành Chi bộ Thành Đạt",
            OrganisationDraft(RENAME, CELL, "Thành Công", name="Chi bộ Thành Đạt"),
        ),
        ("đổi tên chi bộ KCN thành phố; Chi bộ X", OrganisationDraft(RENAME, CELL, "KCN thành phố", name="Chi bộ X")),
        (
            "công đoàn Huy Hoàng; 30; hôm qua",
            OrganisationDraft(MEMBERS, UNION, "Huy Hoàng", day=date(2024, 6, 16), numbers=Numbers(30)),
        ),
        ("giải thể chi bộ A; QĐ số 5", OrganisationDraft(OrganisationAct.DISSOLVE, CELL, "A", decision="5")),
        ("giải thể chi bộ A; 15-QĐ/ĐU", OrganisationDraft(OrganisationAct.DISSOLVE, CELL, "A", decision="15-QĐ/ĐU")),
        ("Huy Hoàng", OrganisationDraft(whose="Huy Hoàng")),
        ("Mới Phát", OrganisationDraft(whose="Mới Phát")),
        ("CB-0001", OrganisationDraft(whose="CB-0001")),
        ("CB-0001; 8 đảng viên", OrganisationDraft(MEMBERS, None, "CB-0001", numbers=Numbers(8))),
        ("thành lập chi bộ; A; 27/2/1962", OrganisationDraft(FOUND, CELL, "A", day=date(1962, 2, 27))),
        ("", OrganisationDraft()),
    ],
)
def test_lines(line, told):
    assert read(line) == told


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("4 đảng viên, 4 chuyển đến", Numbers(4, None, 4)),
        ("4 đảng viên (1 dự bị, 2 chuyển đến)", Numbers(4, 1, 2)),
        ("5 dang vien trong do 2 du bi", Numbers(5, 2)),
        ("3 chính thức, 1 dự bị", Numbers(4, 1)),
        ("5 đảng viên, 3 chính thức", Numbers(5, 2)),
        ("có 8 đồng chí", Numbers(8)),
        ("đảng viên: 8", Numbers(8)),
        ("số đoàn viên 1.200", Numbers(1200)),
        ("08", Numbers(8)),
        ("12-QĐ/ĐU", None),
        ("27/2/2019", None),
        ("8 con bò", None),
        ("Chi bộ số 2", None),
        ("đảng viên", None),
    ],
)
def test_numbers(text, numbers):
    assert read_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("-4 đảng viên", BadCount("-4", "negative")),
        ("2,5 đảng viên", BadCount("2,5", "not_whole")),
        ("4 chuyển đến", BadCount("4 chuyển đến")),
        ("999999999 đảng viên", BadCount("999999999", "absurd")),
        ("4 đảng viên, 5 đảng viên", Twice("members", "4 dang vien", "5 dang vien")),
        ("4 đảng viên, 5 chính thức", Twice("members", "5", "4")),
    ],
)
def test_wrong_numbers_are_named(text, error):
    with pytest.raises(type(error)) as raised:
        read_numbers(text)
    assert raised.value == error


def test_days_that_cannot_be():
    with pytest.raises(AheadOfTime):
        read("thành lập chi bộ; A; 18/6/2024")
    with pytest.raises(BadDate) as raised:
        read("thành lập chi bộ; A; 27/2/1019")
    assert raised.value.reason == "impossible"


@given(st.text(max_size=80))
def test_no_line_breaks_the_reader(text):
    for line in (text, f"thành lập chi bộ; {text}", f"sáp nhập {text} vào {text}; 4 đảng viên, {text}"):
        with suppress(DomainError):
            read(line)


def test_a_name_is_the_form_and_the_enterprise():
    assert default_name(CELL, "Công ty Huy Hoàng") == "Chi bộ Công ty Huy Hoàng"


@pytest.mark.parametrize("words", [ACTS, FORMS])
def test_every_word_is_known_by_each_of_its_phrases(words):
    for phrase, meaning in words.phrases():
        assert words.find(phrase) is meaning


@pytest.mark.parametrize(
    ("kind", "enough", "document"),
    [
        (OrganisationKind.PARTY_ORG, 3, "24-QĐ/TW"),
        (OrganisationKind.TRADE_UNION, 5, "Điều lệ Công đoàn Việt Nam"),
        (OrganisationKind.YOUTH_UNION, 3, "Điều lệ Đoàn TNCS Hồ Chí Minh"),
    ],
)
def test_how_many_are_needed_and_where_it_is_written(kind, enough, document):
    check_founding(kind, Numbers(enough), TODAY)
    with pytest.raises(TooFewMembers) as raised:
        check_founding(kind, Numbers(enough - 1), TODAY)
    refusal = raised.value
    assert (refusal.counted, refusal.needed, refusal.rule.document) == (enough - 1, enough, document)
    assert refusal.rule.secondary


def test_probationary_members_do_not_found_a_cell_but_a_union_counts_all():
    assert lacking(PARTY, Numbers(4, probationary=2), TODAY) == condition(PARTY, TODAY)
    assert lacking(PARTY, Numbers(4, probationary=1), TODAY) is None
    assert lacking(OrganisationKind.TRADE_UNION, Numbers(5, probationary=3), TODAY) is None


@pytest.mark.parametrize("numbers", [Numbers(4, probationary=5), Numbers(4, by_transfer=5)])
def test_a_part_is_no_more_than_the_whole(numbers):
    with pytest.raises(MoreThanMembers):
        check_founding(PARTY, numbers, TODAY)


@pytest.mark.parametrize(
    ("known", "stage"),
    [
        (Groundwork(), "known"),
        (Groundwork(visited=True), "surveyed"),
        (Groundwork(visited=True, purposes=frozenset({Purpose.SURVEY, Purpose.GIFT_VISIT})), "surveyed"),
        (Groundwork(visited=True, purposes=frozenset({Purpose.PERSUASION})), "persuading"),
        (Groundwork(visited=True, outcome=Outcome.REFUSED), "persuading"),
        (Groundwork(visited=True, outcome=Outcome.INTERESTED, people=9), "persuading"),
        (Groundwork(visited=True, outcome=Outcome.AGREED, people=2), "agreed"),
        (Groundwork(visited=True, outcome=Outcome.AGREED, people=3), "preparing"),
        (
            Groundwork(visited=True, outcome=Outcome.AGREED, purposes=frozenset({Purpose.DOSSIER_SUPPORT})),
            "preparing",
        ),
        (Groundwork(has_party_org=True), "founded"),
        (Groundwork(visited=True, outcome=Outcome.REFUSED, has_party_org=True), "founded"),
    ],
)
def test_how_far_an_enterprise_has_come(known, stage):
    assert stage_of(known) == stage
