"""How the parts of one-line commands begin: ``/tham``, ``/chitieu``, ``/ketqua``."""

from enum import StrEnum

from outreach.rules.folding import fold
from outreach.rules.vocabulary.indicators import TARGET_FORMS
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.people import CONTACT_ROLES
from outreach.rules.vocabulary.quantities import AT_LEAST, EXACTLY, FROM, GROWTH, MORE_THAN
from outreach.rules.vocabulary.visits import OUTCOMES, PURPOSES
from outreach.rules.vocabulary.words import Phrases, Words


class VisitPart(StrEnum):
    """What a part of a visit's line says. ``with`` is roles or participants; ``plain`` only looks like another part."""

    MET = "met"
    WITH = "with"
    PARTICIPANTS = "participants"
    PURPOSE = "purpose"
    OUTCOME = "outcome"
    OBSTACLE = "obstacle"
    CLEARED = "cleared"
    NEXT_STEP = "next_step"
    HANDED_TO = "handed_to"
    PROPOSAL = "proposal"
    DATE = "date"
    NOTE = "note"
    PLAIN = "plain"


class TargetPart(StrEnum):
    """What a part of a target's or a figure's line says."""

    BASIS = "basis"
    DEADLINE = "deadline"
    ASSIGNED_BY = "assigned_by"
    UNIT = "unit"
    PERIOD = "period"
    VALUE = "value"
    SOURCE = "source"
    PERCENT = "percent"


_VISIT_PARTS = Words(
    {
        VisitPart.MET: Phrases(
            "gặp, gặp được, đã gặp, gặp gỡ, gặp trực tiếp, làm việc với, đã làm việc với, tiếp xúc, "
            "tiếp xúc với, gặp lại, "
            "trao đổi với, đã trao đổi với, người gặp, thành phần gặp, tiếp đoàn, đối tượng gặp, đã gặp được, gặp cả",
            "met, met with, meet, talked to, talked with, spoke with, spoke to, saw",
        ),
        VisitPart.WITH: Phrases("với, cùng, cùng với", "with, together with"),
        VisitPart.PARTICIPANTS: Phrases(
            "đi cùng, đi với, cùng đi, cùng đi có, thành phần đoàn, tham gia, người tham gia, người đi cùng, đi chung, "
            "đi cùng với, đoàn gồm, đoàn đi gồm, cùng tham gia",
            "accompanied by, went with, together, participants, along with, team",
        ),
        VisitPart.PURPOSE: Phrases("mục đích, nội dung thăm, lý do thăm, mục đích thăm", "purpose, aim, goal"),
        VisitPart.OUTCOME: Phrases("kết quả, KQ, kết quả buổi làm việc", "outcome, result"),
        VisitPart.OBSTACLE: Phrases(
            "vướng, vướng mắc, khó khăn, trở ngại, gặp khó khăn, gặp khó khăn về, gặp khó, gặp vướng mắc, còn vướng, "
            "còn vướng mắc, khó khăn về, vướng về, vướng vì, vướng do, đang vướng, bị vướng, vướng mắc về, khó, "
            "khó khăn do, khó vì, gặp trở ngại, vẫn vướng, VM",
            "obstacle, obstacles, problem, problems, difficulty, difficulties, blocked by, stuck on, hindered by",
        ),
        VisitPart.CLEARED: Phrases(
            "gỡ, đã gỡ, gỡ được, gỡ xong, đã gỡ được, đã tháo gỡ, tháo gỡ, tháo gỡ được, hết vướng, "
            "hết vướng mắc, hết, "
            "không còn vướng, không còn vướng mắc, đã hết vướng, đã giải quyết, giải quyết xong, giải quyết được, "
            "đã gỡ vướng, gỡ vướng, gỡ vướng mắc, hết khó khăn, đã giải quyết xong, giải quyết, không còn, đã hết, "
            "đã gỡ xong, đã tháo gỡ xong, xong vướng",
            "cleared, resolved, solved, no longer, fixed, removed, overcame",
        ),
        VisitPart.NEXT_STEP: Phrases(
            "hẹn, hẹn lại, việc tiếp theo, tiếp theo, bước tiếp theo, lịch hẹn, việc tới, việc tiếp, bước tiếp, sẽ, "
            "hẹn ngày, hẹn vào, hẹn đến, lần sau, buổi sau, việc cần làm, sắp tới, hẹn lịch",
            "next, next step, next steps, follow up, appointment, to do, todo, then",
        ),
        VisitPart.HANDED_TO: Phrases(
            "giao, giao cho, đã giao, phân công, phân công cho, giao việc, giao việc cho, người làm, người thực hiện, "
            "người phụ trách, đã giao cho",
            "assign, assign to, assigned to, assigned, hand to, handed to, give to, by whom",
        ),
        VisitPart.PROPOSAL: Phrases(
            "kiến nghị, đề xuất, đề nghị, kiến nghị với, DN kiến nghị, doanh nghiệp kiến nghị, DN đề nghị, "
            "xin kiến nghị, "
            "doanh nghiệp đề nghị, doanh nghiệp đề xuất, DN đề xuất",
            "proposal, proposals, request, requests, propose, proposes, asks the committee, requested, proposed",
        ),
        VisitPart.DATE: Phrases(
            "ngày thăm, thăm ngày, đi ngày, ngày đi, ngày làm việc, làm việc ngày, thăm, đi, đi thăm",
            "date, on, visited, visited on, visit date",
        ),
        VisitPart.NOTE: Phrases("ghi chú, GC, lưu ý, chú ý, ghi chú thêm", "note, notes, remark, ps"),
        VisitPart.PLAIN: Phrases(
            "giao lưu, giao ban, giao thông, giao tiếp, giao dịch, giao hàng, giao nhận, giao hữu, gặp mặt, gặp nhau, "
            "cùng quan điểm, cùng ngày, cùng lúc, cùng nhau, cùng thời gian, hết giờ, hết buổi, hết sức, "
            "với lại, hẹn nhau, "
            "đi lại, khó tính, khó nói, gặp gấp, tham gia ý kiến, tham gia đầy đủ, đi làm, đi công tác, đi ăn, "
            "đề nghị kết nạp, nội dung",
            "next to, on time, on site, on the whole, no longer needed, then again, together we",
        ),
    }
)

# Alone they prove little: believed only when the rest is a word, a role or a date that is known.
_WEAK_VISIT_PARTS = (
    "gặp lại", "tiếp đoàn", "together", "team", "saw", "meet", "tham gia", "hết", "đã hết", "tháo gỡ",
    "giải quyết", "không còn", "no longer", "fixed", "removed", "khó", "sẽ", "then", "lần sau", "buổi sau", "sắp tới",
    "thăm", "đi", "đi thăm", "on", "date", "visited", "goal", "aim", "result", "assigned",
)  # fmt: skip

VISIT_PARTS = Openings(_VISIT_PARTS.phrases(), _WEAK_VISIT_PARTS)
ROLE_OPENINGS = Openings(CONTACT_ROLES.phrases())
OUTCOME_OPENINGS = Openings(OUTCOMES.phrases())
PURPOSE_OPENINGS = Openings(PURPOSES.phrases())

FORM_OPENINGS = Openings(TARGET_FORMS.phrases())
TARGET_PARTS = Openings(
    Words(
        {
            TargetPart.BASIS: Phrases(
                "căn cứ, theo, căn cứ vào, CC, theo văn bản, văn bản", "basis, based on, according to"
            ),
            TargetPart.DEADLINE: Phrases(
                "hạn, hạn chót, thời hạn, hạn đến, trước ngày, hạn ngày, chậm nhất, hoàn thành trước, "
                "hoàn thành trước ngày, thời hạn đến, hạn hoàn thành",
                "deadline, by, due, due by, until, before",
            ),
            TargetPart.ASSIGNED_BY: Phrases(
                "giao bởi, cấp giao, đơn vị giao, người giao, cơ quan giao, do", "assigned by, set by, given by"
            ),
            TargetPart.UNIT: Phrases("đơn vị, cho, cho đơn vị, giao cho, của", "unit, for, for unit"),
            TargetPart.PERIOD: Phrases("kỳ, thời gian, giai đoạn, trong kỳ, kỳ báo cáo, thời kỳ", "period, in, during"),
            TargetPart.VALUE: Phrases(
                "chỉ tiêu, số lượng, kết quả, số, mức, giá trị, được, đã được, có, số liệu",
                "value, target, count, number, figure",
            ),
            TargetPart.SOURCE: Phrases("nguồn, nguồn số liệu, theo nguồn, số liệu từ", "source"),
            TargetPart.PERCENT: Phrases(
                "đạt, tỷ lệ, đạt tỷ lệ, tỉ lệ, bằng, phần trăm", "percent, percentage, that is, equals"
            ),
        }
    ).phrases(),
)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split(","))


# They may surround an outcome without changing it; "không" and "chưa" must never stand here.
BEFORE_OUTCOME = _folded("đã,rất,cơ bản,bước đầu,cũng,đều,hoàn toàn,vẫn,thì,là,rồi,đang,còn,very,is,has,was,mostly")
AFTER_OUTCOME = _folded("rồi,ạ,nhé,nha,lắm,luôn,hẳn,already,now,cao,nhiều")
AFTER_CLEARED_OBSTACLE = (
    "đã gỡ",
    "đã giải quyết",
    "đã tháo gỡ",
    "đã xong",
    "đã gỡ xong",
    "đã hết",
    "cleared",
    "resolved",
)
HONORIFICS = _folded("anh,chị,ông,bà,cô,chú,bác,em,đ/c,đc,đồng chí,mr,ms,mrs,miss,a,c,thầy,sếp")
BEFORE_DATE = _folded("vào,ngày,trước,hạn,đến,lúc,hôm,trong,by,on,before,until,at,due,trước ngày,vào ngày,hạn ngày")
# "phó giám đốc" and "vợ anh giám đốc" are not the director.
NOT_THE_HOLDER = _folded("phó,trợ lý,thư ký,nguyên,cựu,vợ,chồng,con,em,deputy,vice,assistant,former")
BEFORE_PERSON = _folded("cho,to")
# "BCĐ giao" says who assigned a target; "Bộ Ngoại giao" does not.
ASSIGNED_AT_THE_END = fold("giao")
NOT_BEFORE_ASSIGNED = _folded("ngoại,chỉ tiêu,bàn,cấp")
# A counted noun after a figure adds nothing: "140 đảng viên".
COUNTED = _folded(
    "đảng viên,đv,đồng chí,đc,đ/c,người,chi bộ,tổ chức,tổ chức đảng,tcđ,doanh nghiệp,dn,công ty,buổi,lượt,lớp,học viên,"
    "kcn,khu,khu công nghiệp,công đoàn,chi đoàn,cuộc,members,people,visits,enterprises,cells,classes,organisations"
)
PERCENT_WORDS = tuple(fold(word) for word in ("phần trăm", "percent"))
# "Bằng" and "đúng" open a figure that could as well stand alone.
VALUE_WORDS = tuple(
    dict.fromkeys(f"{fold(word)} " for word in (*FROM, *AT_LEAST, *MORE_THAN, *EXACTLY, *GROWTH) if fold(word))
)
# No unit's name begins or ends with these, while "doanh nghiệp" or "KCN" may well stand in one.
ASKING_VERBS = tuple(
    fold(word)
    for word in ("kết nạp", "công nhận", "thành lập", "sắp xếp", "sáp nhập", "chuyển", "admi", "recogni", "reorgani")
)
CONNECTORS = ("và", "va", "and", "với", "voi")
