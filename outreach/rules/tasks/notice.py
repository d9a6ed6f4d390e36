"""What administrators are told with their next morning message."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What has happened."""

    GROUP_LOST = "group_lost"  # a bound group has removed the bot, or is no more
    DIGEST_SKIPPED = "digest_skipped"  # a weekly summary became too old before it could be sent
    PERSON_LOST = "person_lost"  # a member has blocked the bot
