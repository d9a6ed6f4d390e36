"""Who puts which planned message into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models import Outbox, Person
from outreach.composing import account, answered, away, handed, handover, morning
from outreach.composing.composer import Composer, Composing, Nothing
from outreach.messages import Address, Reply
from outreach.rules.quota import Worth
from outreach.services.talk import telling
from outreach.services.talk.offers import WITH_BUTTONS
from outreach.texts import numbers
from outreach.texts.speech import Speech
from outreach.vault import vault_of

COMPOSERS: Mapping[str, Composer] = {
    "morning": morning.compose,
    "answered": answered.compose,
    "away": away.compose,
    "handed": handed.compose,
    "handover": handover.compose,
    "account": account.compose,
    "answer_withdrawn": answered.compose_withdrawn,
}


@dataclass(frozen=True)
class Teller:
    """Composes what was planned, in the person's language, or in the house's."""

    zone: ZoneInfo
    language: str

    def worth(self, session: Session, row: Outbox) -> Worth:
        """How much the row matters when a quota runs short: summaries, then mornings with something overdue.

        Raises:
            KeyLostError: the key that the plan was sealed with is gone.

        """
        if row.rule == "digest":
            return Worth.DIGEST
        if row.rule != "morning" or row.plan_sealed is None:
            return Worth.REST
        plan = morning.Plan.read(vault_of(session).open_json(row.plan_sealed))
        return Worth.OVERDUE if morning.overdue(session, plan) else Worth.REST

    def words(self, session: Session, row: Outbox, now: datetime) -> Reply | Nothing | Address:
        """What ``row`` says now; the address to which it is to go instead, when the person has another account by now.

        Raises:
            KeyLostError: the key that the plan was sealed with is gone.

        """
        plan = vault_of(session).open_json(row.plan_sealed)
        person = session.get(Person, plan["person"])
        if person is None or person.left_at is not None:
            return Nothing("left")
        accounts = telling.accounts(session, plan["person"])
        if Address(row.channel, row.chat_id) not in accounts:
            return accounts[-1] if accounts else Nothing("no account")
        speech = Speech(person.language or self.language, self.zone)
        composing = Composing(session, person, row.channel, plan, row.created_at, now, speech)
        words = COMPOSERS[plan["compose"]](composing)
        if isinstance(words, Nothing) or row.channel in WITH_BUTTONS:
            return words
        return numbers.numbered(speech, words)
