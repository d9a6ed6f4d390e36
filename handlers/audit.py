"""/nhatky: who did and who read what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import Twice, UnknownFilter
from outreach.messages import Choice, Reply
from outreach.rules.audit_line import AuditQuestion, read_audit
from outreach.rules.candidate_code import code
from outreach.rules.periods import Period
from outreach.rules.vocabulary.audit import ActKind
from outreach.services.enterprises import enterprises
from outreach.services.journal import audit_reading
from outreach.services.journal.audit_reading import Search
from outreach.services.units import units
from outreach.texts import audit as texts
from outreach.texts import periods as period_texts

_MOST_CHOICES = 8


def log(turn: Turn) -> Sequence[Reply]:
    """The latest acts, or those that the words ask for; whom or what they mean is asked where that is not clear."""
    asked = read_audit(turn.argument, turn.today)
    wanted, about = _told(turn, asked)
    for name in asked.names:
        meant = _meant(turn, name)
        if not meant:
            raise UnknownFilter(name)
        if len(meant) > 1:
            return [_which(turn, name, meant, wanted, about)]
        ((called, what),) = meant
        wanted = _narrowed(wanted, what, name)
        about = [*about, called]
    return [_page(turn, wanted, " · ".join(about))]


def pressed(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """Another page, a narrower question, or the one that was meant."""
    return [replace(_page(turn, Search.from_dict(data["wanted"]), data["about"], data.get("before")), replaces=True)]


def _told(turn: Turn, asked: AuditQuestion) -> tuple[Search, list[str]]:
    """What the words say by themselves, and how that is called."""
    speech, about = turn.speech, []
    starts, ends = _span(turn, asked.period)
    wanted = Search(candidate_id=asked.candidate, starts=starts, ends=ends, kind=asked.kind, act=asked.act)
    if asked.candidate is not None:
        about.append(code(asked.candidate))
    if asked.period is not None:
        one_day = asked.period.starts == asked.period.ends
        about.append(speech.day(asked.period.starts) if one_day else period_texts.name(speech, asked.period))
    if asked.kind is not None:
        about.append(texts.kind(speech, asked.kind))
    if asked.act is not None:
        about.append(texts.act(speech, asked.act))
    return wanted, about


def _span(turn: Turn, period: Period | None) -> tuple[datetime | None, datetime | None]:
    if period is None:
        return None, None
    return _midnight(turn, period.starts), _midnight(turn, period.ends + timedelta(days=1))


def _midnight(turn: Turn, day: date) -> datetime:
    return datetime.combine(day, time.min, turn.speech.zone)


def _meant(turn: Turn, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Whom or what ``name`` may mean: a unit by its code or whole name, else people, and enterprises."""
    unit = units.named(turn.session, turn.actor.own, name)
    if unit is not None:
        return [(unit.code, {"unit_id": unit.id or 0})]
    people = audit_reading.staff(turn.session, turn.actor, name)
    found = enterprises.lookup(turn.session, turn.actor, turn.names, name)
    known = []
    if isinstance(found, enterprises.Certain):
        known = [found.enterprise]
    elif isinstance(found, enterprises.Several):
        known = found.enterprises
    meant = [(one.name, {"person_id": one.id}) for one in people]
    return meant + [(one.name, {"enterprise_id": one.id or 0}) for one in known]


def _narrowed(wanted: Search, what: Mapping[str, Any], name: str) -> Search:
    for field, value in what.items():
        if getattr(wanted, field) not in (None, value):
            raise Twice("name", str(getattr(wanted, field)), name)
    return replace(wanted, **what)


def _which(
    turn: Turn, name: str, meant: Sequence[tuple[str, dict[str, Any]]], wanted: Search, about: Sequence[str]
) -> Reply:
    choices = [
        (called, _data(_narrowed(wanted, what, name), " · ".join([*about, called])))
        for called, what in meant[:_MOST_CHOICES]
    ]
    return texts.which(turn.speech, name, choices)


def _page(turn: Turn, wanted: Search, about: str, before: int | None = None) -> Reply:
    shown = audit_reading.read(turn.session, turn.actor, wanted, turn.now, before)
    return texts.page(turn.speech, shown, about, turn.today, _moves(turn, wanted, about, before, shown.before))


def _moves(turn: Turn, wanted: Search, about: str, before: int | None, older: int | None) -> list[Choice]:
    speech, moves = turn.speech, []
    if older is not None:
        moves.append(Choice(speech.word("Older ›"), "audit", _data(wanted, about) | {"before": older}))
    if before is not None:
        moves.append(Choice(speech.word("‹ Latest"), "audit", _data(wanted, about)))
    if wanted.kind is None and wanted.act is None:
        for kind, word in ((ActKind.READS, speech.word("Reads only")), (ActKind.WRITES, speech.word("Writes only"))):
            narrower = _data(replace(wanted, kind=kind), " · ".join(filter(None, [about, texts.kind(speech, kind)])))
            moves.append(Choice(word, "audit", narrower))
    return moves


def _data(wanted: Search, about: str) -> dict[str, Any]:
    return {"wanted": wanted.to_dict(), "about": about}


COMMANDS = [Command("nhatky", "audit", log, "admin", "Who did and who read what", "private")]
ACTS = {"audit": Act("nhatky", pressed)}
