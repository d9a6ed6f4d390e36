"""Which enterprise is meant: sure only where a careful colleague would be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.names import Certain, NameIndex, NoneAlike, Several, resolve

ENTERPRISES = {
    1: ["Công ty TNHH Huy Hoàng"],
    2: ["Công ty TNHH Huy Hoàng 2"],
    3: ["Công ty TNHH Một thành viên Xe đạp DK Việt Nhật"],
    4: ["Công ty Cổ phần Hóa chất Đức Giang Lào Cai", "DGC Lào Cai"],
    5: ["Công ty TNHH Canon Việt Nam"],
    6: ["Công ty CP Cơ khí Thành Đạt"],
    7: ["Công ty TNHH Thành Đạt"],
    8: ["Công ty CP Thành Đạt"],
    9: ["Công ty TNHH Bao bì Tân Tiến Hà Nội"],
    10: ["Công ty TNHH Bao bì Tân Tiến Hải Phòng"],
    11: ["Công ty TNHH Sơn Hòa"],
    12: ["Công ty Cổ phần Sơn Hoan Steel"],
    14: ["Công ty TNHH Samsung Electronics Việt Nam"],
    13: ["Chi nhánh Công ty CP May Sông Đà"],
}


@pytest.fixture
def index():
    built = NameIndex()
    for key, names in ENTERPRISES.items():
        built.put(key, names)
    return built


def found(index, query):
    return resolve(index.search(query))


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Huy Hoàng", 1),
        ("huy hoang", 1),
        ("CTY TNHH HUY HOÀNG", 1),
        ("Huy Hoàng 2", 2),
        ("DK Việt Nhật", 3),
        ("xe đạp dk việt nhật", 3),
        ("dgc lao cai", 4),
        ("Hóa chất Đức Giang", 4),
        ("Đức Giang Lào Cai", 4),
        ("cơ khí thành đạt", 6),
        ("Sơn Hoà", 11),
    ],
)
def test_certain(index, query, key):
    assert found(index, query) == Certain(key)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        pytest.param("Huy Hàong", {1, 2}, id="letters swapped"),
        pytest.param("Huy Hoan", {1, 2}, id="a letter dropped"),
        pytest.param("Hyu Hoàng", {1, 2}, id="a swap in a short word"),
        pytest.param("Việt Nhât DK xe đap", {3}, id="all words, another order"),
        pytest.param("xe đạp dk việt nhất a", {3}, id="a word too many"),
        pytest.param("Thành Đạt", {7, 8, 6}, id="the same name twice"),
        pytest.param("bao bì tân tiến", {9, 10}, id="two contain it"),
        pytest.param("Canon", {5}, id="a small part of the name"),
        pytest.param("duc giang", {4}, id="less than half of the name"),
        pytest.param("Huy Hoàng Hà Nội", {1}, id="the name within what was asked"),
        pytest.param("Xe đạp DK", {3}, id="just less than half of the name"),
        pytest.param("may sông đà", {13}, id="only a branch is known"),
        pytest.param("sơn hoan", {11, 12}, id="contained in one, nearly another"),
        pytest.param("samsng", {14}, id="a single word, misspelt"),
        pytest.param("dk viet nhta", {3}, id="part of a name, misspelt"),
    ],
)
def test_several_to_ask_about(index, query, keys):
    answer = found(index, query)
    assert isinstance(answer, Several)
    assert {match.key for match in answer.matches} >= keys


def test_a_second_establishment_alone_is_not_the_first(index):
    index.drop(1)
    answer = found(index, "Huy Hoàng")
    assert isinstance(answer, Several)
    assert answer.matches[0].key == 2


@pytest.mark.parametrize("query", ["Toyota Thái Nguyên", "Hừng Đông", "", "🎉", "Vinamilk"])
def test_nothing_alike(index, query):
    assert isinstance(found(index, query), NoneAlike)


def test_the_legal_form_that_was_typed_puts_its_enterprise_first(index):
    assert index.search("Công ty CP Thành Đạt")[0].key == 8
    assert index.search("Công ty TNHH Thành Đạt")[0].key == 7


def test_a_match_carries_the_name_as_given(index):
    match = index.search("DGC")[0]
    assert (match.key, match.name, match.exact) == (4, "DGC Lào Cai", False)


def test_an_enterprise_comes_once_however_many_names_match(index):
    keys = [match.key for match in index.search("Lào Cai")]
    assert sorted(set(keys)) == sorted(keys)


def test_putting_replaces_and_dropping_forgets(index):
    index.put(1, ["Công ty TNHH Sao Mai", "Công ty CP Sao Mai"])
    assert found(index, "sao mai") == Certain(1)
    assert found(index, "huy hoang") != Certain(1)
    index.drop(1)
    index.drop(1)
    assert isinstance(found(index, "sao mai"), NoneAlike)


def test_a_limit_is_kept(index):
    assert len(index.search("thanh", limit=2)) == 2


NAMES = st.text("abchnồàđ 2ABC", max_size=20)


@given(st.dictionaries(st.integers(0, 30), st.lists(NAMES, max_size=3)), st.integers(0, 30), NAMES)
def test_changing_an_index_equals_building_it(names, key, query):
    changed, built = NameIndex(), NameIndex()
    changed.put(key, ["abc", "hn 2"])
    for one, given_names in names.items():
        changed.put(one, ["nháp"])
        changed.put(one, given_names)
        built.put(one, given_names)
    if key not in names:
        changed.drop(key)
    assert changed.search(query, limit=100) == built.search(query, limit=100)


@given(st.text(max_size=200))
def test_any_text_can_be_sought_and_put(text):
    index = NameIndex()
    index.put(1, [text])
    matches = index.search(text)
    assert not matches or (matches[0].exact and resolve(matches) == Certain(1))
