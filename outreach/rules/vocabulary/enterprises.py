"""Words of ``/dn``: what to do with an enterprise, and whether a body exists in it."""

from enum import StrEnum

from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.places import MASS_ORGANISATIONS
from outreach.rules.vocabulary.terms import Verb
from outreach.rules.vocabulary.words import Phrases, Words

# Fewer than elsewhere: a company may well be called "Lập Thành" or "Cây Xanh".
VERBS = Words(
    {
        Verb.NEW: Phrases("mới, thêm, thêm mới", "new, add"),
        Verb.EDIT: Phrases("sửa, cập nhật", "edit, change"),
        Verb.MERGE: Phrases("gộp, trùng", "merge"),
    }
)


class Muting(StrEnum):
    """Whether reminders of an enterprise shall rest, or come again."""

    MUTE = "mute"
    REMIND = "remind"


MUTINGS = Words(
    {
        Muting.MUTE: Phrases("ngừng nhắc, tạm ngừng nhắc, thôi nhắc, tắt nhắc, không nhắc", "mute, stop reminding"),
        Muting.REMIND: Phrases("nhắc lại, nhắc tiếp, bật nhắc, bật lại nhắc", "unmute, remind again"),
    }
)


class Until(StrEnum):
    """What opens a last day."""

    UNTIL = "until"


UNTIL = Words({Until.UNTIL: Phrases("đến hết, đến, tới, cho đến, hết ngày, đến ngày", "until, till, up to")})


class Presence(StrEnum):
    """Whether a body exists."""

    THERE = "there"
    ABSENT = "absent"


PRESENCE = Words(
    {
        Presence.THERE: Phrases("có, đã có, có rồi", "yes, has, has one"),
        Presence.ABSENT: Phrases("không, không có, chưa có, chưa, giải thể", "no, none, has none"),
    }
)

VERB_OPENINGS = Openings(VERBS.phrases())
BODY_OPENINGS = Openings(MASS_ORGANISATIONS.phrases())
PRESENCE_OPENINGS = Openings(PRESENCE.phrases())
MUTING_OPENINGS = Openings(MUTINGS.phrases())
UNTIL_OPENINGS = Openings(UNTIL.phrases())
CONTACT_OPENINGS = Openings(CONTACT_ROLES.phrases())
