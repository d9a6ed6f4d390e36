"""/ketqua: report a count for a unit."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers import counting, forms
from handlers.counting import find_unit, unit_name
from handlers.questions import Form, Question, Step
from handlers.routes import Command
from handlers.turn import Turn
from models import OpeningFigure
from outreach.errors import OnlyInPrivate
from outreach.messages import Choice, Reply, Text
from outreach.rules.figure_line import read_days, read_figure_parts
from outreach.rules.lines import split_parts
from outreach.rules.numbers import Percent, parse_count, parse_percent
from outreach.rules.parts_line import PartDraft, check_parts, read_parts
from outreach.rules.periods import Period, period_of, previous
from outreach.rules.target_draft import FigureDraft
from outreach.rules.target_line import parse_reference, without_noun
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.rules.vocabulary.figure_parts import PEOPLE
from outreach.rules.vocabulary.indicators import INDICATORS
from outreach.rules.vocabulary.terms import Indicator
from outreach.services.journal import audit
from outreach.services.progress import figures
from outreach.services.progress.reported import Report
from outreach.services.talk.conversations import Draft
from outreach.texts import figures as texts
from outreach.texts import periods


def result(turn: Turn) -> Sequence[Reply]:
    """Report a figure: a line is shown as it will be written, what is missing is asked for."""
    parts = split_parts(turn.argument)
    if parts:
        return forms.begin(turn, FORM, _said(turn, read_figure_parts(parts, turn.today)), ready=True)
    if not turn.private:
        raise OnlyInPrivate("ketqua")
    return forms.begin(turn, FORM)


def describe(turn: Turn, figure_id: int) -> Text:
    """A figure in one line, for the journal of entries."""
    kept = turn.session.get_one(OpeningFigure, figure_id)
    days = periods.name(turn.speech, Period("dates", kept.starts, kept.ends))
    return texts.label(turn.speech, kept.indicator, kept.count, f"{days} ({unit_name(turn, kept.unit_id)})")


def _said(turn: Turn, told: FigureDraft) -> dict[str, Any]:
    said = {
        "indicator": told.indicator.value,
        "unit": find_unit(turn, told.unit_text) if told.unit_text else None,
        "period": counting.kept(figures.days(told.indicator, told.period, turn.today)) if told.period else None,
        "count": told.count,
        "percent": [str(told.percent.value), told.percent.digits] if told.percent else None,
        "source": told.source,
        "kind": told.kind,
        "learners": told.learners,
        "parts": [part.to_list() for part in told.parts] or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _days(turn: Turn, draft: Draft, period: Period) -> Period:
    return figures.days(_indicator(draft), period, turn.today)


def _report(said: dict[str, Any]) -> Report:
    percent = said.get("percent")
    return Report(
        Indicator(said["indicator"]),
        said["unit"],
        counting.period(said["period"]),
        said["count"],
        Percent(Decimal(percent[0]), percent[1]) if percent else None,
        said.get("source", ""),
        tuple(map(PartDraft.from_list, said.get("parts", ()))),
        said.get("kind"),
        said.get("learners"),
    )


def _preview(turn: Turn, draft: Draft) -> Text:
    report = _report(draft.said)
    if not turn.private and (report.indicator in PEOPLE or any(part.name for part in report.parts)) and report.parts:
        raise OnlyInPrivate("ketqua")
    checked = figures.check(turn.session, turn.actor, report, turn.today)
    return texts.preview(turn.speech, unit_name(turn, report.unit_id), checked)


def _write(turn: Turn, said: dict[str, Any]) -> Sequence[Reply]:
    report = _report(said)
    written = figures.put(turn.session, turn.actor, report, turn.today, turn.now)
    entry = audit.recent(turn.session, turn.actor.person_id or 0)[0]
    undo = Choice(turn.speech.word("Undo"), "undo", {"entry": entry.id})
    saved = texts.saved(turn.speech, unit_name(turn, report.unit_id), replace(report, count=written.count))
    return [Reply(saved, ((undo,),))]


def _more(turn: Turn, draft: Draft, text: str) -> None:
    """Words typed under the preview change what they name."""
    kind = draft.said.get("kind")
    indicator = CLASS_KINDS.canonical(ClassKind(kind)) if kind else INDICATORS.canonical(_indicator(draft))
    draft.said |= _said(turn, read_figure_parts([indicator, *split_parts(text)], turn.today))


def _indicator(draft: Draft) -> Indicator:
    return Indicator(draft.said["indicator"])


def _take_count(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["count"] = parse_count(without_noun(text))


def _take_percent(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    percent = parse_percent(text)
    draft.said["percent"] = [str(percent.value), percent.digits]


def _take_parts(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    parts = read_parts(text, _indicator(draft))
    check_parts(_indicator(draft), draft.said["count"], parts)
    draft.said["parts"] = [part.to_list() for part in parts]


def _never(draft: Draft) -> bool:
    """Parts are few people's business: not asked for, but there to be added before saving."""
    del draft
    return False


def _take_source(turn: Turn, draft: Draft, text: str) -> None:
    del turn
    draft.said["source"] = parse_reference(text)


def _asked(turn: Turn) -> texts.Asked:
    return texts.Asked(turn.speech)


def _past(turn: Turn, draft: Draft) -> Sequence[Period]:
    """For a stock days, since it is reported for one; else the periods on which reports usually are."""
    if not _indicator(draft).is_stock:
        return counting.past(turn)
    before = [previous(period_of(kind, turn.today)).ends for kind in ("month", "quarter", "year")]
    return [Period("dates", day, day) for day in dict.fromkeys([turn.today, *before])]


FORM = Form(
    "figure",
    "ketqua",
    (
        counting.indicator_step(lambda turn: _asked(turn).indicator()),
        counting.unit_step(lambda turn: _asked(turn).unit()),
        counting.period_step(lambda turn, draft: _asked(turn).period(_indicator(draft)), _past, _days, read_days),
        Step("count", "Count", lambda turn, _: Question(_asked(turn).count()), _take_count),
        Step("parts", "Of which", lambda turn, _: Question(_asked(turn).parts()), _take_parts, when=_never),
        Step("percent", "Published %", lambda turn, _: Question(_asked(turn).percent()), _take_percent, optional=True),
        Step("source", "Source", lambda turn, _: Question(_asked(turn).source()), _take_source, optional=True),
    ),
    _preview,
    _write,
    _more,
)
COMMANDS = [Command("ketqua", "result", result, "lead", "Report a figure")]
FORMS = [FORM]
