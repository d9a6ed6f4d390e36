"""What administrators are told with their next morning message."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What has happened."""

    GROUP_LOST = "group_lost"  # a bound group has removed the bot, or is no more
    DIGEST_SKIPPED = "digest_skipped"  # a weekly summary became too old before it could be sent
    PERSON_LOST = "person_lost"  # a member has blocked the bot
    PERSON_SILENT = "person_silent"  # on Zalo, where only those can be written to who have written first
    QUOTA_SHORT = "quota_short"  # a messenger's quota of the month is nearly used up
    QUOTA_HELD = "quota_held"  # messages of a day were held back, so that the quota lasts
