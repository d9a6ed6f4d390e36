"""Words of ``/ungvien``: how the parts of a new candidate's line begin, and what can be done with one."""

from enum import StrEnum

from outreach.rules.folding import fold
from outreach.rules.vocabulary.admission import DOCUMENT_KINDS, EXITS, STAGES
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words

NEW_EXAMPLE = "/ungvien moi Nguyễn Văn A; Huy Hoàng; công nhân; nữ; 1998; đồng ý 12/6"
NUMBER_EXAMPLE = "12-QĐ/ĐU"
STEP_EXAMPLES = "/ungvien UV-0001 học lớp 20/6, /ungvien UV-0001 chi bộ họp 3/8; 5/6 phiếu"


class NewPart(StrEnum):
    """What a part of a new candidate's line says, as its first words tell."""

    NAME = "name"
    CONSENT = "consent"
    BORN = "born"
    PHONE = "phone"
    ENTERPRISE = "enterprise"
    OBJECT = "object"
    SEX = "sex"


class CandidateVerb(StrEnum):
    """What can be done with a candidate, or with all of them."""

    NEW = "new"
    LIST = "list"
    DUE = "due"
    LIMITS = "limits"
    EXIT = "exit"
    MOVE = "move"
    PAPERS = "papers"
    CORRECT = "correct"


NEW_PARTS = Openings(
    Words(
        {
            NewPart.NAME: Phrases("họ tên, họ và tên, tên", "name, full name"),
            NewPart.CONSENT: Phrases(
                "đồng ý, đã đồng ý, ngày đồng ý, đồng ý ngày, sự đồng ý, đã đồng ý ngày, chấp thuận, cam kết",
                "consent, consented, agreed, consent on, agreed on",
            ),
            NewPart.BORN: Phrases(
                "sinh, sinh năm, năm sinh, SN, sinh ngày, ngày sinh", "born, born in, birth year, year of birth"
            ),
            NewPart.PHONE: Phrases(
                "điện thoại, ĐT, SĐT, số điện thoại, di động, số ĐT", "phone, telephone, tel, mobile"
            ),
            NewPart.ENTERPRISE: Phrases(
                "doanh nghiệp, DN, tại, ở, làm ở, làm tại, nơi làm việc, làm việc tại", "enterprise, at, works at"
            ),
            NewPart.OBJECT: Phrases("đối tượng, nghề, nghề nghiệp", "object, occupation"),
            NewPart.SEX: Phrases("giới tính, giới", "sex, gender"),
        }
    ).phrases(),
    weak=("ở", "at", "tại", "tên", "name", "sinh", "giới"),
)

VERBS = Words(
    {
        CandidateVerb.NEW: Phrases(
            "mới, thêm, thêm mới, tạo, thêm ứng viên, thêm mới ứng viên, ứng viên mới", "new, add"
        ),
        CandidateVerb.LIST: Phrases("danh sách, DS, tất cả", "list, all"),
        CandidateVerb.DUE: Phrases("đến hạn, sắp đến hạn, quá hạn, theo thời hạn", "due, deadlines, overdue"),
        CandidateVerb.LIMITS: Phrases("thời hạn, quy định, các thời hạn, bộ quy định", "limits, time limits, rules"),
        CandidateVerb.EXIT: Phrases("dừng, kết thúc, ra khỏi danh sách, thôi theo dõi", "exit, end, stop"),
        CandidateVerb.MOVE: Phrases(
            "chuyển đơn vị, chuyển sang, chuyển về, chuyển cho, bàn giao, bàn giao cho, chuyển",
            "move, move to, hand over to",
        ),
        CandidateVerb.PAPERS: Phrases("giấy tờ, các giấy tờ, giấy", "papers, documents"),
        CandidateVerb.CORRECT: Phrases("sửa, đính chính, sửa bước cuối", "correct, edit"),
    }
)
VERB_OPENINGS = Openings(VERBS.phrases())

# Who works in no enterprise: a student, somebody of a household.
NO_ENTERPRISE = frozenset(
    fold(phrase) for phrase in ("không thuộc doanh nghiệp", "không thuộc DN", "ngoài doanh nghiệp", "no enterprise")
)
# These may stand between what a part says and its day.
BEFORE_DAY = frozenset(fold(word) for word in ("ngày", "hôm", "vào", "từ", "on", "since", "from"))


class StepPart(StrEnum):
    """What a part of a step's line says: the fields of ``admission.stages.Details``."""

    MEMBERS = "members"
    PRESENT = "present"
    VOTES = "votes"
    NUMBER = "number"
    RECEIVED = "received_on"
    CERTIFICATE = "certificate_on"
    REASON = "reason"


_STEP_PARTS = Words(
    {
        StepPart.MEMBERS: Phrases(
            "đảng viên chính thức, đảng viên, ĐV, ĐVCT, tổng số, tổng số đảng viên, chi bộ có, trên tổng số",
            "full members, members, of the cell",
        ),
        StepPart.PRESENT: Phrases(
            "có mặt, dự họp, dự, đảng viên dự họp, đảng viên có mặt, ĐV dự họp, ĐV có mặt, tham dự, đồng chí dự, "
            "đồng chí dự họp, đồng chí có mặt, đảng viên dự",
            "present, attended",
        ),
        StepPart.VOTES: Phrases(
            "tán thành, phiếu, phiếu thuận, phiếu tán thành, phiếu đồng ý, đồng ý, thuận", "votes, in favour, for"
        ),
        StepPart.NUMBER: Phrases("số, QĐ, QĐ số, quyết định số, số quyết định, số QĐ, quyết định", "no, number, no."),
        StepPart.RECEIVED: Phrases(
            "nhận, nhận ngày, nhận được, ngày nhận, đã nhận, nhận quyết định, nhận QĐ, nhận được ngày",
            "received, received on",
        ),
        StepPart.CERTIFICATE: Phrases(
            "chứng nhận, giấy chứng nhận, GCN, chứng nhận ngày, giấy chứng nhận ngày, cấp ngày, cấp, có giấy CN",
            "certificate, certificate of",
        ),
        StepPart.REASON: Phrases("lý do, vì, do, bởi vì", "reason, because"),
    }
)
STEP_PARTS = Openings(_STEP_PARTS.phrases())
STEP_NOUNS = _STEP_PARTS
# After "5/6": so many votes of so many members.
VOTED = tuple(
    fold(word)
    for word in (
        "phiếu", "đảng viên", "đồng chí", "tán thành", "đồng ý", "thuận", "nhất trí", "ĐV", "đ/c", "votes", "in favour",
    )
)  # fmt: skip
STAGE_OPENINGS = Openings(STAGES.phrases())
EXIT_OPENINGS = Openings(EXITS.phrases())
PAPER_OPENINGS = Openings(DOCUMENT_KINDS.phrases())


class PaperPart(StrEnum):
    """What is said of a paper beside its name and its day."""

    PLACE = "place"
    THERE = "there"
    MISSING = "missing"


PRESENCES = Words(
    {
        PaperPart.THERE: Phrases("có, đã có, có rồi, đủ, đã nộp", "yes, there, present, has"),
        PaperPart.MISSING: Phrases("chưa có, chưa, thiếu, không có, còn thiếu, không", "no, missing, not there, none"),
        PaperPart.PLACE: Phrases("lưu tại, lưu ở, lưu, để tại, để ở, nơi lưu, cất ở", "kept at, kept in, kept"),
    }
)
PAPER_PARTS = Openings(PRESENCES.phrases())
