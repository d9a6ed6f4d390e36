"""What the messengers allow in a month, from the settings."""

from bot.channels.zalo_read import CHANNEL, GROUP_IDS
from bot.settings import Settings
from outreach.rules.quota import ZALO_FREE, Plan
from outreach.services.talk.quotas import Allowance


def allowances(settings: Settings) -> dict[str, Allowance]:
    """Of each messenger that counts: Zalo, on its free plan unless another number of messages is set."""
    if settings.zalo_token is None:
        return {}
    bought = settings.zalo_monthly_messages
    plan = ZALO_FREE if bought is None else Plan(bought)
    return {CHANNEL: Allowance(CHANNEL, plan, GROUP_IDS, settings.zone)}
