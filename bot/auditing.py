"""``nhipcau audit verify``: whether the log is as it was sealed, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.operator import opened
from bot.settings import Settings
from outreach.rules.audit_chain import Misfit
from outreach.services.journal import audit_chain
from outreach.services.journal.audit_chain import Proof

NAMED = 5


@dataclass(frozen=True)
class Verdict:
    """What is to be said, and whether something is ``wrong``."""

    sentence: str
    wrong: bool


def verify(settings: Settings, known: str) -> Verdict:
    """Walk the chain. ``known`` is a hash that was noted elsewhere, such as in the program's log; nothing: none."""
    store = opened(settings)
    try:
        proof = store.read_here(lambda session: audit_chain.prove(session, known.strip()))
    finally:
        store.close()
    return judge(proof, settings, known)


def judge(proof: Proof, settings: Settings, known: str) -> Verdict:
    """The verdict on what was found."""
    if proof.misfits:
        return Verdict(f"The log is not as it was sealed: {_named(proof.misfits, settings)}.", wrong=True)
    if not proof.knows:
        return Verdict(f"The chain has no seal {known}: the log was sealed anew, or its end was cut off.", wrong=True)
    tail = f"; {proof.unsealed} rows since {_time(proof.since, settings)} are not sealed yet" if proof.since else ""
    if proof.head is None:
        return Verdict(f"ok    the log has no seal yet{tail}", wrong=False)
    sealed = f"{proof.rows} rows in {proof.seals} seals, the last of {_time(proof.head.sealed_at, settings)}"
    return Verdict(f"ok    {sealed}: {proof.head.hash.hex()}{tail}", wrong=False)


def _named(misfits: Sequence[Misfit], settings: Settings) -> str:
    said = [_misfit(one, settings) for one in misfits[:NAMED]]
    more = len(misfits) - NAMED
    return ", ".join([*said, *([f"and {more} more"] if more > 0 else [])])


def _misfit(one: Misfit, settings: Settings) -> str:
    when = _time(one.at, settings)
    match one.what:
        case "seal rewritten":
            return f"seal {one.id} ({when}) was rewritten"
        case "seal missing":
            return f"a seal before seal {one.id} ({when}) is missing"
    return f"row {one.id} ({when}) was {one.what}"


def _time(at: datetime | None, settings: Settings) -> str:
    return f"{at.astimezone(settings.zone):%H:%M:%S %d/%m/%Y}" if at else "?"
