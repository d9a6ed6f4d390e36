"""Words of reminders: the rules by which tasks come about."""

from enum import StrEnum

from outreach.rules.vocabulary.words import Phrases, Words


class TaskRule(StrEnum):
    """From which records a task is computed; an administrator may switch a rule off and change its days."""

    NEXT_STEP = "next_step"
    CANDIDATE_DEADLINE = "candidate_deadline"
    CEREMONY = "ceremony"
    CLASS_AHEAD = "class_ahead"
    PROPOSAL = "proposal"
    PRIVACY_REQUEST = "privacy_request"
    ENTERPRISE_UNVISITED = "enterprise_unvisited"
    UNIT_SILENT = "unit_silent"
    TARGET_BEHIND = "target_behind"
    FOUNDING_READY = "founding_ready"
    CELL_SHORT = "cell_short"


TASK_RULES = Words(
    {
        TaskRule.NEXT_STEP: Phrases("việc đã hẹn, việc hẹn, hẹn, việc tiếp theo", "next step, step, steps"),
        TaskRule.CANDIDATE_DEADLINE: Phrases(
            "thời hạn kết nạp, thời hạn hồ sơ, thời hạn hồ sơ kết nạp", "candidate deadline, deadline, deadlines"
        ),
        TaskRule.CEREMONY: Phrases("lễ kết nạp, lễ kết nạp đã định", "ceremony, ceremonies"),
        TaskRule.CLASS_AHEAD: Phrases("lớp sắp mở, lớp sắp khai giảng, lớp học", "class ahead, class, classes"),
        TaskRule.PROPOSAL: Phrases("kiến nghị chờ trả lời, kiến nghị", "proposal waiting, proposal, proposals"),
        TaskRule.PRIVACY_REQUEST: Phrases(
            "yêu cầu về dữ liệu cá nhân, yêu cầu dữ liệu, dữ liệu cá nhân, dữ liệu riêng",
            "personal data request, privacy request",
        ),
        TaskRule.ENTERPRISE_UNVISITED: Phrases(
            "doanh nghiệp lâu chưa thăm, DN lâu chưa thăm, lâu chưa thăm", "enterprise not visited, unvisited"
        ),
        TaskRule.UNIT_SILENT: Phrases(
            "đơn vị chưa ghi buổi nào, tổ chưa ghi buổi nào, đơn vị im lặng", "unit without entries, silent unit"
        ),
        TaskRule.TARGET_BEHIND: Phrases("chỉ tiêu chậm tiến độ, chậm tiến độ", "target behind its pace, behind"),
        TaskRule.FOUNDING_READY: Phrases(
            "đủ điều kiện lập chi bộ, đủ điều kiện thành lập chi bộ, sẵn sàng lập chi bộ",
            "ready for founding, founding ready",
        ),
        TaskRule.CELL_SHORT: Phrases(
            "chi bộ thiếu đảng viên chính thức, chi bộ thiếu đảng viên", "cell short of members, cell short"
        ),
    }
)
