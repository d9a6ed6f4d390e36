"""Words for people: what they may do here, and in which capacity they are met."""

from outreach.rules.vocabulary.terms import ContactRole, Role
from outreach.rules.vocabulary.words import Phrases, Words

ROLES = Words(
    {
        Role.VIEWER: Phrases("người xem, xem, chỉ xem, quan sát, theo dõi", "viewer, read only, observer"),
        Role.MEMBER: Phrases("thành viên, cán bộ, tổ viên, đoàn viên công tác, ủy viên", "member, staff"),
        Role.LEAD: Phrases(
            "trưởng đoàn, tổ trưởng, đoàn trưởng, trưởng nhóm, nhóm trưởng, trưởng tổ, phụ trách",
            "lead, leader, group lead, head",
        ),
        Role.ADMIN: Phrases("quản trị viên, quản trị, người quản trị, admin, qtv", "administrator, admin, sysadmin"),
    }
)

CONTACT_ROLES = Words(
    {
        ContactRole.OWNER: Phrases(
            "chủ DN, chủ doanh nghiệp, chủ, ông chủ, bà chủ, chủ công ty, chủ cty, chủ cơ sở, chủ đầu tư, "
            "chủ sở hữu, chủ xưởng, chủ tịch HĐQT, chủ tịch hội đồng quản trị, CT HĐQT, "
            "chủ tịch công ty, chủ tịch hội đồng thành viên, chủ tịch HĐTV",
            "owner, the owner, business owner, chairman, chairman of the board, boss",
        ),
        ContactRole.DIRECTOR: Phrases(
            "giám đốc, GĐ, tổng giám đốc, TGĐ, tổng GĐ, ban giám đốc, BGĐ, ban GĐ, lãnh đạo công ty, giám đốc công ty, "
            "giám đốc điều hành, GĐ điều hành, lãnh đạo doanh nghiệp, lãnh đạo DN, lãnh đạo, sếp, giám đốc nhà máy, "
            "GĐ nhà máy",
            "director, general director, managing director, ceo, manager, management, the director",
        ),
        ContactRole.HR_DIRECTOR: Phrases(
            "GĐ nhân sự, giám đốc nhân sự, nhân sự, HR, phòng nhân sự, trưởng phòng nhân sự, TP nhân sự, TPNS, "
            "GĐNS, phụ trách nhân sự, bộ phận nhân sự, cán bộ nhân sự, quản lý nhân sự, P nhân sự, trưởng nhân sự, "
            "trưởng phòng HR, GĐ HR, giám đốc HR, phòng HR, phòng tổ chức, trưởng phòng tổ chức, "
            "phòng tổ chức nhân sự",
            "HR director, hr, human resources, hr manager, head of hr, personnel, hr department, hr head",
        ),
        ContactRole.ADMIN_HEAD: Phrases(
            "trưởng phòng hành chính, hành chính, phòng hành chính, TP hành chính, TPHC, HC, "
            "trưởng phòng hành chính nhân sự, hành chính nhân sự, HCNS, phòng HCNS, TP HCNS, trưởng phòng HCNS, "
            "phòng hành chính nhân sự, trưởng phòng tổ chức hành chính, phòng tổ chức hành chính, TCHC, phòng TCHC, "
            "chánh văn phòng, văn phòng, trưởng phòng HC",
            "admin head, head of administration, administration, office manager, head of admin, admin manager",
        ),
        ContactRole.UNION_CHAIR: Phrases(
            "chủ tịch công đoàn, công đoàn, CTCĐ, CT công đoàn, CĐ, BCH công đoàn, ban chấp hành công đoàn, "
            "công đoàn cơ sở, CĐCS, chủ tịch CĐ, chủ tịch công đoàn cơ sở, chủ tịch CĐCS, cán bộ công đoàn, "
            "ban chấp hành CĐ, BCH CĐ, BCHCĐ, CT CĐ, đại diện công đoàn, phụ trách công đoàn",
            "union chair, union, trade union, union leader, the union, union president, union chairman",
        ),
        ContactRole.YOUTH_SECRETARY: Phrases(
            "bí thư đoàn, đoàn thanh niên, bí thư đoàn thanh niên, BT đoàn, BTĐ, bí thư chi đoàn, chi đoàn, ĐTN, "
            "BCH đoàn, bí thư ĐTN, BT chi đoàn, đoàn TN, bí thư đoàn TN, BCH đoàn thanh niên, BCH chi đoàn",
            "youth secretary, youth union, youth, youth union secretary, youth leader",
        ),
        ContactRole.LINE_MANAGER: Phrases(
            "quản đốc, quản đốc xưởng, quản đốc phân xưởng, trưởng ca, chuyền trưởng, trưởng chuyền, quản lý xưởng, "
            "trưởng xưởng, xưởng trưởng, quản lý sản xuất, tổ trưởng sản xuất, trưởng dây chuyền, phó quản đốc",
            "line manager, foreman, shift manager, supervisor, production manager, shop manager",
        ),
    }
)
