"""Which time limits an administrator has confirmed as the data files state them."""

from datetime import datetime

from sqlmodel import Session, select

from models import LimitConfirmation
from outreach.actor import Actor
from outreach.errors import NotAllowed, NothingThere
from outreach.rules.admission.limits import Confirmation, Limit, LimitName, RuleSet, rule_sets
from outreach.services.journal import audit


def confirmations(session: Session) -> frozenset[Confirmation]:
    """What has been confirmed, as it was stated then."""
    rows = session.exec(select(LimitConfirmation.rule_set, LimitConfirmation.limit_name, LimitConfirmation.value))
    return frozenset(Confirmation(*row) for row in rows)


def listed(session: Session) -> list[RuleSet]:
    """All rule sets, the oldest first, each limit marked that is confirmed."""
    known = confirmations(session)
    return [rules.confirmed(known) for rules in rule_sets()]


def named(session: Session, rule_set: str) -> RuleSet:
    """The rule set of that name, each limit marked that is confirmed.

    Raises:
        NothingThere: there is none of that name (any more).

    """
    found = next((rules for rules in listed(session) if rules.name == rule_set), None)
    if found is None:
        raise NothingThere
    return found


def confirm(session: Session, actor: Actor, rule_set: str, limit_name: str, stated: str, now: datetime) -> Limit:
    """Note that a limit is in the document as ``stated``, which is what was shown.

    Raises:
        NotAllowed: the actor is no administrator.
        NothingThere: the data file does not state it so (any more).

    """
    if not actor.at_least("admin"):
        raise NotAllowed("admin")
    limit = next((one for one in named(session, rule_set).limits.values() if one.name.value == limit_name), None)
    if limit is None or limit.stated != stated:
        raise NothingThere
    query = select(LimitConfirmation).where(
        LimitConfirmation.rule_set == rule_set, LimitConfirmation.limit_name == limit_name
    )
    row = session.exec(query).first() or LimitConfirmation(
        rule_set=rule_set, limit_name=limit_name, value=stated, confirmed_by_id=0, confirmed_at=now
    )
    row.value, row.confirmed_by_id, row.confirmed_at = stated, actor.person_id or 0, now
    session.add(row)
    session.flush()
    audit.note(session, actor, "confirm", "limit", row.id, now, "value")
    return named(session, rule_set)[LimitName(limit_name)]
