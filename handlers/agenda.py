"""/lich: what comes, day by day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.routes import Act, Command
from handlers.turn import Turn
from models import Unit
from outreach.messages import Reply
from outreach.rules.agenda_line import read_agenda
from outreach.rules.vocabulary.plans import Whose
from outreach.services.tasks import days
from outreach.services.tasks.days import Asked
from outreach.services.units import units
from outreach.texts import agenda_days as texts


def agenda(turn: Turn) -> Sequence[Reply]:
    """The days asked for, else the next two weeks: a member's own in private, of the unit for everybody else."""
    asked = read_agenda(turn.argument, turn.today)
    unit_id = units.find(turn.session, turn.actor.sees, asked.unit).id if asked.unit else None
    own = turn.private and turn.actor.role == "member" and unit_id is None
    mine = own if asked.whose is None else asked.whose is Whose.MINE
    return [_said(turn, Asked(asked.starts, asked.ends, None if mine else unit_id, mine), 0)]


def pressed(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Another page, or somebody else's: as it stands now, whenever the button was made."""
    starts, ends = (date.fromisoformat(data[end]) for end in ("from", "until"))
    return [_said(turn, Asked(starts, ends, data["unit"], data["mine"]), int(data["page"]))]


def _said(turn: Turn, asked: Asked, number: int) -> Reply:
    page = days.agenda(turn.session, turn.actor, asked, turn.today, number)
    unit = turn.session.get(Unit, asked.unit_id or turn.actor.sees.unit_id or 0)
    shown = texts.Shown(
        unit.code if unit else "", unit.name if unit else "", turn.private, turn.actor.at_least("member")
    )
    return texts.page(turn.speech, page, shown)


COMMANDS = [Command("lich", "agenda", agenda, "reader", "What comes, day by day")]
ACTS = {"agenda": Act("lich", pressed)}
