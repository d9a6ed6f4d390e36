"""Words of an absence: that somebody is away, who stands in, that they are back."""

from enum import StrEnum

from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words


class Absence(StrEnum):
    """What a line about an absence says."""

    AWAY = "away"
    BACK = "back"
    STAND_IN = "stand_in"


_LINES = Words(
    {
        Absence.AWAY: Phrases(
            "vắng mặt, vắng, đi vắng, báo vắng, xin vắng, nghỉ phép, xin nghỉ phép, đi phép", "away, absent, on leave"
        ),
        Absence.BACK: Phrases(
            "về sớm, đã về, về rồi, hết vắng, thôi vắng, bỏ vắng, hủy vắng, đi làm lại", "back, back early, i am back"
        ),
    }
)
_PEOPLE = Words(
    {
        Absence.STAND_IN: Phrases(
            "người trực thay, trực thay, người thay, thay, nhờ, giao cho, giao", "stand-in, covered by, cover"
        )
    }
)

ABSENCE_LINES = Openings(_LINES.phrases())
STAND_IN = Openings(_PEOPLE.phrases())
AFTER_A_NAME = ("trực thay", "trực giúp", "thay", "làm thay", "stands in", "covers")  # "Lan trực thay"
FOR_DAYS = ("trong", "trong vòng", "for")
UNTIL = ("đến", "đến ngày", "đến hết", "đến hết ngày", "tới", "tới ngày", "hết", "until", "till", "to")
SINCE = ("từ", "từ ngày", "kể từ", "kể từ ngày", "bắt đầu từ", "from", "starting")
DAYS = {"ngày": 1, "hôm": 1, "day": 1, "days": 1, "tuần": 7, "week": 7, "weeks": 7}
