"""Words of the parts of a reported figure: "trong đó doanh nghiệp 242, học sinh 5", "riêng tại Công ty … 2 lớp"."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from outreach.rules.folding import fold
from outreach.rules.vocabulary.admission import OBJECTS, SEXES
from outreach.rules.vocabulary.admission_terms import Object, Sex
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.places import ENTERPRISE_KINDS
from outreach.rules.vocabulary.terms import Indicator
from outreach.rules.vocabulary.words import Phrases, Words


class Umbrella(StrEnum):
    """A part that holds others: those in enterprises are workers, managers, owners and so on."""

    ENTERPRISE = "enterprise"


class PartsOpening(StrEnum):
    """What a part of a figure's line says of its parts: inside the count, or reported beside it."""

    INSIDE = "inside"
    APART = "apart"


UMBRELLAS = Words(
    {
        Umbrella.ENTERPRISE: Phrases(
            "doanh nghiệp, DN, khối doanh nghiệp, trong doanh nghiệp, ở doanh nghiệp, các doanh nghiệp, "
            "đảng viên doanh nghiệp, khối DN, doanh nghiệp ngoài nhà nước, DN ngoài nhà nước",
            "enterprise, enterprises, in enterprises, companies",
        )
    }
)
# With the enterprise named once more, as reports have it.
IN_AN_ENTERPRISE = Words(
    {
        Object.MANAGER: Phrases(
            "cán bộ quản lý, quản lý doanh nghiệp, cán bộ quản lý doanh nghiệp, quản lý DN, cán bộ quản lý DN, "
            "người quản lý doanh nghiệp, lãnh đạo quản lý doanh nghiệp",
            "manager, managers of enterprises, enterprise managers",
        ),
        Object.WORKER: Phrases("công nhân, công nhân doanh nghiệp, người lao động trong doanh nghiệp", "worker"),
    }
)
PARTS_OPENINGS = Openings(
    Words(
        {
            PartsOpening.INSIDE: Phrases(
                "trong đó, trong số đó, trong đó có, bao gồm, gồm, gồm có, cụ thể, chia ra, trong số này",
                "of which, of these, including, among them, made up of",
            ),
            PartsOpening.APART: Phrases(
                "riêng, riêng tại, tính riêng, báo cáo riêng, tách riêng, lớp riêng, riêng các lớp, ngoài ra, "
                "mở riêng, thống kê riêng, riêng ở",
                "apart, separately, separate, reported apart, in addition, besides",
            ),
        }
    ).phrases()
)

PEOPLE: Final = frozenset(
    {Indicator.MEMBERS_ADMITTED, Indicator.MEMBERS_RECOGNISED, Indicator.MEMBERS, Indicator.CLASS_LEARNERS}
)
IN_ENTERPRISES: Final = frozenset({Object.WORKER, Object.TECHNICIAN, Object.OFFICE, Object.MANAGER, Object.OWNER})

# They may stand before what a part is called without being of it: "đảng viên là chủ DN", "tại Công ty …".
FILLERS = frozenset(
    fold("có là số đảng viên đồng chí trong thuộc khối ở tại các từ với cho của lớp được at in the of").split()
)
BEFORE_PLACE = frozenset(fold("tại ở các lớp at in the").split())
LEARNERS = frozenset(
    fold(word) for word in ("học viên", "HV", "người học", "lượt học viên", "lượt người", "người", "learners")
)
CHIEFLY = ("chiếm", "chiem", "bằng", "bang", "đạt", "dat", "tỷ lệ", "ty le", "tỉ lệ", "that is", "is")


def words_of(indicator: Indicator) -> tuple[Words[Any], ...]:
    """The words that parts of a figure of this kind are known by."""
    if indicator in PEOPLE:
        return UMBRELLAS, OBJECTS, IN_AN_ENTERPRISE, SEXES
    return (CLASS_KINDS,) if indicator is Indicator.CLASSES_HELD else (ENTERPRISE_KINDS,)


def dimension(part: str) -> str:
    """Parts of one dimension exclude each other, and so cannot be more than the whole; others may overlap."""
    return DIMENSIONS.get(part, "")


DIMENSIONS: Mapping[str, str] = {
    **dict.fromkeys((Umbrella.ENTERPRISE, Object.CIVIL_SERVANT, Object.STUDENT, Object.OTHER), "object"),
    **dict.fromkeys(IN_ENTERPRISES, Umbrella.ENTERPRISE),
    **dict.fromkeys(Sex, "sex"),
    **dict.fromkeys(ENTERPRISE_KINDS.meanings(), "kind"),
    **dict.fromkeys(CLASS_KINDS.meanings(), "class"),
}
