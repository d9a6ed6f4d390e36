"""Words of plans: what is planned, for oneself; and of the agenda: whose."""

from enum import StrEnum
from typing import Final

from outreach.rules.folding import fold
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words


class PlanKind(StrEnum):
    """What is planned: a visit, or something else to be done (``NextStep.kind``)."""

    VISIT = "visit"
    STEP = "step"


class Whose(StrEnum):
    """Whose agenda is asked for."""

    MINE = "mine"
    UNIT = "unit"


PLAN_KINDS = Words(
    {
        PlanKind.VISIT: Phrases(
            "đến thăm, thăm, đi thăm, đến, thăm DN, thăm doanh nghiệp, hẹn thăm, buổi thăm, buổi làm việc, "
            "đến làm việc, ghé, ghé thăm, thăm lại, làm việc tại, xuống thăm",
            "visit, a visit, go there, call on",
        ),
        PlanKind.STEP: Phrases(
            "việc, việc cần làm, việc phải làm, cần làm, phải làm, giao việc, việc của tôi, nhắc, nhắc việc, nhắc tôi",
            "step, a step, task, to do, todo, remind me",
        ),
    }
)
PLAN_OPENINGS = Openings(PLAN_KINDS.phrases())

AGENDA_WHOSE = Words(
    {
        Whose.MINE: Phrases("của tôi, tôi, của mình, việc của tôi, lịch của tôi, riêng tôi", "mine, my, me"),
        Whose.UNIT: Phrases(
            "cả đơn vị, đơn vị, toàn đơn vị, cả tổ, tổ, cả đoàn, đoàn, chung, tất cả, mọi người",
            "unit, the unit, whole unit, everybody, all",
        ),
    }
)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split(","))


# Whoever says so gives the step to nobody else.
MYSELF: Final = _folded("tôi,em,bản thân,chính tôi,cho tôi,me,myself,self")
MYSELF_WITH_MARKS: Final = "mình"  # without them a name, Minh
# "Trong 2 tuần tới", "10 ngày nữa": all the days until then.
UNTIL_THEN: Final = _folded("tới,nữa,sắp tới,sau")
NUMBERED: Final = fold("số")  # "Đoàn công tác số 1": what follows counts no days
BEFORE_A_SPAN: Final = _folded("trong,từ nay,lịch,xem,in,within,the")
