"""Days of what has happened to a candidate: one that has not come is refused as a step to come, not as a visit."""

from datetime import date

from outreach.errors import BadDate, StepAhead
from outreach.rules.dates import leading_date, parse_date


def past_day(text: str, today: date) -> date:
    """The day up to ``today`` that ``text`` names. Raises BadDate; StepAhead for one that has not come."""
    try:
        return parse_date(text, today, "past")
    except BadDate as refusal:
        raise _refused(refusal, today) from None


def leading_past_day(text: str, today: date) -> tuple[date, str] | None:
    """The day that ``text`` begins with and the rest; None when it begins with none. Raises as ``past_day``."""
    try:
        return leading_date(text, today, "past")
    except BadDate as refusal:
        raise _refused(refusal, today) from None


def _refused(refusal: BadDate, today: date) -> BadDate | StepAhead:
    if refusal.reason != "future":
        return refusal
    return StepAhead(parse_date(refusal.piece, today, "future"))
