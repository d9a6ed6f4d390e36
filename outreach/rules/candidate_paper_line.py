"""A paper of the dossier in one line: ``đơn xin vào Đảng 3/5; lưu tủ 2``, ``lý lịch chưa có``."""

from dataclasses import dataclass
from datetime import date

from outreach.errors import NotUnderstood
from outreach.rules.candidate_step_line import read_step_parts
from outreach.rules.folding import tidy
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.admission_terms import DocumentKind
from outreach.rules.vocabulary.candidates import PAPER_OPENINGS, PAPER_PARTS, PaperPart


@dataclass
class PaperDraft:
    """What was said of a paper; ``present`` None where neither "có" nor "chưa có" nor a day was said."""

    kind: DocumentKind
    present: bool | None = None
    dated: date | None = None
    place: str = ""


def read_paper(text: str, today: date) -> PaperDraft:
    """The paper that ``text`` names, and what it says of it. Raises NotUnderstood, BadDate."""
    opening = PAPER_OPENINGS.open(text)
    if opening is None:
        raise NotUnderstood(text, "paper")
    draft = PaperDraft(opening.meaning)
    for part in split_parts(opening.rest):
        _take(draft, part, today)
    return draft


def _take(draft: PaperDraft, part: str, today: date) -> None:
    said = PAPER_PARTS.open(part)
    match said.meaning if said else None:
        case PaperPart.PLACE if said and said.rest:
            draft.place = tidy(said.rest, one_line=True)
        case PaperPart.MISSING:
            draft.present = False
        case _:
            rest = said.rest if said and said.meaning is PaperPart.THERE else part
            draft.present = True
            told = read_step_parts(rest, today)
            draft.dated = told.on or draft.dated
            for piece in told.others[:1]:
                raise NotUnderstood(piece, "paper")
