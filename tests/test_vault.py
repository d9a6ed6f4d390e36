"""What is sealed can be opened with any of the keys, and with no other."""

import pytest
from sqlmodel import select

from models import Conversation, Offer
from outreach.vault import BadKeyError, KeyLostError, Vault, keys_beside, new_key


def test_first_key_seals_every_key_opens():
    old, new = new_key(), new_key()
    sealed = Vault([old]).seal("Trần Thị Lan")
    assert b"Lan" not in sealed
    assert Vault([new, old]).open(sealed) == "Trần Thị Lan"


def test_a_lost_key_is_said():
    with pytest.raises(KeyLostError):
        Vault([new_key()]).open(Vault([new_key()]).seal("x"))


def test_a_bad_key_is_said():
    with pytest.raises(BadKeyError):
        Vault(["not a key"])


def test_the_key_file_is_made_once_and_private(tmp_path):
    path = tmp_path / "deep" / "nhipcau.key"
    first = keys_beside(path)
    assert keys_beside(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_nothing_sealed_is_nothing():
    assert Vault([new_key()]).open(None) == ""
    assert Vault([new_key()]).open_json(None) is None


def test_a_draft_and_a_button_sealed_with_a_lost_key_are_as_good_as_none(house):
    """Nothing fails: the draft is gone, the button is stale, and the person goes on."""
    unit = house.unit("DU-HN", "Đảng ủy", "committee")
    lan = house.person("Lan", "member", unit).says("/tham").sees("[Thôi]")
    offered = lan.answers[0]
    with house.session() as session, session.begin():
        for draft in session.exec(select(Conversation)):
            draft.draft_sealed = Vault([new_key()]).seal("{}")
        for offer in session.exec(select(Offer)):
            offer.choices_sealed = Vault([new_key()]).seal("[]")
    lan.cannot_press("Thôi", offered)
    lan.says("Huy Hoàng").sees("/tham")
    lan.says("/tham").sees("[Thôi]")
