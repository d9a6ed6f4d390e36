"""Words that may follow ``/viec``: which list is meant, and what is to be done with one of its tasks."""

from enum import StrEnum

from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words


class TodoList(StrEnum):
    """A part of one's own tasks, or those of the unit."""

    MINE = "mine"
    OVERDUE = "overdue"
    TODAY = "today"
    COMING = "coming"
    UNDATED = "undated"
    UNIT = "unit"


class TodoVerb(StrEnum):
    """What is to be done with a task."""

    DONE = "done"
    LATER = "later"
    DUE = "due"
    HAND = "hand"
    HELD = "held"
    OPEN = "open"
    HAND_ALL = "hand_all"


class Span(StrEnum):
    """After how long somebody wants to be reminded again."""

    TOMORROW = "tomorrow"
    DAYS = "days"
    WEEK = "week"


TODO_LISTS = Words(
    {
        TodoList.MINE: Phrases("việc của tôi, của tôi, tôi, tất cả, tất cả việc", "mine, my tasks, all"),
        TodoList.OVERDUE: Phrases("quá hạn, việc quá hạn, trễ, trễ hạn, trễ hẹn, muộn", "overdue, late"),
        TodoList.TODAY: Phrases("hôm nay, việc hôm nay, trong ngày, nay", "today"),
        TodoList.COMING: Phrases("sắp tới, sắp đến hạn, sắp đến, tuần này, 7 ngày tới", "coming, ahead, this week"),
        TodoList.UNDATED: Phrases(
            "chưa có ngày, không có ngày, chưa hẹn ngày, không hẹn ngày, chưa có hạn, không hạn", "undated, no date"
        ),
        TodoList.UNIT: Phrases(
            "việc của đơn vị, tổ, cả tổ, việc của tổ, trong tổ, tổ tôi, đoàn, cả đoàn, việc của đoàn, trong đoàn, "
            "đoàn tôi, đơn vị, cả đơn vị, trong đơn vị, nhóm",
            "unit, team, group, my team, my group",
        ),
    }
)

TODO_VERBS = Openings(
    Words(
        {
            TodoVerb.DONE: Phrases(
                "xong, đã xong, xong rồi, xong việc, làm xong, đã làm xong, hoàn thành, đã hoàn thành",
                "done, finished, finish, complete, completed",
            ),
            TodoVerb.LATER: Phrases(
                "để sau, hoãn, nhắc lại, nhắc sau, nhắc lại sau, lát nữa, để lại", "later, snooze, remind, remind me"
            ),
            TodoVerb.DUE: Phrases(
                "đổi hạn, hạn, hạn mới, lùi hạn, gia hạn, dời hạn, sửa hạn, đổi ngày, dời, lùi, dời ngày, đến hạn",
                "due, due date, new due date, move, move to",
            ),
            TodoVerb.HAND: Phrases(
                "giao, giao cho, giao việc, chuyển, chuyển cho, chuyển việc, nhờ", "hand, hand over, give, assign"
            ),
            TodoVerb.HAND_ALL: Phrases(
                "bàn giao, bàn giao hết, bàn giao việc, bàn giao tất cả, bàn giao toàn bộ",
                "hand everything over, hand all over, handover",
            ),
            TodoVerb.HELD: Phrases("vướng, vướng mắc, kẹt, mắc, vướng gì", "held, stuck, blocked, held up"),
            TodoVerb.OPEN: Phrases("mở, xem, chi tiết, việc, số, việc số", "open, show, task, number, no"),
        }
    ).phrases()
)

FROM_NOW = "nữa"  # "3 ngày" is "3 ngày nữa" to whoever wants to be reminded later
FOR = ("cho", "to", "for")  # between what is handed over and to whom
AND = ("và", "va", "and")  # between two numbers
UP_TO = ("đến", "den", "tới", "toi", "to")
