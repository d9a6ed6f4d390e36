"""Organisations in enterprises: finding them, listing them, and what has happened to each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from models import Organisation, OrganisationEvent, Unit
from outreach.actor import Actor
from outreach.errors import UnknownOrganisation
from outreach.rules.folding import fold, fold_name
from outreach.rules.organisation_conditions import Numbers, lacking
from outreach.rules.organisation_line import default_name
from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.organisations import OrganisationForm
from outreach.services.enterprises import enterprises
from outreach.services.enterprises.enterprises import EnterpriseNames
from outreach.services.units import visibility

NEAR, _SHOWN = 6, 10


@dataclass(frozen=True)
class Happened:
    """One thing that happened to an organisation. ``other`` is the name of the one merged into it, or it into."""

    act: OrganisationAct
    day: date
    name: str
    numbers: Numbers | None
    decision: str
    other: str = ""
    came: bool = False


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation as it stands, with what has happened to it, the oldest first.

    ``code`` is that of its own unit, ``unit`` of the one in charge; ``short``: it has fewer members than it needs.
    """

    id: int
    form: OrganisationForm
    name: str
    enterprise_id: int | None
    code: str
    unit: str
    numbers: Numbers | None
    closed_on: date | None
    happened: tuple[Happened, ...]

    def short(self, today: date) -> bool:
        """Whether it has fewer members than it needs."""
        open_one = self.numbers is not None and self.closed_on is None
        return open_one and lacking(self.form.kind, self.numbers, today) is not None  # type: ignore[arg-type]


def form_of(row: Organisation) -> OrganisationForm:
    """The form by which an organisation is called."""
    return OrganisationForm(row.form or row.kind)


def numbers_of(row: Organisation | OrganisationEvent) -> Numbers | None:
    """How many it has, or had; None where nobody has said."""
    if row.members is None:
        return None
    return Numbers(row.members, row.probationary, row.by_transfer if isinstance(row, OrganisationEvent) else None)


def get(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """The organisation, open or closed, if the actor may see it here.

    Raises:
        UnknownOrganisation: there is none, or it is not the actor's to see.

    """
    row = session.get(Organisation, organisation_id)
    if row is None or row.withdrawn_at is not None or not visibility.covers(session, actor.sees, row.unit_id):
        raise UnknownOrganisation("")
    return row


def lookup(
    session: Session, actor: Actor, known: EnterpriseNames, form: OrganisationForm | None, text: str
) -> list[Organisation]:
    """The organisations that ``text`` may mean: one's own name or its unit's code, else its enterprise's name.

    Open ones come before those that have been closed.

    Raises:
        UnknownOrganisation: none; with names alike among those that the actor sees.

    """
    named = _named(session, actor, form, text)
    if named:
        return named
    found = enterprises.lookup(session, actor, known, text)
    if isinstance(found, enterprises.Certain):
        of_it = of_enterprises(session, actor, [found.enterprise.id or 0], form)
    elif isinstance(found, enterprises.Several):
        of_it = of_enterprises(session, actor, [one.id or 0 for one in found.enterprises], form)
    else:
        of_it = []
    if of_it := of_it or _alike(session, actor, form, text) or _closed(session, actor, form, found):
        return of_it
    near = _alike(session, actor, None, text)
    raise UnknownOrganisation(text, tuple(one.name for one in near))


def of_enterprises(
    session: Session, actor: Actor, ids: Sequence[int], form: OrganisationForm | None = None
) -> list[Organisation]:
    """The open organisations in these enterprises, as far as the actor may see them."""
    query = select(Organisation).where(col(Organisation.enterprise_id).in_(ids), *_seen(actor, form), _open())
    return list(session.exec(query.order_by(col(Organisation.kind), col(Organisation.id)).limit(NEAR)))


def history_of(session: Session, actor: Actor, enterprise_id: int) -> list[OrganisationCard]:
    """The cards of all that the enterprise has or had, those still open first, as far as the actor may see them."""
    query = select(Organisation).where(Organisation.enterprise_id == enterprise_id, *_seen(actor, None))
    query = query.order_by(col(Organisation.closed_on).is_not(None), col(Organisation.kind), col(Organisation.id))
    return cards(session, list(session.exec(query.limit(_SHOWN))))


def listing(
    session: Session, actor: Actor, after: int, limit: int, form: OrganisationForm | None = None
) -> list[Organisation]:
    """The open organisations that the actor may see, by name, beginning with the one at place ``after``."""
    query = select(Organisation).where(*_seen(actor, form), _open())
    query = query.order_by(col(Organisation.folded), col(Organisation.id))
    return list(session.exec(query.offset(after).limit(limit)))


def totals(session: Session, actor: Actor) -> dict[OrganisationKind, int]:
    """How many open organisations of each kind the actor may see."""
    query = select(Organisation.kind, func.count()).where(*_seen(actor, None), _open())
    found = {OrganisationKind(kind): number for kind, number in session.exec(query.group_by(Organisation.kind))}
    return {kind: found.get(kind, 0) for kind in OrganisationKind}


def cards(session: Session, rows: Sequence[Organisation]) -> list[OrganisationCard]:
    """The cards of these organisations, which the actor may see, with two queries for what has happened to all."""
    events = _events(session, [row.id or 0 for row in rows])
    names = _names(session, events)
    units = {row.own_unit_id for row in rows} | {row.unit_id for row in rows}
    query = select(Unit.id, Unit.code).where(col(Unit.id).in_([unit for unit in units if unit is not None]))
    codes = {unit_id: code for unit_id, code in session.exec(query)}  # noqa: C416 - rows are not pairs to mypy
    return [_card(row, events, names, codes) for row in rows]


def _card(
    row: Organisation, events: Iterable[OrganisationEvent], names: dict[int, str], codes: dict[int | None, str]
) -> OrganisationCard:
    happened = [_happened(row, event, names) for event in events if row.id in (event.organisation_id, event.into_id)]
    return OrganisationCard(
        id=row.id or 0,
        form=form_of(row),
        name=row.name,
        enterprise_id=row.enterprise_id,
        code=codes.get(row.own_unit_id, ""),
        unit=codes[row.unit_id],
        numbers=numbers_of(row),
        closed_on=row.closed_on,
        happened=tuple(happened),
    )


def _happened(row: Organisation, event: OrganisationEvent, names: dict[int, str]) -> Happened:
    came = event.into_id == row.id
    other = names.get(event.organisation_id if came else event.into_id or 0, "")
    act, numbers = OrganisationAct(event.kind), numbers_of(event)
    if act is OrganisationAct.MERGE and not came:
        numbers = None  # they are the other's, into which it was merged
    return Happened(act, event.happened_on, event.name, numbers, event.decision, other, came)


def live_events(session: Session, ids: Sequence[int]) -> list[OrganisationEvent]:
    """What has happened to these organisations and has not been withdrawn, mergers into them too, oldest first."""
    return _events(session, ids)


def _events(session: Session, ids: Sequence[int]) -> list[OrganisationEvent]:
    about = or_(col(OrganisationEvent.organisation_id).in_(ids), col(OrganisationEvent.into_id).in_(ids))
    query = select(OrganisationEvent).where(about, col(OrganisationEvent.withdrawn_at).is_(None))
    return list(session.exec(query.order_by(col(OrganisationEvent.happened_on), col(OrganisationEvent.id))))


def _names(session: Session, events: Iterable[OrganisationEvent]) -> dict[int, str]:
    ids = {key for event in events if event.into_id for key in (event.organisation_id, event.into_id)}
    if not ids:
        return {}
    query = select(Organisation.id, Organisation.name).where(col(Organisation.id).in_(ids))
    return {key or 0: name for key, name in session.exec(query)}


def _named(session: Session, actor: Actor, form: OrganisationForm | None, text: str) -> list[Organisation]:
    by_code = select(Unit.id).where(Unit.code == "-".join(text.upper().split()))
    names = {fold(text), *([fold(default_name(form, text))] if form else [])}
    whole = or_(col(Organisation.folded).in_(names), col(Organisation.own_unit_id).in_(by_code))
    query = select(Organisation).where(whole, *_seen(actor, form))
    return list(
        session.exec(query.order_by(col(Organisation.closed_on).is_not(None), col(Organisation.id)).limit(NEAR))
    )


def _alike(session: Session, actor: Actor, form: OrganisationForm | None, text: str) -> list[Organisation]:
    said = fold_name(text)
    if not said:
        return []
    holds = col(Organisation.folded).contains(said, autoescape=True)
    query = select(Organisation).where(holds, *_seen(actor, form), _open())
    return list(session.exec(query.order_by(col(Organisation.folded), col(Organisation.id)).limit(NEAR)))


def _closed(
    session: Session, actor: Actor, form: OrganisationForm | None, found: enterprises.Found
) -> list[Organisation]:
    """What the enterprise had, where it has nothing any more."""
    if not isinstance(found, enterprises.Certain):
        return []
    query = select(Organisation).where(
        Organisation.enterprise_id == found.enterprise.id, *_seen(actor, form), col(Organisation.closed_on).is_not(None)
    )
    return list(session.exec(query.order_by(col(Organisation.closed_on).desc(), col(Organisation.id)).limit(NEAR)))


def _seen(actor: Actor, form: OrganisationForm | None) -> list[ColumnElement[bool]]:
    there = [visibility.within(col(Organisation.unit_id), actor.sees), col(Organisation.withdrawn_at).is_(None)]
    if form is not None:
        there.append(col(Organisation.kind) == form.kind.value)
    if form is not None and form.kind is OrganisationKind.PARTY_ORG:
        there.append(col(Organisation.form) == form.value)
    return there


def _open() -> ColumnElement[bool]:
    return col(Organisation.closed_on).is_(None)
