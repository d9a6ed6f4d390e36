"""When a visit is corrected, its next steps are written anew: what had become of them by then stays so."""

from sqlmodel import Session, col, select

from models import Entry, NextStep
from outreach.vault import vault_of


def carry_over(session: Session, from_visit_id: int, to_visit_id: int) -> None:
    """One visit takes the place of another: a step that it says again is whose it was, and done if it was done."""
    show = vault_of(session).show
    before = {show(row.text_sealed): row for row in _of_visit(session, from_visit_id)}
    for row in _of_visit(session, to_visit_id) if before else ():
        was = before.pop(show(row.text_sealed), None)
        if was is None:
            continue
        if row.person_sealed is None:
            row.person_id, row.person_sealed = was.person_id, was.person_sealed
        row.held_kind, row.held_sealed, row.held_at = was.held_kind, was.held_sealed, was.held_at
        if was.closed_as == "done":
            _pass_on_done(session, was, row)
        session.add(row)
    session.flush()


def _pass_on_done(session: Session, was: NextStep, row: NextStep) -> None:
    row.closed_at, row.closed_as, row.closed_by_id = was.closed_at, was.closed_as, was.closed_by_id
    was.closed_as = "withdrawn"
    session.add(was)
    for entry in session.exec(select(Entry).where(Entry.kind == "step_done", Entry.subject_id == was.id)):
        entry.subject_id = row.id or 0
        session.add(entry)


def _of_visit(session: Session, visit_id: int) -> list[NextStep]:
    return list(session.exec(select(NextStep).where(NextStep.visit_id == visit_id).order_by(col(NextStep.id))))
