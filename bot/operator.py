"""What the operator does from the command line."""

from datetime import datetime

from bot.app import vault
from bot.settings import Settings
from bot.store import Store
from models.db import open_engine
from models.migrate import migrate as bring_up
from outreach.actor import EVERYTHING, OPERATOR
from outreach.rules.vocabulary.people import ROLES
from outreach.services.people import invitations
from outreach.services.units import units


def invite(settings: Settings, role: str, unit: str, now: datetime) -> str:
    """A one-time code with what to do with it, one thing a line.

    Raises:
        DomainError: no such role or unit.

    """
    chosen = ROLES.require(role, "role")
    store = opened(settings)
    try:
        code = store.write_here(
            lambda session: invitations.invite(
                session, OPERATOR, chosen, units.find(session, EVERYTHING, unit).id if unit else None, "", now
            )
        )
    finally:
        store.close()
    said = f"{code}\nSend to the bot: /start {code} (valid for 7 days)"
    on_zalo_alone = settings.telegram_token is None and settings.zalo_token is not None
    return said if on_zalo_alone else f"{said}\nLink: https://t.me/<bot>?start={code}"


def migrate(settings: Settings) -> str:
    """What was done, in a sentence."""
    opened(settings).close()
    return "The database has the present shape."


def opened(settings: Settings) -> Store:
    """The database of ``settings``, in the present shape."""
    engine = open_engine(settings.database_url)
    bring_up(engine)
    return Store(engine, vault(settings))
