"""Words for what a visit was for, what came of it and what hinders."""

from outreach.rules.vocabulary.terms import Obstacle, Outcome, Purpose
from outreach.rules.vocabulary.words import Phrases, Words

PURPOSES = Words(
    {
        Purpose.SURVEY: Phrases(
            "khảo sát, khảo sát doanh nghiệp, khảo sát DN, khảo sát ban đầu, đi khảo sát, khảo sát thực tế, "
            "khảo sát tình hình, nắm tình hình, khảo sát nguồn, rà soát, khảo sát mới",
            "survey, surveying, surveyed, first survey, fact finding",
        ),
        Purpose.PERSUASION: Phrases(
            "vận động, vận động chủ doanh nghiệp, vận động chủ DN, vận động chủ, tuyên truyền, "
            "tuyên truyền vận động, vận động thành lập chi bộ, vận động thành lập tổ chức đảng, thuyết phục, "
            "vận động thành lập, vận động doanh nghiệp, vận động DN, vận động người lao động, VĐ",
            "persuasion, persuade, campaign, convince, outreach",
        ),
        Purpose.DOSSIER_SUPPORT: Phrases(
            "hướng dẫn hồ sơ, HD hồ sơ, hướng dẫn làm hồ sơ, HDHS, hướng dẫn thủ tục, hoàn thiện hồ sơ, "
            "làm hồ sơ, hỗ trợ hồ sơ, giúp làm hồ sơ, hồ sơ, hướng dẫn kê khai, hướng dẫn lý lịch",
            "dossier support, dossier, paperwork, help with the dossier, file support",
        ),
        Purpose.GIFT_VISIT: Phrases(
            "thăm tặng quà, tặng quà, thăm hỏi, thăm hỏi tặng quà, thăm và tặng quà, thăm chúc Tết, chúc Tết, "
            "thăm động viên, chúc mừng, thăm hỏi động viên, tặng quà Tết, động viên",
            "gift visit, gift, gifts, courtesy visit, courtesy call, goodwill visit",
        ),
    }
)

OUTCOMES = Words(
    {
        Outcome.AGREED: Phrases(
            "đồng ý, nhất trí, ủng hộ, đồng thuận, tán thành, chấp thuận, nhận lời, OK, thống nhất, hoàn toàn ủng hộ, "
            "ủng hộ chủ trương, đồng ý thành lập, nhất trí thành lập, tán đồng, thuận, đồng tình, nhất trí chủ trương",
            "agreed, agree, agrees, yes, supportive, in favour, accepted, supports",
        ),
        Outcome.INTERESTED: Phrases(
            "quan tâm, có quan tâm, tỏ ra quan tâm, muốn tìm hiểu, muốn tìm hiểu thêm, có thiện chí, thiện chí, "
            "quan tâm tìm hiểu, hứng thú, cởi mở, tìm hiểu thêm",
            "interested, interest, keen, open, curious, wants to know more",
        ),
        Outcome.UNDECIDED: Phrases(
            "cần thêm thời gian, đang cân nhắc, cân nhắc, cân nhắc thêm, chưa quyết, chưa quyết định, suy nghĩ thêm, "
            "để suy nghĩ, đang suy nghĩ, xin suy nghĩ thêm, cần suy nghĩ, thêm thời gian, chờ xin ý kiến, xin ý kiến, "
            "đợi ý kiến, chưa trả lời, chưa đồng ý, chưa nhất trí, lưỡng lự, do dự, để xem, chưa dứt khoát, "
            "xin thêm thời gian, còn phân vân, phân vân, chờ ý kiến, hẹn trả lời sau, xem xét, đang xem xét, "
            "chờ trả lời, "
            "chưa có ý kiến, chưa rõ, xem xét thêm, cần xem xét, còn cân nhắc, chưa chốt",
            "undecided, needs time, need more time, thinking, considering, needs more time, not yet, hesitant, maybe, "
            "not decided, pending",
        ),
        Outcome.REFUSED: Phrases(
            "từ chối, không đồng ý, không nhất trí, không ủng hộ, phản đối, không hợp tác, bác, không chấp thuận, "
            "từ chối hợp tác, không quan tâm, không tán thành, không tiếp, từ chối tiếp, không muốn, ko đồng ý, "
            "k đồng ý, kg đồng ý, ko quan tâm, ko ủng hộ",
            "refused, refuse, refuses, no, declined, rejected, not agreed, disagreed, not interested, does not agree, "
            "did not agree",
        ),
        Outcome.NO_CONTACT: Phrases(
            "không gặp được, vắng, đi vắng, không gặp, không có ai, không gặp ai, chưa gặp được, không liên lạc được, "
            "vắng mặt, chưa gặp, đóng cửa, không tiếp xúc được, ko gặp được, ko gặp, k gặp được, bận không tiếp, "
            "không gặp được ai, không gặp được chủ, không gặp được chủ DN, không có nhà, hẹn không gặp, "
            "không gặp được giám đốc, không gặp được chủ doanh nghiệp, không gặp được lãnh đạo",
            "no contact, not met, nobody there, absent, away, nobody, closed, could not meet, unreachable, "
            "did not meet, "
            "out of office",
        ),
    }
)

OBSTACLES = Words(
    {
        Obstacle.SHIFT_WORK: Phrases(
            "làm việc theo ca, ca kíp, làm ca, theo ca, tăng ca, làm theo ca, công nhân làm ca, ca đêm, làm ca đêm, "
            "lịch ca, chia ca, kíp, ca, làm theo ca kíp, làm thêm giờ, làm tăng ca, việc theo ca, ca làm việc, "
            "làm ba ca, làm 3 ca, 3 ca, đổi ca, xoay ca",
            "shift work, shifts, shift, overtime, works in shifts, night shift, working shifts",
        ),
        Obstacle.STRICT_SCHEDULE: Phrases(
            "khắt khe về thời gian, khắt khe thời gian, chủ nước ngoài, thời gian chặt, thời gian khắt khe, "
            "quản lý thời gian chặt, chủ là người nước ngoài, người nước ngoài, chủ người nước ngoài, "
            "khắt khe giờ giấc, giờ giấc chặt chẽ, thời gian gò bó, kỷ luật giờ giấc, không cho nghỉ, "
            "không bố trí được thời gian, không bố trí thời gian, thiếu thời gian, không có thời gian, "
            "giờ giấc khắt khe, giờ giấc chặt, thời gian chặt chẽ, chủ đầu tư nước ngoài",
            "strict schedule, foreign owner, tight schedule, strict working hours, no time off, no time, strict hours",
        ),
        Obstacle.OWNER_UNCONVINCED: Phrases(
            "chủ chưa ủng hộ, chủ DN chưa ủng hộ, chủ doanh nghiệp chưa ủng hộ, chưa ủng hộ, chủ không ủng hộ, "
            "chủ ngại, chủ chưa đồng ý, chủ chưa hiểu, chủ e ngại, chủ còn e ngại, giám đốc chưa ủng hộ, "
            "GĐ chưa ủng hộ, chủ chưa quan tâm, chủ DN chưa quan tâm, lãnh đạo chưa ủng hộ, chủ chưa mặn mà, "
            "chủ doanh nghiệp chưa quan tâm, chủ DN không ủng hộ, chủ doanh nghiệp không ủng hộ, chủ DN e ngại, "
            "chủ chưa thông, chủ DN chưa đồng ý, chủ doanh nghiệp chưa đồng ý, chủ không đồng ý, "
            "chủ lo ảnh hưởng sản xuất",
            "owner unconvinced, owner not convinced, owner does not support, owner reluctant, owner hesitant",
        ),
        Obstacle.UNPAID_CLASS_TIME: Phrases(
            "không tính lương giờ học, giờ học không lương, không tính lương, đi học không lương, học không lương, "
            "đi học mất lương, trừ lương, không trả lương giờ học, mất lương, nghỉ học trừ lương, "
            "không được tính lương, không trả lương khi đi học, đi học bị trừ lương, không hưởng lương khi học, "
            "không lương khi đi học, bị trừ lương",
            "unpaid class time, classes unpaid, no pay for class time, class time unpaid, unpaid",
        ),
        Obstacle.DISPERSED_HOUSING: Phrases(
            "nơi ở phân tán, ở phân tán, phân tán, ở xa, ở trọ, nhà trọ phân tán, ở trọ phân tán, công nhân ở trọ, "
            "chỗ ở phân tán, nơi ở không ổn định, nhà xa, ở rải rác, ở nhiều nơi, công nhân ở xa, "
            "nơi cư trú phân tán, cư trú phân tán",
            "dispersed housing, scattered housing, live far away, workers live far away, live apart",
        ),
        Obstacle.NO_MASS_ORG: Phrases(
            "chưa có đoàn thể, thiếu đoàn thể, không có đoàn thể, chưa có công đoàn, chưa có tổ chức đoàn thể, "
            "chưa có đoàn thanh niên, chưa thành lập công đoàn, không có công đoàn, thiếu công đoàn, "
            "chưa có tổ chức công đoàn, chưa có chi đoàn, đoàn thể yếu, chưa thành lập đoàn thể, "
            "không có đoàn thanh niên, không có tổ chức đoàn thể, chưa có tổ chức đoàn",
            "no mass organisation, no mass organization, no mass org, no union, no trade union, no youth union",
        ),
        Obstacle.WORKER_PRIORITIES: Phrases(
            "người lao động lo thu nhập, lo thu nhập, người lao động chưa quan tâm, chưa quan tâm, NLĐ chưa quan tâm, "
            "NLĐ lo thu nhập, công nhân chưa quan tâm, công nhân lo thu nhập, chỉ lo thu nhập, lo kiếm sống, "
            "công nhân không quan tâm, NLĐ không quan tâm, công nhân không mặn mà, người lao động không quan tâm, "
            "chỉ lo làm ăn, thu nhập, lo kinh tế, CN chưa quan tâm, CN lo thu nhập, lo cơm áo, "
            "người lao động chưa mặn mà, lương thấp, thu nhập thấp",
            "worker priorities, workers not interested, workers want income, income first, workers care about income",
        ),
        Obstacle.NO_FULL_TIME_STAFF: Phrases(
            "thiếu cán bộ chuyên trách, không có cán bộ chuyên trách, thiếu cán bộ, chưa có cán bộ chuyên trách, "
            "cán bộ kiêm nhiệm, kiêm nhiệm, không có chuyên trách, thiếu chuyên trách, thiếu người chuyên trách, "
            "thiếu người làm, thiếu nhân lực, thiếu cán bộ làm công tác đảng, không có người phụ trách",
            "no full time staff, no staff, lack of staff, nobody full time, part time staff only",
        ),
        Obstacle.GRADUATES_LEAVING: Phrases(
            "học xong chuyển đi, học xong nghỉ việc, chuyển đi, học xong nghỉ, nghỉ việc, nhảy việc, chuyển việc, "
            "biến động lao động, học xong rồi đi, lao động biến động, hay nghỉ việc, bỏ việc, "
            "học xong chuyển việc, công nhân nghỉ việc, công nhân hay chuyển việc, học xong bỏ việc",
            "graduates leaving, leave after the class, workers leave, staff turnover, turnover, people leave",
        ),
        Obstacle.NO_CANDIDATES: Phrases(
            "chưa có nguồn, thiếu nguồn, không có nguồn, hết nguồn, chưa có quần chúng, không có quần chúng ưu tú, "
            "chưa có quần chúng ưu tú, nguồn ít, ít nguồn, thiếu quần chúng, không còn nguồn, cạn nguồn, "
            "chưa có nguồn kết nạp, thiếu nguồn kết nạp, không có nguồn kết nạp, nguồn hạn chế, "
            "chưa có nguồn phát triển đảng",
            "no candidates, no candidate, nobody to admit, lack of candidates, no candidate pool",
        ),
    }
)
