"""Words for admission: stages, exits, who somebody is, how they agreed, the papers of the dossier."""

from outreach.rules.vocabulary.admission_terms import ConsentHow, DocumentKind, Exit, Object, Sex, Stage
from outreach.rules.vocabulary.words import Phrases, Words

STAGES = Words(
    {
        Stage.OUTSTANDING: Phrases(
            "quần chúng ưu tú, QCUT, QC ưu tú, ưu tú, nguồn, nguồn phát triển đảng, tạo nguồn, đoàn viên ưu tú, "
            "giới thiệu, được giới thiệu",
            "outstanding individual, outstanding, candidate pool, introduced",
        ),
        Stage.SYMPATHISER: Phrases(
            "cảm tình Đảng, cảm tình, đối tượng Đảng, đối tượng cảm tình, đối tượng kết nạp, đối tượng kết nạp Đảng",
            "sympathiser, sympathizer",
        ),
        Stage.AWARENESS_CLASS: Phrases(
            "học lớp nhận thức, lớp nhận thức, lớp nhận thức về Đảng, học lớp, học nhận thức, lớp bồi dưỡng nhận thức, "
            "lớp bồi dưỡng nhận thức về Đảng, học lớp bồi dưỡng nhận thức về Đảng, bồi dưỡng nhận thức, "
            "học lớp cảm tình Đảng, lớp cảm tình Đảng, lớp cảm tình, học cảm tình, học cảm tình Đảng, "
            "lớp đối tượng Đảng, học lớp đối tượng Đảng, học xong lớp nhận thức, học xong, học xong lớp, đã học lớp",
            "awareness class, class, took the class, attended the class",
        ),
        Stage.DOSSIER: Phrases(
            "làm hồ sơ, hồ sơ, lập hồ sơ, hoàn thiện hồ sơ, mở hồ sơ, hồ sơ kết nạp, làm hồ sơ kết nạp, viết lý lịch, "
            "nộp đơn, viết đơn, nộp hồ sơ, hoàn thiện hồ sơ kết nạp",
            "dossier, dossier opened, file, file opened",
        ),
        Stage.VETTING: Phrases(
            "thẩm tra lý lịch, thẩm tra, xác minh lý lịch, xác minh, thẩm tra xác minh, thẩm tra xong, TTLL",
            "vetting, vetted, background check",
        ),
        Stage.OPINIONS: Phrases(
            "lấy ý kiến, ý kiến, lấy ý kiến đoàn thể, lấy ý kiến nơi cư trú, lấy ý kiến đoàn thể và nơi cư trú, "
            "ý kiến đoàn thể, ý kiến nơi cư trú, xin ý kiến, lấy ý kiến tổ chức chính trị xã hội",
            "opinions, opinions gathered",
        ),
        Stage.CELL_VOTE: Phrases(
            "chi bộ họp xét, chi bộ họp, họp chi bộ, chi bộ xét, chi bộ biểu quyết, chi bộ thông qua, CB họp, "
            "chi bộ họp xét kết nạp, chi bộ xét kết nạp, nghị quyết chi bộ, chi bộ ra nghị quyết, NQ chi bộ, "
            "biểu quyết, CB họp xét, CB xét",
            "cell vote, cell meeting, cell met, cell voted, vote",
        ),
        Stage.COMMITTEE_REVIEW: Phrases(
            "cấp ủy xét, cấp ủy thẩm định, đảng ủy xét, đảng ủy cơ sở xét, đảng ủy họp xét, cấp ủy họp xét, "
            "ban thường vụ xét, đảng ủy thông qua, cấp ủy thông qua, đảng ủy họp, cấp ủy họp, đảng ủy thẩm định, "
            "BTV xét, thường vụ xét",
            "committee review, committee reviewed, committee met",
        ),
        Stage.DECISION: Phrases(
            "quyết định kết nạp, quyết định, QĐ kết nạp, QĐ, có quyết định, có quyết định kết nạp, ra quyết định, "
            "ra quyết định kết nạp, có QĐ, ban hành quyết định",
            "decision, admission decision, decided",
        ),
        Stage.PROBATIONARY: Phrases(
            "đảng viên dự bị, dự bị, ĐV dự bị, ĐVDB, lễ kết nạp, kết nạp, tổ chức lễ kết nạp, làm lễ kết nạp, "
            "đã kết nạp, được kết nạp, tổ chức kết nạp, kết nạp Đảng, làm lễ",
            "probationary member, probationary, ceremony, admission ceremony, admitted",
        ),
        Stage.RECOGNITION_REVIEW: Phrases(
            "chi bộ xét công nhận, xét công nhận, chi bộ họp xét công nhận, xét chính thức, xét công nhận chính thức, "
            "chi bộ xét chính thức, chi bộ xét chuyển chính thức, xét chuyển chính thức, họp xét công nhận, "
            "chi bộ xét công nhận chính thức, CB xét công nhận",
            "recognition review, recognition vote, reviewed for recognition",
        ),
        Stage.FULL_MEMBER: Phrases(
            "đảng viên chính thức, chính thức, ĐV chính thức, ĐVCT, công nhận chính thức, công nhận, "
            "quyết định công nhận, quyết định công nhận chính thức, QĐ công nhận, được công nhận chính thức, "
            "chuyển chính thức, công nhận đảng viên chính thức, QĐ công nhận chính thức, quyết định chính thức, "
            "quyết định công nhận đảng viên chính thức",
            "full member, recognised, recognized, recognition, recognition decision, official member",
        ),
    }
)

EXITS = Words(
    {
        Exit.WITHDRAWN: Phrases(
            "xin rút, rút đơn, rút, rút lui, xin thôi, tự nguyện rút, không có nguyện vọng, không còn nguyện vọng, "
            "xin rút đơn, rút nguyện vọng",
            "withdrawn, withdrew, withdrew the application",
        ),
        Exit.NOT_APPROVED: Phrases(
            "không được thông qua, không thông qua, không được kết nạp, không đủ phiếu, không đạt, không đủ điều kiện, "
            "không đủ tiêu chuẩn, bị bác, không được chấp thuận, không được công nhận",
            "not approved, rejected, refused, not passed",
        ),
        Exit.PAPERS_EXPIRED: Phrases(
            "hồ sơ hết hạn, hết hạn hồ sơ, hồ sơ quá hạn, giấy tờ hết hạn, hết hạn giấy tờ, giấy chứng nhận hết hạn, "
            "quá hạn hồ sơ",
            "papers expired, dossier expired, expired",
        ),
        Exit.TRANSFERRED: Phrases(
            "chuyển đi nơi khác, chuyển sinh hoạt, chuyển sinh hoạt đảng, chuyển đi, chuyển đảng bộ khác, "
            "chuyển hồ sơ đi, chuyển công tác, chuyển sinh hoạt đi nơi khác, chuyển ra ngoài, chuyển nơi khác",
            "transferred, transferred out, moved elsewhere, transfer out",
        ),
        Exit.STRUCK_OFF: Phrases(
            "xóa tên, bị xóa tên, xóa tên trong danh sách, xóa tên đảng viên dự bị, xóa khỏi danh sách",
            "struck off, removed from the list",
        ),
        Exit.LEFT: Phrases(
            "nghỉ việc, thôi việc, đã nghỉ việc, bỏ việc, chấm dứt hợp đồng, hết hợp đồng, không còn làm việc",
            "left the enterprise, left, quit, left the job",
        ),
        Exit.DECEASED: Phrases("qua đời, từ trần, đã mất, mất, chết, hy sinh", "deceased, died, passed away"),
    }
)

OBJECTS = Words(
    {
        Object.WORKER: Phrases(
            "công nhân, CN, người lao động, NLĐ, lao động trực tiếp, công nhân lao động, CNLĐ, thợ, nữ công nhân, "
            "công nhân sản xuất, lao động phổ thông, công nhân trực tiếp sản xuất",
            "worker, workers, labourer",
        ),
        Object.TECHNICIAN: Phrases(
            "kỹ thuật, kỹ thuật viên, kỹ sư, KTV, cán bộ kỹ thuật, nhân viên kỹ thuật, KS, công nhân kỹ thuật",
            "technician, engineer, technicians",
        ),
        Object.OFFICE: Phrases(
            "nhân viên văn phòng, văn phòng, nhân viên, hành chính, kế toán, NV văn phòng, khối văn phòng, NVVP, "
            "nhân viên hành chính, lao động gián tiếp",
            "office, office worker, clerk, accountant, office staff",
        ),
        Object.MANAGER: Phrases(
            "cán bộ quản lý, quản lý, CBQL, lãnh đạo doanh nghiệp, tổ trưởng sản xuất, quản đốc, trưởng phòng, "
            "phó phòng, tổ trưởng, trưởng ca, giám đốc, phó giám đốc, GĐ, PGĐ, chuyền trưởng",
            "manager, management, line manager, managers, director",
        ),
        Object.OWNER: Phrases(
            "chủ doanh nghiệp, chủ DN, chủ, chủ công ty, chủ cơ sở, chủ hộ kinh doanh, chủ sở hữu, chủ DN tư nhân, "
            "chủ doanh nghiệp tư nhân",
            "owner, business owner, enterprise owner, owners",
        ),
        Object.CIVIL_SERVANT: Phrases(
            "cán bộ công chức viên chức, công chức, viên chức, cán bộ công chức, CBCC, CBCCVC, công chức viên chức, "
            "giáo viên, cán bộ đoàn thể, cán bộ công đoàn",
            "civil servant, official, public employee, civil servants",
        ),
        Object.STUDENT: Phrases(
            "học sinh sinh viên, học sinh, sinh viên, HSSV, SV, HS", "student, pupil, students, pupils"
        ),
        Object.OTHER: Phrases("khác, đối tượng khác, thành phần khác, còn lại", "other, others"),
    }
)

SEXES = Words(
    {
        Sex.MALE: Phrases("nam, nam giới, giới tính nam, đàn ông", "male, man, m"),
        Sex.FEMALE: Phrases("nữ, nữ giới, giới tính nữ, phụ nữ", "female, woman, f"),
    }
)

CONSENT_HOWS = Words(
    {
        ConsentHow.PAPER: Phrases(
            "bằng văn bản, văn bản, giấy, ký giấy, bằng giấy, ký tên, bản giấy, phiếu đồng ý, ký phiếu, trên giấy, "
            "giấy đồng ý, có chữ ký",
            "on paper, paper, in writing, written, signed",
        ),
        ConsentHow.ORAL: Phrases(
            "trực tiếp bằng lời, bằng lời, lời nói, miệng, nói, trực tiếp, gặp trực tiếp, nói miệng, bằng lời nói",
            "orally, oral, by word of mouth, in person, said so",
        ),
        ConsentHow.MESSAGE: Phrases(
            "qua tin nhắn, tin nhắn, nhắn tin, zalo, telegram, qua zalo, email, thư điện tử, SMS, qua telegram, "
            "qua email",
            "by message, message, text message, in a message, by email",
        ),
    }
)

DOCUMENT_KINDS = Words(
    {
        DocumentKind.APPLICATION: Phrases(
            "đơn xin vào Đảng, đơn, đơn xin, đơn vào Đảng, đơn xin gia nhập Đảng", "application, application letter"
        ),
        DocumentKind.CERTIFICATE: Phrases(
            "giấy chứng nhận học lớp nhận thức, giấy chứng nhận, chứng nhận, GCN, giấy CN, chứng chỉ, "
            "giấy chứng nhận lớp nhận thức, giấy chứng nhận nhận thức về Đảng",
            "awareness certificate, certificate",
        ),
        DocumentKind.LIFE_HISTORY: Phrases(
            "lý lịch của người xin vào Đảng, lý lịch, lý lịch người xin vào Đảng, sơ yếu lý lịch, LL, bản lý lịch",
            "life history, personal history, curriculum",
        ),
        DocumentKind.VETTING_REPORT: Phrases(
            "báo cáo thẩm tra lý lịch, thẩm tra, báo cáo thẩm tra, kết quả thẩm tra, công văn thẩm tra, "
            "thẩm tra lý lịch, kết luận thẩm tra, giấy thẩm tra",
            "vetting report, vetting",
        ),
        DocumentKind.INTRODUCER_LETTERS: Phrases(
            "giấy giới thiệu của đảng viên, giấy giới thiệu, giới thiệu, giấy giới thiệu của đảng viên chính thức, "
            "giấy giới thiệu của người giới thiệu, giấy giới thiệu đảng viên, thư giới thiệu",
            "introducers' letters, introducer letters, letters of the introducers, introduction letters",
        ),
        DocumentKind.ORGANISATION_OPINION: Phrases(
            "ý kiến của đoàn thể, ý kiến đoàn thể, ý kiến tổ chức chính trị xã hội, nghị quyết giới thiệu, "
            "nghị quyết đoàn thanh niên, ý kiến công đoàn, ý kiến đoàn thanh niên, nghị quyết công đoàn, "
            "nhận xét đoàn thể, ý kiến của tổ chức đoàn thể, nhận xét của đoàn thể",
            "opinion of the mass organisation, organisation opinion, organisation's opinion",
        ),
        DocumentKind.RESIDENCE_OPINION: Phrases(
            "ý kiến nơi cư trú, nơi cư trú, ý kiến chi ủy nơi cư trú, nhận xét nơi cư trú, ý kiến chi bộ nơi cư trú, "
            "ý kiến của nơi cư trú, nhận xét của nơi cư trú",
            "opinion of the place of residence, residence opinion, place of residence",
        ),
        DocumentKind.CELL_RESOLUTION: Phrases(
            "nghị quyết của chi bộ, nghị quyết chi bộ, nghị quyết, NQ chi bộ, nghị quyết xét kết nạp, NQ",
            "cell resolution, resolution, cell's resolution",
        ),
    }
)
