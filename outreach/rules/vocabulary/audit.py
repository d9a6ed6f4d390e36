"""The words of the log: what was done, to what, and to which of its fields. Nothing else is ever written into it."""

from enum import StrEnum

from outreach.rules.vocabulary.words import Phrases, Words


class Act(StrEnum):
    """What somebody did."""

    READ = "read"
    EXPORT = "export"
    ENTER = "enter"
    ADD = "add"
    CHANGE = "change"
    CORRECT = "correct"
    ADVANCE = "advance"
    EXIT = "exit"
    MOVE = "move"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    RESTORE = "restore"
    REMOVE = "remove"
    ERASE = "erase"
    ANONYMISE = "anonymise"
    REQUEST = "request"
    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    FORBID = "forbid"
    ALLOW = "allow"
    CONFIRM = "confirm"
    ENROL = "enrol"
    ATTEND = "attend"
    CERTIFY = "certify"
    INVITE = "invite"
    REVOKE = "revoke"
    JOIN = "join"
    WRONG_CODE = "wrong code"
    BIND = "bind"
    UNBIND = "unbind"
    MERGE = "merge"
    MERGE_INTO = "merge into"
    CLOSE = "close"


class Subject(StrEnum):
    """What it was done to. A contact is named by its enterprise's id, an account by a number made of it."""

    CANDIDATE = "candidate"
    ADMISSION = "admission"
    CEREMONY = "ceremony"
    REQUEST = "privacy_request"
    ENTERPRISE = "enterprise"
    CONTACT = "contact"
    VISIT = "visit"
    STEP = "step"
    STEP_DONE = "step_done"
    ANSWER = "answer"
    ORGANISATION = "organisation"
    ORGANISATION_EVENT = "organisation_event"
    CLASS = "party_class"
    ENROLMENT = "enrolment"
    TARGET = "target"
    FIGURE = "figure"
    UNIT = "unit"
    PERSON = "person"
    INVITATION = "invitation"
    CHAT = "bound_chat"
    CHANNEL = "channel_rule"
    LIMIT = "limit"
    RULE = "rule_setting"
    CALENDAR_DAY = "calendar_day"
    LOG = "audit_log"
    ACCOUNT = "account"
    HANDOVER = "handover"


class LoggedField(StrEnum):
    """A field by its name, as it may stand in the log; its value never does."""

    NAME = "name"
    PHONE = "phone"
    BORN = "born"
    SEX = "sex"
    OBJECT = "object"
    ENTERPRISE = "enterprise_id"
    STAGE = "stage"
    EXIT = "exit"
    DAY = "happened_on"
    DETAILS = "details"
    CONSENT = "consent"
    DOCUMENT = "document"
    PLACE = "place"
    CERTIFICATE = "certificate_on"
    ATTENDED = "attended"
    RULE_SET = "rule_set"
    ROLE = "role"
    UNIT_ID = "unit_id"
    UNIT = "unit"
    PARENT = "parent_id"
    CODE = "code"
    KIND = "kind"
    ZONE = "zone"
    TAX_CODE = "tax_code"
    WORKERS = "workers"
    MEMBERS = "members"
    LEARNERS = "learners"
    HELD_AT = "held_at"
    HELD = "held"
    DUE = "due"
    PERSON_ID = "person_id"
    APART = "apart"
    PARTY_CLASS = "party_class_id"
    ALIASES = "aliases"
    BODIES = "bodies"
    CONTACTS = "contacts"
    OTHERS = "others"
    MERGED_INTO = "merged_into_id"
    LANGUAGE = "language"
    WEEKDAY = "weekday"
    AT = "at"
    VALUE = "value"
    NAMES_FORBIDDEN = "names_forbidden"
    MORNING = "morning_at"
    QUIET = "quiet_hours"
    CHANNEL = "channel"
    ENABLED = "enabled"
    DAYS = "days"
    WORKING = "working"
    TELEGRAM = "telegram"
    ZALO = "zalo"
    MUTED_UNTIL = "muted_until"
    ACCOUNT = "account"
    AWAY = "away"
    STAND_IN = "stand_in_id"


READING = frozenset({Act.READ, Act.EXPORT})


class ActKind(StrEnum):
    """Whether something was looked at or written."""

    READS = "reads"
    WRITES = "writes"


ACT_KINDS = Words(
    {
        ActKind.READS: Phrases("đọc, xem, lượt đọc, ai đọc, ai xem, chỉ đọc", "reads, read, reading, views"),
        ActKind.WRITES: Phrases("ghi, viết, lượt ghi, ai ghi, thay đổi, chỉ ghi", "writes, write, writing, changes"),
    }
)

ACTS = Words(
    {
        Act.READ: Phrases("đọc", "read"),
        Act.EXPORT: Phrases("xuất tệp, xuất", "export"),
        Act.ENTER: Phrases("ghi mới", "enter"),
        Act.ADD: Phrases("thêm, thêm mới", "add"),
        Act.CHANGE: Phrases("sửa", "change"),
        Act.CORRECT: Phrases("đính chính", "correct"),
        Act.ADVANCE: Phrases("chuyển bước", "advance"),
        Act.EXIT: Phrases("dừng theo dõi", "exit"),
        Act.MOVE: Phrases("chuyển đơn vị", "move"),
        Act.WITHDRAW: Phrases("rút", "withdraw"),
        Act.UNDO: Phrases("hoàn tác", "undo"),
        Act.RESTORE: Phrases("khôi phục", "restore"),
        Act.REMOVE: Phrases("thu hồi quyền, thu quyền", "remove"),
        Act.ERASE: Phrases("xóa dữ liệu, xóa", "erase"),
        Act.ANONYMISE: Phrases("ẩn danh", "anonymise"),
        Act.REQUEST: Phrases("ghi yêu cầu, yêu cầu", "request"),
        Act.ACKNOWLEDGE: Phrases("báo tiếp nhận, xác nhận đã nhận, đã nhận", "acknowledge"),
        Act.ANSWER: Phrases("giải quyết xong, giải quyết", "answer"),
        Act.FORBID: Phrases("cấm", "forbid"),
        Act.ALLOW: Phrases("cho phép", "allow"),
        Act.CONFIRM: Phrases("xác nhận", "confirm"),
        Act.ENROL: Phrases("ghi danh", "enrol, enroll"),
        Act.ATTEND: Phrases("điểm danh", "attend"),
        Act.CERTIFY: Phrases("cấp chứng nhận, chứng nhận", "certify"),
        Act.INVITE: Phrases("mời", "invite"),
        Act.REVOKE: Phrases("thu hồi", "revoke"),
        Act.JOIN: Phrases("tham gia", "join"),
        Act.WRONG_CODE: Phrases("gửi sai mã, sai mã", "wrong code"),
        Act.BIND: Phrases("gắn", "bind"),
        Act.UNBIND: Phrases("bỏ gắn", "unbind"),
        Act.MERGE: Phrases("gộp đi", "merge"),
        Act.MERGE_INTO: Phrases("nhận gộp", "merge into"),
        Act.CLOSE: Phrases("đóng", "close"),
    }
)

SUBJECTS = Words(
    {
        Subject.CANDIDATE: Phrases("ứng viên, quần chúng, nguồn", "candidate"),
        Subject.ADMISSION: Phrases("bước kết nạp", "step of admission"),
        Subject.CEREMONY: Phrases("ngày lễ kết nạp", "day of the ceremony"),
        Subject.REQUEST: Phrases("yêu cầu", "request"),
        Subject.ENTERPRISE: Phrases("doanh nghiệp, DN", "enterprise"),
        Subject.CONTACT: Phrases("đầu mối", "contacts of"),
        Subject.VISIT: Phrases("buổi làm việc, buổi", "visit"),
        Subject.STEP: Phrases("việc hẹn, việc", "step"),
        Subject.STEP_DONE: Phrases("việc đã xong", "step done"),
        Subject.ANSWER: Phrases("trả lời kiến nghị", "answer to a proposal"),
        Subject.ORGANISATION: Phrases("tổ chức", "organisation"),
        Subject.ORGANISATION_EVENT: Phrases("biến động tổ chức", "change of an organisation"),
        Subject.CLASS: Phrases("lớp", "class"),
        Subject.ENROLMENT: Phrases("học viên", "learner"),
        Subject.TARGET: Phrases("chỉ tiêu", "target"),
        Subject.FIGURE: Phrases("số liệu", "figure"),
        Subject.UNIT: Phrases("đơn vị", "unit"),
        Subject.PERSON: Phrases("người dùng, thành viên", "person"),
        Subject.INVITATION: Phrases("lời mời", "invitation"),
        Subject.CHAT: Phrases("nhóm chat", "group chat"),
        Subject.CHANNEL: Phrases("kênh", "channel"),
        Subject.LIMIT: Phrases("thời hạn", "time limit"),
        Subject.RULE: Phrases("luật nhắc việc", "reminder rule"),
        Subject.CALENDAR_DAY: Phrases("lịch nghỉ", "calendar of days off"),
        Subject.LOG: Phrases("nhật ký", "log"),
        Subject.ACCOUNT: Phrases("tài khoản", "account"),
        Subject.HANDOVER: Phrases("bàn giao", "handover"),
    }
)

LOGGED_FIELDS = Words(
    {
        LoggedField.NAME: Phrases("họ tên, tên", "name"),
        LoggedField.PHONE: Phrases("số điện thoại", "telephone"),
        LoggedField.BORN: Phrases("năm sinh", "year of birth"),
        LoggedField.SEX: Phrases("giới tính", "sex"),
        LoggedField.OBJECT: Phrases("đối tượng", "object"),
        LoggedField.ENTERPRISE: Phrases("nơi làm việc", "enterprise"),
        LoggedField.STAGE: Phrases("bước", "stage"),
        LoggedField.EXIT: Phrases("lý do", "reason"),
        LoggedField.DAY: Phrases("ngày", "day"),
        LoggedField.DETAILS: Phrases("chi tiết", "details"),
        LoggedField.CONSENT: Phrases("sự đồng ý", "consent"),
        LoggedField.DOCUMENT: Phrases("giấy tờ", "papers"),
        LoggedField.PLACE: Phrases("nơi lưu", "place"),
        LoggedField.CERTIFICATE: Phrases("giấy chứng nhận", "certificate"),
        LoggedField.ATTENDED: Phrases("có mặt", "attendance"),
        LoggedField.RULE_SET: Phrases("bộ quy định", "rule set"),
        LoggedField.ROLE: Phrases("vai trò", "role"),
        LoggedField.UNIT_ID: Phrases("đơn vị phụ trách", "unit in charge"),
        LoggedField.UNIT: Phrases("đơn vị", "unit"),
        LoggedField.PARENT: Phrases("cấp trên", "parent"),
        LoggedField.CODE: Phrases("mã", "code"),
        LoggedField.KIND: Phrases("loại", "kind"),
        LoggedField.ZONE: Phrases("KCN", "zone"),
        LoggedField.TAX_CODE: Phrases("mã số thuế", "tax code"),
        LoggedField.WORKERS: Phrases("số lao động", "workers"),
        LoggedField.MEMBERS: Phrases("số đảng viên", "members"),
        LoggedField.LEARNERS: Phrases("số học viên", "learners"),
        LoggedField.HELD_AT: Phrases("nơi học", "where it is held"),
        LoggedField.HELD: Phrases("điều đang vướng", "what holds it up"),
        LoggedField.DUE: Phrases("hạn", "due day"),
        LoggedField.PERSON_ID: Phrases("người phụ trách", "who takes care of it"),
        LoggedField.APART: Phrases("báo cáo riêng", "reported apart"),
        LoggedField.PARTY_CLASS: Phrases("lớp", "class"),
        LoggedField.ALIASES: Phrases("tên khác", "other names"),
        LoggedField.BODIES: Phrases("đoàn thể", "mass organisations"),
        LoggedField.CONTACTS: Phrases("đầu mối", "contacts"),
        LoggedField.OTHERS: Phrases("KCN hoặc đơn vị", "zone or unit"),
        LoggedField.MERGED_INTO: Phrases("nơi gộp vào", "where it went"),
        LoggedField.LANGUAGE: Phrases("ngôn ngữ", "language"),
        LoggedField.WEEKDAY: Phrases("thứ", "weekday"),
        LoggedField.AT: Phrases("giờ", "hour"),
        LoggedField.VALUE: Phrases("giá trị", "value"),
        LoggedField.NAMES_FORBIDDEN: Phrases("hiện họ tên", "showing names"),
        LoggedField.MORNING: Phrases("giờ nhận tin sáng", "morning hour"),
        LoggedField.QUIET: Phrases("giờ yên tĩnh", "quiet hours"),
        LoggedField.CHANNEL: Phrases("nơi nhận tin", "where told"),
        LoggedField.ENABLED: Phrases("bật hay tắt", "on or off"),
        LoggedField.DAYS: Phrases("số ngày", "days"),
        LoggedField.WORKING: Phrases("nghỉ hay làm việc", "off or worked"),
        LoggedField.TELEGRAM: Phrases("Telegram", "Telegram"),
        LoggedField.ZALO: Phrases("Zalo", "Zalo"),
        LoggedField.MUTED_UNTIL: Phrases("ngừng nhắc đến", "muted until"),
        LoggedField.ACCOUNT: Phrases("tài khoản", "account"),
        LoggedField.AWAY: Phrases("ngày vắng", "days away"),
        LoggedField.STAND_IN: Phrases("người trực thay", "stand-in"),
    }
)
