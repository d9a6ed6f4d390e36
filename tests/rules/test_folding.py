"""Folding never depends on how a text was typed; tidying never changes what a text says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.folding import fold, fold_name, plain, tidy

TEXT = st.text(max_size=200)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy Khối", "dang uy khoi"),
        ("ĐẢNG UỶ  KHỐI", "dang uy khoi"),
        ("Hoà–Bình (2)", "hoa binh 2"),
        ("  Huy\u00a0Hoàng 🎉!", "huy hoang"),
        ("snake_case", "snake case"),
        ("Ｈｕｙ", "huy"),
        ("🎉", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Công ty TNHH Một thành viên Xe đạp DK Việt Nhật", "xe dap dk viet nhat"),
        ("Cty CP Huy Hoàng", "huy hoang"),
        ("Huy Hoàng JSC", "huy hoang"),
        ("Samjin Vina Co., Ltd.", "samjin vina"),
        ("CÔNG TY TNHH 2 THÀNH VIÊN NAM THÁI", "nam thai"),
        ("DNTN Lan Anh", "lan anh"),
        ("Doanh nghiệp tư nhân Lan Anh", "lan anh"),
        ("Công ty Cổ phần Cơ khí Cổ Loa", "co khi co loa"),
        ("Chi nhánh Công ty TNHH MTV Tân Đức", "chi nhanh tan duc"),
        ("Tập đoàn Hòa Phát", "tap doan hoa phat"),
        ("Công ty TNHH", "cong ty tnhh"),
        ("Cổ phần 7", "7"),
        ("Ctyre Việt Nam", "ctyre viet nam"),
    ],
)
def test_a_name_without_its_legal_form(name, folded):
    assert fold_name(name) == folded


def test_plain_keeps_what_figures_need():
    assert plain(" Từ 1/1/2024 – 17.6.2024. ") == "tu 1/1/2024 - 17.6.2024"


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("hoà, uỷ, thuý", "hòa, ủy, thúy"),
        ("HOÀ Hoà hOÀ khoẻ TUỴ", "HÒA Hòa hÒA khỏe TỤY"),
        ("quý, quỳ, Quý, hoàn, hoài, toán, tuyết, giá, huỳnh", "quý, quỳ, Quý, hoàn, hoài, toán, tuyết, giá, huỳnh"),
        ("hòa ủy", "hòa ủy"),
        ("a\u202eb\u2066c\u200bd\x00e", "abcde"),
        ("  a \t b \r\n  c\n\n\n\nd ", "a b\nc\n\nd"),
        ("👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"),
        (unicodedata.normalize("NFD", "Huy Hoàng"), "Huy Hoàng"),
        ("a\ud800b", "ab"),
    ],
)
def test_tidy(text, tidied):
    assert tidy(text) == tidied


def test_tidy_on_one_line():
    assert tidy("a\r\nb\n\n c", one_line=True) == "a b c"


@given(TEXT)
def test_folding_and_tidying_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)
    assert not set(tidy(text, one_line=True)) & set("\n\r\t\x00\u202e")


@given(TEXT)
def test_folding_does_not_see_case_or_composition(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert bool(fold_name(text)) == bool(fold(text))


@given(st.text("aàáoòóuủyýỷhkqgiHOÀ ", max_size=30))
def test_tidying_is_invisible_to_folding(text):
    assert fold(tidy(text)) == fold(text)
