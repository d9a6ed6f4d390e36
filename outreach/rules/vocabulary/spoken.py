"""Commands as people say them, without a slash: "thăm Huy Hoàng; …", "việc", "tiến độ"."""

from enum import StrEnum

from outreach.rules.vocabulary.openings import Openings


class Said(StrEnum):
    """A command, by its Vietnamese name."""

    START = "start"
    HELP = "trogiup"
    VISIT = "tham"
    CANDIDATE = "ungvien"
    ORGANISATION = "tochuc"
    ENTERPRISE = "dn"
    EDIT = "sua"
    PLAN = "hen"
    TASKS = "viec"
    SUGGEST = "goiy"
    AGENDA = "lich"
    CLASS = "lop"
    STATUS = "tiendo"
    RESULT = "ketqua"
    DIGEST = "bantin"
    UNIT = "donvi"
    TARGET = "chitieu"
    INVITE = "moi"
    BIND = "gan"
    AUDIT = "nhatky"
    PRIVACY = "quyenrieng"
    UNDO = "hoantac"
    CANCEL = "huy"
    SETTINGS = "caidat"


_PHRASES = {
    Said.START: ("bắt đầu", "start"),
    Said.HELP: ("trợ giúp", "giúp", "hướng dẫn", "help"),
    Said.VISIT: ("thăm", "đi thăm", "ghi buổi", "visit"),
    Said.CANDIDATE: ("ứng viên", "candidate"),
    Said.ORGANISATION: ("tổ chức", "org"),
    Said.ENTERPRISE: ("doanh nghiệp", "dn", "enterprise"),
    Said.EDIT: ("sửa", "edit"),
    Said.PLAN: ("hẹn", "plan"),
    Said.TASKS: ("việc", "việc của tôi", "todo"),
    Said.SUGGEST: ("gợi ý", "suggest"),
    Said.AGENDA: ("lịch", "agenda"),
    Said.CLASS: ("lớp", "class"),
    Said.STATUS: ("tiến độ", "status"),
    Said.RESULT: ("kết quả", "result"),
    Said.DIGEST: ("bản tin", "digest"),
    Said.UNIT: ("đơn vị", "unit"),
    Said.TARGET: ("chỉ tiêu", "target"),
    Said.INVITE: ("mời", "invite"),
    Said.BIND: ("gắn", "bind"),
    Said.AUDIT: ("nhật ký", "audit"),
    Said.PRIVACY: ("quyền riêng tư", "quyền riêng", "privacy"),
    Said.UNDO: ("hoàn tác", "undo"),
    Said.CANCEL: ("hủy", "cancel"),
    Said.SETTINGS: ("cài đặt", "settings"),
}
_OPENINGS = Openings(
    [(phrase, said) for said, phrases in _PHRASES.items() for phrase in (said.value, *phrases)],
)
_ALONE = frozenset({Said.CANCEL, Said.UNDO})  # "Huy Hoàng" cancels nothing


def spoken(text: str) -> tuple[str, str] | None:
    """The command that ``text`` begins with and what follows it; None when it is no command.

    Where marks are typed they must be the command's own: "mọi người" invites nobody.
    """
    opening = _OPENINGS.open(text)
    if opening is None or not opening.sure or (opening.rest and opening.meaning in _ALONE):
        return None
    return opening.meaning.value, opening.rest
