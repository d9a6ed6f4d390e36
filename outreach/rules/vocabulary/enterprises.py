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
CONTACT_OPENINGS = Openings(CONTACT_ROLES.phrases())
