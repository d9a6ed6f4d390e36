"""Words of ``/tochuc``: what is founded, what happens to it, how many are in it, and how far an enterprise has come."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from outreach.rules.vocabulary.admission_terms import OrganisationAct, OrganisationKind
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words


class OrganisationForm(StrEnum):
    """What an organisation is called by: a Party organisation is a cell or a base committee."""

    CELL = "cell"
    BASE_COMMITTEE = "base_committee"
    TRADE_UNION = "trade_union"
    YOUTH_UNION = "youth_union"

    @property
    def kind(self) -> OrganisationKind:
        """The kind it is of."""
        return OrganisationKind.PARTY_ORG if self in _PARTY else OrganisationKind(self.value)


_PARTY = frozenset({OrganisationForm.CELL, OrganisationForm.BASE_COMMITTEE})


class Counted(StrEnum):
    """Which of an organisation's people a figure counts."""

    MEMBERS = "members"
    FULL = "full"
    PROBATIONARY = "probationary"
    BY_TRANSFER = "by_transfer"


class OrganisationPart(StrEnum):
    """What a part of a line says, as its first words tell."""

    DECISION = "decision"
    NAME = "name"
    DAY = "day"


class FoundingStage(StrEnum):
    """How far an enterprise has come on the way to a Party organisation."""

    KNOWN = "known"
    SURVEYED = "surveyed"
    PERSUADING = "persuading"
    AGREED = "agreed"
    PREPARING = "preparing"
    FOUNDED = "founded"


FORMS = Words(
    {
        OrganisationForm.CELL: Phrases(
            "chi bộ, CB, chi bộ cơ sở, CBCS, chi bộ doanh nghiệp, chi bộ DN, chi bộ đảng", "cell, party cell"
        ),
        OrganisationForm.BASE_COMMITTEE: Phrases(
            "đảng bộ cơ sở, đảng bộ, ĐBCS, đảng bộ doanh nghiệp, đảng bộ DN, đảng ủy cơ sở",
            "base committee, base organisation, base organization",
        ),
        OrganisationForm.TRADE_UNION: Phrases(
            "công đoàn, công đoàn cơ sở, CĐCS, CĐ, tổ chức công đoàn", "trade union, union, labour union, labor union"
        ),
        OrganisationForm.YOUTH_UNION: Phrases(
            "đoàn thanh niên, chi đoàn, ĐTN, đoàn TN, đoàn cơ sở, tổ chức đoàn, chi đoàn thanh niên, "
            "tổ chức đoàn thanh niên",
            "youth union, youth branch, youth union branch",
        ),
    }
)

KINDS = Words(
    {
        OrganisationKind.PARTY_ORG: Phrases("tổ chức đảng, TCĐ, tổ chức cơ sở đảng, TCCSĐ", "Party organisations"),
        OrganisationKind.TRADE_UNION: Phrases("công đoàn", "trade unions"),
        OrganisationKind.YOUTH_UNION: Phrases("đoàn thanh niên", "youth unions"),
    }
)

ACTS = Words(
    {
        OrganisationAct.FOUND: Phrases(
            "thành lập, thành lập mới, mới, thêm, lập, ra mắt, công bố thành lập", "found, founded, new, establish, add"
        ),
        OrganisationAct.MERGE: Phrases("sáp nhập, hợp nhất, gộp, nhập", "merge, merged, join"),
        OrganisationAct.RECEIVE: Phrases("tiếp nhận, nhận, nhận về, chuyển về", "receive, received, take over"),
        OrganisationAct.RENAME: Phrases("đổi tên, sửa tên, đổi tên gọi", "rename, renamed"),
        OrganisationAct.DISSOLVE: Phrases(
            "giải thể, giải tán, chấm dứt hoạt động, kết thúc hoạt động", "dissolve, dissolved, close"
        ),
        OrganisationAct.MEMBERS: Phrases(
            "cập nhật số người, cập nhật số, cập nhật, quân số", "count, count of members, update"
        ),
    }
)

COUNTED = Words(
    {
        Counted.MEMBERS: Phrases(
            "đảng viên, ĐV, đoàn viên, công đoàn viên, đoàn viên công đoàn, đoàn viên thanh niên, người, thành viên, "
            "đồng chí, đ/c, đc, số đảng viên, số đoàn viên, tổng số đảng viên, tổng số",
            "members, member, party members, people",
        ),
        Counted.FULL: Phrases(
            "chính thức, đảng viên chính thức, ĐV chính thức, ĐVCT, đồng chí chính thức", "full, full members"
        ),
        Counted.PROBATIONARY: Phrases(
            "dự bị, đảng viên dự bị, ĐV dự bị, ĐVDB, đồng chí dự bị", "probationary, probationary members"
        ),
        Counted.BY_TRANSFER: Phrases(
            "chuyển đến, đảng viên chuyển đến, ĐV chuyển đến, người chuyển đến, đồng chí chuyển đến, do chuyển đến, "
            "chuyển sinh hoạt, chuyển sinh hoạt đến, chuyển sinh hoạt về, chuyển về, nhận chuyển sinh hoạt",
            "by transfer, transferred, transfers, moved here",
        ),
    }
)

_PARTS = Words(
    {
        OrganisationPart.DECISION: Phrases(
            "QĐ, quyết định, quyết định số, QĐ số, số QĐ, số quyết định, theo QĐ, theo quyết định, theo QĐ số, "
            "theo quyết định số, nghị quyết, NQ",
            "decision, decision no, by decision",
        ),
        OrganisationPart.NAME: Phrases("tên, tên mới, tên gọi, lấy tên, với tên", "name, new name, called"),
        OrganisationPart.DAY: Phrases("ngày thành lập, thành lập ngày, từ ngày, tính đến", "founded on, as of"),
    }
)

FOUNDING_STAGES = Words(
    {
        FoundingStage.KNOWN: Phrases("chưa triển khai", "not begun"),
        FoundingStage.SURVEYED: Phrases("đã khảo sát", "surveyed"),
        FoundingStage.PERSUADING: Phrases("đang vận động", "persuading"),
        FoundingStage.AGREED: Phrases("doanh nghiệp đã đồng ý", "the enterprise has agreed"),
        FoundingStage.PREPARING: Phrases("đang chuẩn bị thành lập", "preparing"),
        FoundingStage.FOUNDED: Phrases("đã có tổ chức đảng", "founded"),
    }
)

# "Mới", "nhận" and the like begin the name of a company just as well.
ACT_OPENINGS = Openings(ACTS.phrases(), weak=("mới", "thêm", "lập", "nhận", "nhập", "gộp", "new", "add", "close"))
FORM_OPENINGS = Openings(FORMS.phrases())
COUNTED_OPENINGS = Openings(COUNTED.phrases())
PART_OPENINGS = Openings(_PARTS.phrases())

# Words between the two organisations of a merger, and between the two names of a renaming.
INTO: Final = ("vào", "vao", "into", "in to")
BECOMES: Final = ("thành", "thanh", "to")
# "Thành phố", "thành viên": there the word belongs to a name.
NOT_BECOMES: Final = ("phố", "pho", "viên", "vien", "lập", "lap", "ủy", "uy")
# "Thành lập chi bộ tại Huy Hoàng" is Huy Hoàng's.
BEFORE_ENTERPRISE: Final = ("tại", "tai", "ở", "của", "cua", "thuộc", "thuoc", "at", "of")
AROUND_COUNTS: Final = (
    "trong đó có", "trong đó", "bao gồm", "gồm có", "gồm", "có", "và", "là", "hiện có", "including", "of whom", "and",
    "with",
)  # fmt: skip
DECISION_MARKS: Final = ("qđ", "qd", "nq")

# A code such as CB-0001 is made of these.
CODES: Final[Mapping[OrganisationForm, str]] = {OrganisationForm.CELL: "CB", OrganisationForm.BASE_COMMITTEE: "DB"}
# Where it is written how many found a union (s); for a Party organisation the rule sets of admission say it.
CHARTERS: Final[Mapping[OrganisationKind, str]] = {
    OrganisationKind.TRADE_UNION: "Điều lệ Công đoàn Việt Nam",
    OrganisationKind.YOUTH_UNION: "Điều lệ Đoàn TNCS Hồ Chí Minh",
}
