"""A person is found and blotted out however the name was typed, and nobody else is."""

import json

import pytest

from outreach.rules.mentions import Identity, blot_out, may_speak_of, named_in, speaks_of

AN = Identity(42, "Nguyễn Văn An", "0912 345 678")


@pytest.mark.parametrize(
    "text",
    [
        "gặp Nguyễn Văn An ở xưởng",
        "gap nguyen van an",
        "NGUYỄN VĂN AN.",
        "Nguye\u0302\u0303n Va\u0306n An",
        "Nguyễn  Văn\nAn",
        "gọi 0912345678",
        "số +84 912 345 678 nhé",
        "(0912) 345-678",
    ],
)
def test_found_however_it_is_typed(text):
    assert named_in(AN, text)
    assert speaks_of(AN, {"note": [text]})
    assert may_speak_of(AN, json.dumps({"note": [text]}, ensure_ascii=False))
    assert not named_in(AN, blot_out(AN, text))
    assert "UV-0042" in blot_out(AN, text)


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn Anh", "Nguyễn An", "Văn An", "0912345679", "họp 30 phút", "UV-00421", "trên 140", ""]
)
def test_others_are_left_alone(text):
    assert not speaks_of(AN, text)
    assert blot_out(AN, text) == text


def test_every_mention_goes_and_the_rest_stays():
    text = "Gặp Nguyễn Văn An, rồi lại nguyen van an (0912.345.678); anh Ân vui."
    assert blot_out(AN, text) == "Gặp UV-0042, rồi lại UV-0042 (UV-0042); anh Ân vui."


@pytest.mark.parametrize(
    "data",
    [
        {"candidate": 42},
        {"act": "form", "data": {"value": {"candidate_id": 42}}},
        {"said": {"candidates": [7, 42]}},
        [{"label": "UV-0042 · hồ sơ"}],
        {"text": "uv 0042"},
    ],
)
def test_the_code_and_the_id_speak_of_the_person(data):
    assert speaks_of(AN, data)
    assert may_speak_of(AN, json.dumps(data, ensure_ascii=False))


@pytest.mark.parametrize("data", [{"enterprise": 42}, {"candidate": 7}, [42], 42, None, {"candidate": None}])
def test_another_number_does_not(data):
    assert not speaks_of(AN, data)


def test_a_name_of_one_word_is_taken_as_it_is_written():
    who = Identity(7, "An")
    assert named_in(who, "gặp An chiều nay")
    assert not named_in(who, "mời ăn cơm, bình an, AN ninh")


def test_without_a_name_or_a_telephone_only_the_code_is_looked_for():
    who = Identity(42)
    assert not named_in(who, "Nguyễn Văn An 0912345678")
    assert speaks_of(who, "UV-0042")
