"""/ungvien thời hạn: the rule sets with their time limits, and an administrator's word that the document says so."""

from collections.abc import Sequence
from typing import Any

from handlers.turn import Turn
from outreach.errors import NothingThere
from outreach.messages import Reply
from outreach.rules.admission.limits import in_force
from outreach.services.admission import candidate_limits
from outreach.texts import candidate_entries as texts


def limits(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The limits of a rule set, of the one in force today when none is chosen."""
    name = str(data.get("rule_set") or in_force(turn.today).name)
    known = candidate_limits.listed(turn.session)
    shown = candidate_limits.named(turn.session, name)
    others = [rules for rules in known if rules.name != name]
    return [texts.rule_set(turn.speech, shown, others, may_confirm=turn.actor.at_least("admin"))]


def ask(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Whether the document says what the data file states."""
    rules = candidate_limits.named(turn.session, data["rule_set"])
    limit = next((one for one in rules.limits.values() if one.name.value == data["limit"]), None)
    if limit is None or limit.stated != data["stated"]:
        raise NothingThere
    return [texts.ask_to_confirm(turn.speech, limit)]


def confirm(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Confirm it."""
    limit = candidate_limits.confirm(
        turn.session, turn.actor, data["rule_set"], data["limit"], data["stated"], turn.now
    )
    return [Reply(texts.confirmed(turn.speech, limit), replaces=True)]
