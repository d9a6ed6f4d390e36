"""/dn ngừng nhắc: nobody is reminded of an enterprise for a time; who may, until when, and how it ends."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlmodel import select

from models import AuditLog, Enterprise
from outreach.rules.folding import fold_name
from tests.conversation import House


@pytest.fixture
def here(house: House) -> SimpleNamespace:
    one, two = house.unit("DCT-1", "Đoàn công tác số 1"), house.unit("DCT-2", "Đoàn công tác số 2")
    minh = house.person("Lê Văn Minh", "lead", one)
    for name, unit in (("Công ty TNHH Huy Hoàng", one), ("Công ty CP Thiên Phú", two)):
        now = house.clock.now()
        house.add(
            Enterprise(
                name=name, folded=fold_name(name), kind="private", unit_id=unit.id, entered_at=now, changed_at=now
            )
        )
    return SimpleNamespace(house=house, one=one, minh=minh)


def muted_until(here) -> date | None:
    return here.house.read(select(Enterprise.muted_until).where(Enterprise.name.like("%Hoàng")))[0]


@pytest.mark.parametrize("line", ["Huy Hoàng; đến 30/9", "huy hoang den het 30/9", "Huy Hoàng; 30/9"])
def test_a_line_is_shown_first_and_written_at_the_button(here, line):
    here.minh.says(f"/dn ngừng nhắc {line}").sees("Ngừng nhắc về Công ty TNHH Huy Hoàng", "vẫn nhắc")
    assert here.minh.labels == ["Đến 30/09/2024", "Vẫn nhắc"]
    assert muted_until(here) is None
    here.minh.presses("Đến 30/09/2024").sees("đến hết ngày 30/09/2024")
    assert muted_until(here) == date(2024, 9, 30)
    here.minh.says("/dn huy hoang").sees("Ngừng nhắc đến hết ngày 30/09/2024", "[Nhắc lại]")
    here.minh.presses("Nhắc lại").sees("vẫn được nhắc như thường")
    assert muted_until(here) is None
    logged = here.house.read(select(AuditLog).where(AuditLog.fields == "muted_until"))
    assert [(row.act, row.subject) for row in logged] == [("change", "enterprise")] * 2


def test_without_a_day_the_card_offers_some(here):
    here.minh.says("/dn huy hoang").presses("Ngừng nhắc")
    assert here.minh.labels == ["Đến 17/07/2024", "Đến 15/09/2024", "Đến 14/12/2024", "Vẫn nhắc"]
    here.minh.presses("Vẫn nhắc").sees("như thường")
    assert muted_until(here) is None


def test_it_can_be_ended_by_a_line_and_ends_by_itself(here):
    here.minh.says("/dn ngừng nhắc Huy Hoàng; đến 30/6").presses("Đến 30/06/2024")
    here.minh.says("/dn nhắc lại huy hoang").sees("như thường")
    here.minh.says("/dn mute Huy Hoang; until 30/6").presses("Đến 30/06/2024")
    here.minh.says("/goiy").sees_no("Huy Hoàng")
    here.house.clock.pass_by(days=14)
    here.minh.says("/dn huy hoang").sees_no("Ngừng nhắc đến").sees("[Ngừng nhắc …]")
    here.minh.says("/goiy").sees("Huy Hoàng")


@pytest.mark.parametrize("line", ["Huy Hoàng; đến 1/1/2020", "Huy Hoàng; đến bao giờ", "Huy Hoàng; 31/2"])
def test_a_day_that_is_past_or_none_is_refused_with_the_piece(here, line):
    here.minh.says(f"/dn ngừng nhắc {line}").sees(line.partition("; ")[2].removeprefix("đến "))
    assert not here.minh.labels


def test_what_is_missing_or_unknown_is_said(here):
    here.minh.says("/dn ngừng nhắc").sees("/dn ngừng nhắc Huy Hoàng; đến 30/9")
    here.minh.says("/dn ngừng nhắc Không Có; đến 30/9").sees("Không Có")


def test_a_member_may_not_and_a_lead_not_for_another_unit(here):
    lan = here.house.person("Trần Thị Lan", "member", here.one)
    lan.says("/dn ngừng nhắc Huy Hoàng; đến 30/9").sees("dành cho trưởng đoàn")
    lan.says("/dn huy hoang").sees("Huy Hoàng").sees_no("[Ngừng nhắc")
    admin = here.house.person("Quản Trị", "admin")
    admin.says("/dn ngừng nhắc Thiên Phú; đến 30/9").presses("Đến").sees("30/09/2024")
    here.minh.says("/dn nhắc lại Thiên Phú").sees_no("như thường")


def test_a_day_that_has_passed_by_the_press_is_asked_anew(here):
    here.minh.says("/dn ngừng nhắc Huy Hoàng; mai")
    shown = here.minh.answers[0]
    here.house.clock.pass_by(days=5)
    here.minh.presses("Đến 18/06/2024", shown).sees("đến hết ngày nào?").sees_no("✓")
    assert muted_until(here) is None
