"""Words for what targets and figures count, and for how a target came about."""

from outreach.rules.vocabulary.terms import Indicator, TargetForm
from outreach.rules.vocabulary.words import Phrases, Words

INDICATORS = Words(
    {
        Indicator.MEMBERS_ADMITTED: Phrases(
            "kết nạp đảng viên, kết nạp, đảng viên mới, kết nạp ĐV, kết nạp mới, phát triển đảng viên, "
            "phát triển đảng, "
            "số kết nạp, đảng viên kết nạp, ĐV mới, đảng viên mới kết nạp, kết nạp đảng viên mới, PTĐV, "
            "đảng viên được kết nạp, kết nạp đảng",
            "members admitted, admitted, admissions, admission, new members, new party members",
        ),
        Indicator.MEMBERS_RECOGNISED: Phrases(
            "công nhận đảng viên chính thức, công nhận chính thức, đảng viên chính thức, chuyển chính thức, "
            "công nhận ĐV chính thức, chuyển đảng chính thức, công nhận, chính thức, ĐV chính thức",
            "members recognised, members recognized, recognised, recognized, recognition, recognitions, full members",
        ),
        Indicator.PARTY_ORGS_FOUNDED: Phrases(
            "thành lập tổ chức đảng, thành lập chi bộ, tổ chức đảng mới, thành lập TCĐ, "
            "tổ chức đảng được thành lập, "
            "thành lập mới tổ chức đảng, chi bộ mới, thành lập đảng bộ, TCĐ mới, thành lập TCCSĐ, "
            "thành lập mới chi bộ, thành lập tổ chức cơ sở đảng, tổ chức đảng thành lập mới, thành lập đảng",
            "party orgs founded, party organisations founded, party organizations founded, cells founded, founded, "
            "new party organisations, new party orgs, new cells",
        ),
        Indicator.PARTY_ORGS_REORGANISED: Phrases(
            "sắp xếp tổ chức đảng, sắp xếp, sáp nhập tổ chức đảng, tổ chức đảng được sắp xếp, "
            "tiếp nhận tổ chức đảng, "
            "đổi tên tổ chức đảng, sắp xếp chi bộ, sáp nhập chi bộ, sắp xếp TCĐ, tổ chức lại tổ chức đảng",
            "party orgs reorganised, party orgs reorganized, reorganised, reorganized, reorganisation, "
            "reorganization, "
            "mergers",
        ),
        Indicator.TRADE_UNIONS_FOUNDED: Phrases(
            "thành lập công đoàn, công đoàn mới, công đoàn, thành lập CĐ, thành lập công đoàn cơ sở, CĐCS, "
            "công đoàn cơ sở, thành lập CĐCS, công đoàn được thành lập, thành lập mới công đoàn, "
            "thành lập tổ chức công đoàn",
            "trade unions founded, trade unions, unions founded, new trade unions, unions",
        ),
        Indicator.YOUTH_UNIONS_FOUNDED: Phrases(
            "thành lập đoàn thanh niên, thành lập chi đoàn, đoàn thanh niên, chi đoàn, ĐTN, thành lập ĐTN, "
            "chi đoàn mới, đoàn thanh niên mới, tổ chức đoàn, thành lập tổ chức đoàn, thành lập đoàn, "
            "thành lập mới đoàn thanh niên, tổ chức đoàn thanh niên, thành lập mới chi đoàn, đoàn TN",
            "youth unions founded, youth unions, youth branches, new youth unions",
        ),
        Indicator.ENTERPRISES_SURVEYED: Phrases(
            "doanh nghiệp được khảo sát, khảo sát, DN được khảo sát, khảo sát doanh nghiệp, khảo sát DN, "
            "doanh nghiệp khảo sát, DN khảo sát, số doanh nghiệp được khảo sát, số DN khảo sát, "
            "số doanh nghiệp khảo sát, "
            "số DN được khảo sát",
            "enterprises surveyed, surveyed, surveys, survey, companies surveyed",
        ),
        Indicator.VISITS: Phrases(
            "buổi làm việc, thăm, số buổi làm việc, làm việc, buổi, lượt thăm, thăm doanh nghiệp, thăm DN, "
            "số lượt thăm, "
            "lượt làm việc, cuộc làm việc, số buổi, đi thăm, lần thăm, buổi thăm, lượt, buổi tiếp xúc",
            "visits, visit, enterprise visits",
        ),
        Indicator.CLASSES_HELD: Phrases(
            "lớp bồi dưỡng, lớp, số lớp, lớp học, mở lớp, lớp nhận thức, lớp đã mở, lớp mở, "
            "lớp bồi dưỡng nhận thức, "
            "lớp cảm tình, lớp cảm tình đảng, lớp bồi dưỡng nhận thức về đảng, lớp đảng viên mới",
            "classes held, classes, class",
        ),
        Indicator.CLASS_LEARNERS: Phrases(
            "học viên, số học viên, lượt học viên, người học, học viên bồi dưỡng, người tham gia lớp, HV",
            "class learners, learners, students, participants, learner",
        ),
        Indicator.ZONES_FOUNDED: Phrases(
            "thành lập khu công nghiệp, KCN, khu công nghiệp, thành lập KCN, KCN mới, khu công nghiệp mới, "
            "thành lập mới khu công nghiệp, khu công nghiệp được thành lập, thành lập cụm công nghiệp",
            "zones founded, industrial zones founded, zones, industrial zones, new zones",
        ),
        Indicator.ENTERPRISES: Phrases(
            "số doanh nghiệp, doanh nghiệp, DN, số DN, tổng số doanh nghiệp, tổng số DN, tổng DN",
            "enterprises, number of enterprises, companies",
        ),
        Indicator.MEMBERS: Phrases(
            "đảng viên, số đảng viên, tổng số đảng viên, ĐV, số ĐV, tổng số ĐV, tổng đảng viên",
            "members, party members, number of members",
        ),
        Indicator.PARTY_ORGS: Phrases(
            "tổ chức đảng, số tổ chức đảng, tổng số tổ chức đảng, TCĐ, số TCĐ, TCCSĐ, tổ chức cơ sở đảng, "
            "số chi bộ, tổng số TCĐ, số tổ chức cơ sở đảng",
            "party orgs, party organisations, party organizations, number of party organisations",
        ),
        Indicator.ENTERPRISES_WITH_PARTY_ORG: Phrases(
            "doanh nghiệp có tổ chức đảng, DN có tổ chức đảng, số doanh nghiệp có tổ chức đảng, DN có TCĐ, "
            "số DN có tổ chức đảng, doanh nghiệp có chi bộ, DN có chi bộ, có tổ chức đảng, doanh nghiệp có TCĐ, "
            "số DN có TCĐ",
            "enterprises with party org, enterprises with a party organisation, "
            "enterprises with party organisation, "
            "enterprises with a cell",
        ),
    }
)

# The same words, of levels alone: for the question of what a percentage is of.
STOCKS = INDICATORS.only(indicator for indicator in Indicator if indicator.is_stock)

TARGET_FORMS = Words(
    {
        TargetForm.ASSIGNED: Phrases("giao, được giao, chỉ tiêu giao, giao chỉ tiêu, cấp trên giao", "assigned"),
        TargetForm.PLEDGED: Phrases(
            "đăng ký, tự đăng ký, ĐK, chỉ tiêu đăng ký, đăng ký chỉ tiêu, cam kết", "pledged, pledge, self set"
        ),
    }
)

TARGET_EXAMPLE = "/chitieu kết nạp; 2024; 140; DU-HN"
SHARE_EXAMPLE = "/chitieu doanh nghiệp có tổ chức đảng; 2024; 10% doanh nghiệp; DU-HN"
FIGURE_EXAMPLE = "/ketqua kết nạp; 79; DU-HN; 1/1/2024-17/6/2024"
PARTS_EXAMPLE = "/ketqua kết nạp; 350; DUK-NB; 17/7/2019-3/7/2024; trong đó chủ DN 1"
