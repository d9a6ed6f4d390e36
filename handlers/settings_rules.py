"""/caidat luật: the rules of reminders, for an administrator's own units; what reaches many is asked twice."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers import forms
from handlers.questions import Form, Option, Question, Step
from handlers.routes import Act
from handlers.turn import Turn
from models import Unit
from outreach.errors import NotAllowed, OnlyInPrivate
from outreach.messages import Reply, Text
from outreach.rules.lines import split_parts
from outreach.rules.settings_line import RuleWish, parse_days, read_rule
from outreach.rules.tasks.defaults import checked_days
from outreach.rules.vocabulary.settings import SWITCHES, Switch
from outreach.rules.vocabulary.tasks import TaskRule
from outreach.services.talk.conversations import Draft
from outreach.services.tasks import rule_changes, rule_settings
from outreach.services.tasks.rule_changes import Reached, Wanted
from outreach.services.tasks.rule_settings import Setting
from outreach.services.units import units
from outreach.texts import rule_settings as texts


def rules(turn: Turn, said: str) -> Sequence[Reply]:
    """List the rules, show the one that is named, or ask before it is changed."""
    _check(turn)
    parts = split_parts(said)
    if not parts:
        return _listing(turn, turn.actor.unit_id)
    wish = read_rule(parts)
    unit_id = units.find(turn.session, turn.actor.own, wish.unit).id if wish.unit else turn.actor.unit_id
    return _begin(turn, wish, unit_id) if wish.changes else _card(turn, wish.rule, unit_id)


def _check(turn: Turn) -> None:
    if not turn.actor.at_least("admin"):
        raise NotAllowed("admin")
    if not turn.private:
        raise OnlyInPrivate("caidat")


def _listing(turn: Turn, unit_id: int | None) -> Sequence[Reply]:
    found = rule_changes.listed(turn.session, turn.actor, unit_id)
    return [texts.listing(turn.speech, found, _code(turn, unit_id), unit_id)]


def _card(turn: Turn, rule: TaskRule, unit_id: int | None) -> Sequence[Reply]:
    one = rule_changes.one(turn.session, turn.actor, rule, unit_id)
    return [texts.card(turn.speech, one, _code(turn, unit_id), unit_id)]


def _code(turn: Turn, unit_id: int | None) -> str:
    return turn.session.get_one(Unit, unit_id).code if unit_id is not None else ""


def _begin(turn: Turn, wish: RuleWish, unit_id: int | None) -> Sequence[Reply]:
    """Ask before the change; what holds already is only shown."""
    setting = _setting(turn, wish, unit_id)
    known = rule_settings.settings(turn.session)
    if setting is None and (wish.rule, unit_id) not in known.rows:
        return _card(turn, wish.rule, unit_id)
    said = {"rule": wish.rule.value, "unit": unit_id, "default": setting is None}
    if setting is not None:
        said |= {"enabled": setting.enabled, "days": setting.days}
    said |= _reached(turn, said)
    return forms.begin(turn, CHANGE, said)


def _setting(turn: Turn, wish: RuleWish, unit_id: int | None) -> Setting | None:
    """What is wished for: so many days switch a rule on that was off."""
    now = rule_settings.settings(turn.session).of(wish.rule, unit_id)
    if wish.days is not None:
        return Setting(wish.switch is not Switch.OFF, checked_days(wish.rule, wish.days))
    if wish.switch is Switch.DEFAULT:
        return None
    return Setting(wish.switch is Switch.ON, now.days)


def _wanted(said: dict[str, Any]) -> Wanted:
    setting = None if said["default"] else Setting(said["enabled"], said["days"])
    return Wanted(TaskRule(said["rule"]), said["unit"], setting)


def _reached(turn: Turn, said: dict[str, Any]) -> dict[str, Any]:
    """Who would be told something for it, kept with the draft: it is shown again at every step."""
    found = rule_changes.reached(turn.session, turn.actor, _wanted(said), turn.today)
    return {"day": found.day.isoformat(), "number": found.number, "of": found.of}


def _known(said: dict[str, Any]) -> Reached:
    return Reached(date.fromisoformat(said["day"]), said["number"], said["of"])


def _ask_days(turn: Turn, draft: Draft) -> Question:
    return Question(texts.asked_days(turn.speech, TaskRule(draft.said["rule"])))


def _take_days(turn: Turn, draft: Draft, text: str) -> None:
    rule = TaskRule(draft.said["rule"])
    draft.said |= {"days": checked_days(rule, parse_days(text, rule))}
    draft.said |= _reached(turn, draft.said)


def _ask_twice(turn: Turn, draft: Draft) -> Question:
    return Question(texts.asked_twice(turn.speech, _known(draft.said)), [Option(turn.speech.word("Yes, go on"), 1)])


def _take_twice(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    if SWITCHES.find(text) is Switch.ON:
        draft.said["sure"] = 1


def _many(draft: Draft) -> bool:
    return "number" in draft.said and _known(draft.said).many


def _preview(turn: Turn, draft: Draft) -> Text:
    wanted = _wanted(draft.said)
    rule_changes.check_wanted(turn.session, turn.actor, wanted)
    known = rule_settings.settings(turn.session)
    was = known.of(wanted.rule, wanted.unit_id)
    becomes = known.having(wanted.rule, wanted.unit_id, wanted.setting).of(wanted.rule, wanted.unit_id)
    unit = _code(turn, wanted.unit_id)
    return texts.change(turn.speech, wanted.rule, unit, was, becomes, _known(draft.said))


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    wanted = _wanted(said)
    rule_changes.change(turn.session, turn.actor, wanted, turn.now)
    holds = rule_settings.settings(turn.session).of(wanted.rule, wanted.unit_id)
    return [texts.changed(turn.speech, wanted.rule, holds, _known(said))]


def _list_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    _check(turn)
    return _listing(turn, data.get("unit", turn.actor.unit_id))


def _card_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    _check(turn)
    return _card(turn, TaskRule(data["rule"]), data["unit"])


def _change_act(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    _check(turn)
    rule, unit_id = TaskRule(data["rule"]), data["unit"]
    rule_changes.check(turn.session, turn.actor, unit_id)
    if data.get("ask"):
        return forms.begin(turn, CHANGE, {"rule": rule.value, "unit": unit_id, "default": False, "enabled": True})
    return _begin(turn, RuleWish(rule, Switch(data["switch"])), unit_id)


def _days_wanted(draft: Draft) -> bool:
    return not draft.said["default"]


CHANGE = Form(
    name="rule_change",
    command="caidat",
    steps=(
        Step("days", "Number of days", _ask_days, _take_days, when=_days_wanted, changeable=False),
        Step("sure", "Sure", _ask_twice, _take_twice, when=_many, changeable=False),
    ),
    preview=_preview,
    write=_write,
    save_label="Yes, change it",
    role="admin",
)
FORMS = [CHANGE]
ACTS = {
    "settings_rules": Act("caidat", _list_act, "admin"),
    "settings_rule": Act("caidat", _card_act, "admin"),
    "settings_rule_change": Act("caidat", _change_act, "admin"),
}
