"""Words around a time of day: 8h30, 8 giờ sáng, 2 pm."""

from enum import StrEnum


class Every(StrEnum):
    """How often something recurs."""

    WEEK = "week"


HOUR_MARKS = ("h", "g", "giờ")
MINUTE_MARKS = ("'", "p", "phút")
AT = ("lúc", "vào", "at", "hồi")
MORNING = ("sáng", "am")
AFTERNOON = ("chiều", "tối", "pm")
EVERY = ("hàng tuần", "hằng tuần", "mỗi", "every", "weekly")
