"""The published figures of five articles, entered through chat commands and found in the answers."""

import json
from datetime import datetime, time
from pathlib import Path

import pytest
from sqlmodel import select

from models import BoundChat, OpeningFigure, Target, Unit
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.places import UNIT_KINDS
from outreach.rules.vocabulary.terms import Indicator, UnitKind
from tests.conversation import ZONE

FOLDER = Path(__file__).parent
ENTERED = ("ha_noi_2024", "lang_son_2018", "lao_cai_2023", "ninh_binh_2024")
VALUES = {"exact": "{value}", "at_least": "từ {value}", "more_than": "trên {value}", "range": "từ {value} đến {to}"}


def load(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def days(iso: str) -> str:
    """2024-06-17 as people write it: 17/6/2024."""
    year, month, day = map(int, iso.split("-"))
    return f"{day}/{month}/{year}"


def unit_line(unit: dict) -> str:
    under = [f"thuoc {unit['parent']}"] if unit["parent"] else []
    return "; ".join([f"/donvi moi {unit['code']}", unit["name"], UNIT_KINDS.canonical(UnitKind(unit["kind"])), *under])


def target_line(target: dict) -> str:
    parts = [
        INDICATORS.canonical(Indicator(target["indicator"])),
        target["period"],
        VALUES[target["kind"]].format(**target),
        target["unit"],
    ]
    if "deadline" in target:
        parts.append(f"hạn {days(target['deadline'])}")
    if "basis" in target:
        parts.append(f"căn cứ {target['basis']}")
    return "/chitieu " + "; ".join(parts)


def figure_line(figure: dict) -> str:
    parts = [
        INDICATORS.canonical(Indicator(figure["indicator"])),
        str(figure["count"]),
        figure["unit"],
        f"{days(figure['from'])} - {days(figure['to'])}",
    ]
    if "published_percent" in figure:
        parts.append(f"{figure['published_percent']:g}%".replace(".", ","))
    return "/ketqua " + "; ".join(parts)


def entered(house, scenario: dict):
    house.clock.set(datetime.combine(datetime.fromisoformat(scenario["as_of"]), time(9), ZONE))
    admin = house.person("Quản trị", "admin")
    for unit in scenario["units"]:
        admin.says(unit_line(unit)).presses("Ghi")
    for target in scenario["targets"]:
        admin.says(target_line(target)).presses("Ghi")
    for figure in scenario["opening"]:
        admin.says(figure_line(figure)).presses("Ghi")
    return admin


@pytest.mark.parametrize("name", ENTERED)
def test_what_the_article_says_is_what_the_chat_answers(house, name):
    """Targets and figures go in by command; each expected figure stands in the answer to /tiendo."""
    scenario = load(name)
    admin = entered(house, scenario)
    assert len(house.read(select(Target))) == len(scenario["targets"])
    assert len(house.read(select(OpeningFigure))) == len(scenario["opening"])
    asked = [each for each in scenario["expect"] if "period" in each]
    assert asked
    for each in asked:
        indicator = INDICATORS.canonical(Indicator(each["indicator"]))
        admin.says(f"/tiendo {each['unit']}; {indicator}; {each['period']}").sees(*each["contains"])


@pytest.mark.parametrize("name", ENTERED)
def test_the_scenarios_are_those_handed_out(name):
    """The copies here are the ones shared, where those are at hand."""
    shared = FOLDER.parents[2] / "shared" / "scenarios" / f"{name}.json"
    if not shared.exists():
        pytest.skip("the shared folder is not here")
    assert json.loads(shared.read_text(encoding="utf-8")) == load(name)


def test_lao_cai_in_a_group_shows_the_same(house):
    """A bound group reads what its unit may see: the same figures, and no name."""
    scenario = load("lao_cai_2023")
    admin = entered(house, scenario)
    unit = house.read(select(Unit).where(Unit.code == "DUK-LC"))[0]
    now = house.clock.now()
    house.add(
        BoundChat(
            channel="telegram", chat_id="-77", unit_id=unit.id, bound_by_id=admin.person_id, bound_at=now, starts_at=now
        )
    )  # fmt: skip
    group = admin.in_group("-77")
    group.says("/tiendo").sees("145/230", "63%", "chậm 8 đảng viên so với tiến độ", "còn 85")
    group.sees_no("Quản trị")
