"""/ungvien: who is followed, one's card, a search by name; adding, steps and papers stand in files of their own."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from handlers import candidate_changes, candidate_entry, candidate_limits, candidate_papers, candidate_steps
from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import NamesForbidden
from outreach.messages import Reply
from outreach.rules.admission.deadlines import LEADS
from outreach.rules.candidate_code import leading_code
from outreach.rules.candidate_line import new_parts
from outreach.rules.candidate_step_line import read_action
from outreach.rules.folding import tidy
from outreach.rules.vocabulary.admission_terms import Exit, Stage
from outreach.rules.vocabulary.candidates import VERB_OPENINGS, CandidateVerb
from outreach.services.admission import candidate_cards, candidate_lists, candidates
from outreach.services.privacy.channel_rules import names_allowed
from outreach.texts import candidate_cards as card_texts
from outreach.texts import candidates as texts

_LONGEST_QUESTION = 80


def candidate(turn: Turn) -> Sequence[Reply]:
    """All who are followed; the one whose code is given, or what is to be done with them; those of a name."""
    argument = tidy(turn.argument)
    if not argument:
        return _overview(turn)
    if (named := leading_code(argument)) is not None:
        return _one(turn, *named)
    opening = VERB_OPENINGS.open(argument)
    match opening.meaning if opening is not None and opening.sure else None:
        case CandidateVerb.NEW if opening is not None:
            return candidate_entry.add(turn, new_parts(opening.rest))
        case CandidateVerb.LIST | CandidateVerb.DUE if opening is not None and not opening.rest:
            return due(turn, {"page": 0})
        case CandidateVerb.LIMITS if opening is not None and not opening.rest:
            return candidate_limits.limits(turn, {})
    return found(turn, {"text": tidy(argument, one_line=True)[:_LONGEST_QUESTION], "before": None})


def _overview(turn: Turn) -> Sequence[Reply]:
    counts = candidate_lists.by_stage(turn.session, turn.actor)
    late = candidate_lists.overdue(turn.session, turn.actor, turn.today)
    # a certificate valid for five years is no time limit to look at today
    page = candidate_lists.by_due(turn.session, turn.actor, 0, turn.now, turn.today + timedelta(days=max(LEADS)))
    return [texts.overview(turn.speech, counts, late, page, turn.today)]


def _one(turn: Turn, candidate_id: int, rest: str) -> Sequence[Reply]:
    found = candidates.find(turn.session, turn.actor, candidate_id)
    if not rest:
        return card(turn, {"candidate": found.id})
    data = {"candidate": found.id}
    action = read_action(rest)
    match action.what if action is not None else None:
        case Stage() as stage if action is not None:
            return candidate_steps.from_line(turn, candidate_id, stage, action.rest)
        case Exit() as exit_ if action is not None:
            return candidate_changes.exit_from_line(turn, candidate_id, exit_, action.rest)
        case CandidateVerb.EXIT:
            return candidate_changes.begin_exit(turn, data)
        case CandidateVerb.MOVE if action is not None:
            return candidate_changes.move_from_line(turn, candidate_id, action.rest)
        case CandidateVerb.PAPERS if action is not None:
            return candidate_papers.from_line(turn, candidate_id, action.rest)
        case CandidateVerb.CORRECT:
            return candidate_steps.correct(turn, data)
    return candidate_steps.not_understood(rest)


def card(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The card of one."""
    shown = candidate_cards.card(turn.session, turn.actor, int(data["candidate"]), turn.today, turn.now)
    return [card_texts.card(turn.speech, shown, turn.today)]


def due(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A page of those with a running time limit, the nearest first."""
    number = int(data["page"])
    page = candidate_lists.by_due(turn.session, turn.actor, number, turn.now)
    return [texts.due_page(turn.speech, page, number, turn.today)]


def stage(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A page of those who stand in one stage."""
    which, number = Stage(data["stage"]), int(data.get("page", 0))
    page = candidate_lists.in_stage(turn.session, turn.actor, which, number, turn.now)
    return [texts.stage_page(turn.speech, which, page, number, turn.today)]


def found(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """A page of those of a name. A name is neither taken nor shown where names are forbidden."""
    candidates.check(turn.actor)
    if not names_allowed(turn.session, turn.actor.channel):
        raise NamesForbidden
    page = candidate_lists.named(turn.session, turn.actor, data["text"], data["before"], turn.now)
    if len(page.lines) == 1 and data["before"] is None:
        return card(turn, {"candidate": page.lines[0].id})
    return [texts.found(turn.speech, data["text"], page, turn.today)]


COMMANDS = [Command("ungvien", "candidate", candidate, "member", "Follow the candidates", "private")]
FORMS = [
    candidate_entry.FORM, candidate_entry.EDIT_FORM, candidate_steps.FORM, candidate_changes.EXIT_FORM,
    candidate_changes.MOVE_FORM, candidate_papers.FORM,
]  # fmt: skip
ACTS = {
    "candidate": Act("ungvien", card),
    "candidates_due": Act("ungvien", due),
    "candidates_stage": Act("ungvien", stage),
    "candidates_found": Act("ungvien", found),
    "candidate_new": Act("ungvien", candidate_entry.begin),
    "candidate_edit": Act("ungvien", candidate_entry.edit),
    "candidate_step": Act("ungvien", candidate_steps.begin),
    "candidate_correct": Act("ungvien", candidate_steps.correct),
    "candidate_fix": Act("ungvien", candidate_steps.fix),
    "candidate_undo": Act("ungvien", candidate_steps.take_back),
    "candidate_exit": Act("ungvien", candidate_changes.begin_exit),
    "candidate_move": Act("ungvien", candidate_changes.begin_move),
    "candidate_papers": Act("ungvien", candidate_papers.papers),
    "candidate_paper": Act("ungvien", candidate_papers.begin),
    "limits": Act("ungvien", candidate_limits.limits),
    "limit": Act("ungvien", candidate_limits.ask, "admin"),
    "limit_confirm": Act("ungvien", candidate_limits.confirm, "admin"),
}
