from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import UnknownWord
from outreach.rules.folding import fold, strip_marks
from outreach.rules.vocabulary.admission import CONSENT_HOWS, DOCUMENT_KINDS, EXITS, OBJECTS, SEXES, STAGES
from outreach.rules.vocabulary.admission_terms import ConsentHow, DocumentKind, Exit, Object, Sex, Stage
from outreach.rules.vocabulary.commands import FIELDS, VERBS, WEEKDAYS
from outreach.rules.vocabulary.indicators import INDICATORS, TARGET_FORMS
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.people import CONTACT_ROLES, ROLES
from outreach.rules.vocabulary.places import CHANNELS, ENTERPRISE_KINDS, MASS_ORGANISATIONS, UNIT_KINDS
from outreach.rules.vocabulary.terms import (
    Channel,
    ContactRole,
    EnterpriseKind,
    Field,
    Indicator,
    MassOrganisation,
    Obstacle,
    Outcome,
    Purpose,
    Role,
    TargetForm,
    UnitKind,
    Verb,
    Weekday,
)
from outreach.rules.vocabulary.visits import OBSTACLES, OUTCOMES, PURPOSES
from outreach.rules.vocabulary.words import Phrases, Words

TOPICS = {
    "roles": (ROLES, Role),
    "contact roles": (CONTACT_ROLES, ContactRole),
    "unit kinds": (UNIT_KINDS, UnitKind),
    "enterprise kinds": (ENTERPRISE_KINDS, EnterpriseKind),
    "mass organisations": (MASS_ORGANISATIONS, MassOrganisation),
    "channels": (CHANNELS, Channel),
    "purposes": (PURPOSES, Purpose),
    "outcomes": (OUTCOMES, Outcome),
    "obstacles": (OBSTACLES, Obstacle),
    "indicators": (INDICATORS, Indicator),
    "target forms": (TARGET_FORMS, TargetForm),
    "verbs": (VERBS, Verb),
    "fields": (FIELDS, Field),
    "weekdays": (WEEKDAYS, Weekday),
    "stages": (STAGES, Stage),
    "exits": (EXITS, Exit),
    "objects": (OBJECTS, Object),
    "sexes": (SEXES, Sex),
    "ways to consent": (CONSENT_HOWS, ConsentHow),
    "papers": (DOCUMENT_KINDS, DocumentKind),
}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_phrase_finds_its_identifier_however_it_is_typed(topic):
    words, _ = TOPICS[topic]
    for phrase, meaning in words.phrases():
        assert fold(phrase), phrase
        for typed in (phrase, phrase.upper(), strip_marks(phrase), f"  {phrase.replace(' ', '  ')}! 👍"):
            assert words.find(typed) is meaning, typed


@pytest.mark.parametrize("topic", TOPICS)
def test_every_identifier_has_words_in_both_languages(topic):
    words, terms = TOPICS[topic]
    for term in terms:
        assert words.find(term.value) is term
        for language in ("vi", "en"):
            assert words.find(words.canonical(term, language)) is term


def test_a_phrase_cannot_mean_two_things():
    with pytest.raises(ValueError, match="dong y"):
        Words({Outcome.AGREED: Phrases("đồng ý", "agreed"), Outcome.REFUSED: Phrases("Đồng Ý!", "refused")})


@pytest.mark.parametrize(("one", "other"), list(combinations((PURPOSES, OUTCOMES, OBSTACLES), 2)))
def test_what_stands_alone_in_a_visit_line_is_of_one_topic(one, other):
    assert not {fold(phrase) for phrase, _ in one.phrases()} & {fold(phrase) for phrase, _ in other.phrases()}


@pytest.mark.parametrize(
    ("words", "typed", "meaning"),
    [
        (OUTCOMES, "không đồng ý", Outcome.REFUSED),
        (OUTCOMES, "ko dong y", Outcome.REFUSED),
        (OUTCOMES, "chưa đồng ý", Outcome.UNDECIDED),
        (OUTCOMES, "đi vắng", Outcome.NO_CONTACT),
        (OUTCOMES, "chắc được", None),
        (CONTACT_ROLES, "CTCĐ", ContactRole.UNION_CHAIR),
        (CONTACT_ROLES, "gđ nhân sự", ContactRole.HR_DIRECTOR),
        (CONTACT_ROLES, "phó giám đốc", None),
        (OBSTACLES, "ca kip", Obstacle.SHIFT_WORK),
        (UNIT_KINDS, "Tổ Công Tác", UnitKind.WORKING_GROUP),
        (UNIT_KINDS, "BCĐ", UnitKind.STEERING_COMMITTEE),
        (ENTERPRISE_KINDS, "htx", EnterpriseKind.COOPERATIVE),
        (ROLES, "trưởng đoàn", Role.LEAD),
        (VERBS, "moi", Verb.NEW),
        (VERBS, "tắt", Verb.OFF),
        (FIELDS, "thuoc", Field.UNDER),
        (WEEKDAYS, "thứ Hai", Weekday.MONDAY),
        (WEEKDAYS, "CN", Weekday.SUNDAY),
        (INDICATORS, "Kết nạp Đảng viên", Indicator.MEMBERS_ADMITTED),
        (INDICATORS, "đảng viên", Indicator.MEMBERS),
        (INDICATORS, "KCN", Indicator.ZONES_FOUNDED),
        (INDICATORS, "", None),
        (STAGES, "học lớp", Stage.AWARENESS_CLASS),
        (STAGES, "Chi bo hop", Stage.CELL_VOTE),
        (STAGES, "chi bộ họp xét công nhận", Stage.RECOGNITION_REVIEW),
        (STAGES, "lễ kết nạp", Stage.PROBATIONARY),
        (STAGES, "QĐ kết nạp", Stage.DECISION),
        (STAGES, "QĐ công nhận", Stage.FULL_MEMBER),
        (STAGES, "ĐV dự bị", Stage.PROBATIONARY),
        (EXITS, "chuyển sinh hoạt", Exit.TRANSFERRED),
        (EXITS, "xoá tên", Exit.STRUCK_OFF),
        (OBJECTS, "cong nhan", Object.WORKER),
        (OBJECTS, "chủ DN", Object.OWNER),
        (SEXES, "NỮ", Sex.FEMALE),
        (CONSENT_HOWS, "ký giấy", ConsentHow.PAPER),
        (DOCUMENT_KINDS, "GCN", DocumentKind.CERTIFICATE),
    ],
)
def test_words_as_officials_type_them(words, typed, meaning):
    assert words.find(typed) is meaning


def test_what_is_inside_a_sentence_counts_when_it_is_one_thing():
    assert OBSTACLES.within("công nhân làm việc theo ca nên khó họp") is Obstacle.SHIFT_WORK
    assert OBSTACLES.within("chủ chưa quan tâm lắm") is Obstacle.OWNER_UNCONVINCED
    assert OBSTACLES.within("làm việc theo ca, chưa có nguồn") is None
    assert OBSTACLES.within("thuê nhà xưởng") is None


def test_an_unknown_word_is_refused_with_those_alike():
    with pytest.raises(UnknownWord) as refusal:
        INDICATORS.require("kết nạp đảng vien mơi nhé", "indicator")
    assert refusal.value == UnknownWord("kết nạp đảng vien mơi nhé", "indicator", ("members_admitted",))
    assert INDICATORS.require("kết nạp", "indicator") is Indicator.MEMBERS_ADMITTED
    assert OUTCOMES.near("dongg y")[0] is Outcome.AGREED
    assert OUTCOMES.near("xyz") == ()


def test_stocks_are_told_from_flows():
    assert [term.value for term in Indicator if term.is_stock] == [
        "enterprises",
        "members",
        "party_orgs",
        "enterprises_with_party_org",
    ]


def test_weekdays_count_as_python_does():
    assert (Weekday.MONDAY.number, Weekday.SUNDAY.number) == (0, 6)


OPENINGS = Openings([("gặp", Outcome.AGREED), ("gặp khó khăn", Outcome.REFUSED), ("hết", Outcome.INTERESTED)], ["hết"])


@pytest.mark.parametrize(
    ("text", "meaning", "rest", "sure", "colon"),
    [
        ("gặp HR", Outcome.AGREED, "HR", True, False),
        ("GAP: HR", Outcome.AGREED, "HR", True, True),
        ("👉 gặp – HR", Outcome.AGREED, "HR", True, False),
        ("gặp khó khăn về vốn", Outcome.REFUSED, "về vốn", True, False),
        ("gấp lắm", Outcome.AGREED, "lắm", False, False),
        ("hết ca kíp", Outcome.INTERESTED, "ca kíp", False, False),
        ("gặp", Outcome.AGREED, "", True, False),
    ],
)
def test_the_longest_opening_wins_and_contradicting_marks_make_it_unsure(text, meaning, rest, sure, colon):
    opening = OPENINGS.open(text)
    assert opening is not None
    assert (opening.meaning, opening.rest, opening.sure, opening.colon) == (meaning, rest, sure, colon)


@pytest.mark.parametrize("text", ["", "không gặp được", "gặpHR", "👍"])
def test_what_opens_nothing(text):
    assert OPENINGS.open(text) is None


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(text):
    found = OBSTACLES.find(text)
    assert found is None or found in OBSTACLES.near(text)
    opening = OPENINGS.open(text)
    assert opening is None or fold(text).startswith(fold(opening.phrase))
