"""Words of ``/lop``: kinds of classes, the parts of a line that opens one, and what is done with those who learn."""

from enum import StrEnum

from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words

CLASS_KINDS = Words(
    {
        ClassKind.AWARENESS_CLASS: Phrases(
            "lớp nhận thức về Đảng, nhận thức, nhận thức về Đảng, lớp nhận thức, bồi dưỡng nhận thức, "
            "bồi dưỡng nhận thức về Đảng, lớp bồi dưỡng nhận thức, lớp bồi dưỡng nhận thức về Đảng, cảm tình, "
            "cảm tình Đảng, lớp cảm tình, lớp cảm tình Đảng, đối tượng Đảng, lớp đối tượng Đảng, "
            "bồi dưỡng đối tượng kết nạp Đảng, lớp bồi dưỡng đối tượng kết nạp Đảng, BDNT, lớp BDNT",
            "awareness class, awareness, awareness classes",
        ),
        ClassKind.NEW_MEMBER_CLASS: Phrases(
            "lớp đảng viên mới, đảng viên mới, ĐV mới, lớp ĐV mới, ĐVM, lớp ĐVM, bồi dưỡng đảng viên mới, "
            "lớp bồi dưỡng đảng viên mới, lớp lý luận chính trị cho đảng viên mới, đảng viên mới kết nạp, "
            "lớp đảng viên mới kết nạp, bồi dưỡng lý luận chính trị cho đảng viên mới, lớp đảng viên dự bị, "
            "đảng viên dự bị",
            "new member class, new members, new member, new member classes",
        ),
    }
)


class ClassPart(StrEnum):
    """What a part of the line that opens a class says."""

    DAYS = "days"
    AT = "at"
    UNIT = "unit"
    LEARNERS = "learners"
    WEEKEND = "weekend"
    APART = "apart"
    KIND = "kind"


_TRAITS = {
    ClassPart.WEEKEND: Phrases(
        "cuối tuần, học cuối tuần, thứ bảy chủ nhật, thứ bảy và chủ nhật, thứ 7 chủ nhật, thứ 7 và chủ nhật, T7 CN, "
        "T7 và CN, các ngày cuối tuần, vào cuối tuần, lớp cuối tuần, T7 chủ nhật, ngày nghỉ",
        "weekend, weekends, at weekends, at the weekend, on weekends, saturdays and sundays",
    ),
    ClassPart.APART: Phrases(
        "riêng, lớp riêng, mở riêng, tính riêng, báo cáo riêng, tách riêng, học riêng, thống kê riêng",
        "apart, separate, separately, reported apart",
    ),
}
_CLASS_PARTS = Words(
    {
        ClassPart.DAYS: Phrases(
            "từ, từ ngày, thời gian, ngày, lịch, lịch học, học ngày, học từ, học từ ngày, trong ngày",
            "from, date, dates, days, when",
        ),
        ClassPart.AT: Phrases(
            "tại, ở, địa điểm, nơi, nơi học, học tại, tổ chức tại, mở tại, địa điểm học, hội trường tại",
            "at, place, where, venue, held at",
        ),
        ClassPart.UNIT: Phrases("đơn vị, ĐV, thuộc, đơn vị mở, cho đơn vị, của", "unit, for unit"),
        ClassPart.LEARNERS: Phrases(
            "học viên, số học viên, HV, người học, số người học, học viên khác, sĩ số",
            "learners, participants, students, other learners",
        ),
        **_TRAITS,
        ClassPart.KIND: Phrases("loại, loại lớp, lớp", "kind, type, class"),
    }
)

CLASS_PARTS = Openings(_CLASS_PARTS.phrases())
KIND_OPENINGS = Openings(CLASS_KINDS.phrases())
TRAITS = Words(_TRAITS)
# What may stand after the figure in "45 học viên".
LEARNER_WORDS = Words(
    {
        ClassPart.LEARNERS: Phrases(
            "học viên, người, HV, người học, học viên khác, đảng viên, quần chúng, đồng chí, đ/c, công nhân",
            "learners, participants, people, students, other learners",
        )
    }
)
LEGAL_OPENINGS = ("công ty", "cty", "doanh nghiệp", "dn", "tập đoàn", "hợp tác xã", "company")


class ClassAct(StrEnum):
    """What is done with a class, or with those who learn in it."""

    OPEN = "open"
    ENROL = "enrol"
    REMOVE = "remove"
    ABSENT = "absent"
    PRESENT = "present"
    CERTIFY = "certify"
    UNCERTIFY = "uncertify"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    LEARNERS = "learners"


_OPEN = {
    ClassAct.OPEN: Phrases(
        "mở, mở lớp, mở mới, mới, tạo, tạo lớp, thêm lớp, lập, khai giảng, lớp mới", "open, new, add class, open class"
    )
}
_ACTS = Words(
    {
        ClassAct.ENROL: Phrases(
            "thêm, ghi danh, ghi tên, đăng ký, cử, nhập học, thêm vào, cho học, đưa vào", "add, enrol, enroll, register"
        ),
        ClassAct.REMOVE: Phrases(
            "bỏ, rút, xóa, gạch tên, bỏ tên, thôi học, rút tên, xóa tên, đưa ra", "remove, drop, delete"
        ),
        ClassAct.ABSENT: Phrases(
            "vắng, vắng mặt, nghỉ, không dự, nghỉ học, không học, không đi học, không tham gia", "absent, missed, away"
        ),
        ClassAct.PRESENT: Phrases(
            "có mặt, dự, dự đủ, đã dự, có dự, đã học, đi học, học đủ, tham gia, hoàn thành", "present, attended, came"
        ),
        ClassAct.CERTIFY: Phrases(
            "chứng nhận, cấp chứng nhận, giấy chứng nhận, cấp giấy chứng nhận, cấp giấy, GCN, cấp GCN, cấp giấy CN",
            "certificates, certificate, certify, certified",
        ),
        ClassAct.UNCERTIFY: Phrases(
            "bỏ chứng nhận, rút chứng nhận, hủy chứng nhận, bỏ giấy chứng nhận, thu hồi chứng nhận, "
            "hủy giấy chứng nhận, bỏ GCN, xóa chứng nhận, thu hồi giấy chứng nhận, rút giấy chứng nhận",
            "withdraw certificates, withdraw certificate, uncertify, no certificate",
        ),
        ClassAct.LEARNERS: Phrases("học viên, số học viên, học viên khác, HV, sĩ số", "learners, other learners"),
        ClassAct.EDIT: Phrases(
            "sửa, sửa lớp, đổi, đổi ngày, đổi thành, đổi sang, dời, dời sang, dời đến, hoãn, hoãn đến, hoãn sang, "
            "lùi đến",
            "edit, change, change to, postpone to, move to",
        ),
        ClassAct.WITHDRAW: Phrases(
            "hủy lớp, rút lớp, xóa lớp, bỏ lớp, không mở nữa", "withdraw class, cancel class, delete class"
        ),
    }
)

OPENING_VERBS = Openings(Words(_OPEN).phrases())
CLASS_ACTS = Openings(_ACTS.phrases())
EVERYBODY = frozenset({"tat ca", "ca lop", "het", "toan bo", "everybody", "all", "du", "tat ca hoc vien"})
AND = frozenset({"", "va", "and", "cung"})
# Words around the day of a certificate that say nothing more: "ngày 25/6 cho tất cả học viên".
FILLERS = frozenset({"cho", "tat", "ca", "toan", "bo", "hoc", "vien", "lop", "het", "for", "all", "everybody", "to"})

OPEN_EXAMPLE = "/lop mở nhận thức; 15/6-20/6; Trường Chính trị; 45 học viên"
