"""Words for units, enterprises and the bodies within them."""

from outreach.rules.vocabulary.terms import Channel, EnterpriseKind, MassOrganisation, UnitKind
from outreach.rules.vocabulary.words import Phrases, Words

UNIT_KINDS = Words(
    {
        UnitKind.COMMITTEE: Phrases(
            "đảng ủy, cấp ủy, thành ủy, tỉnh ủy, huyện ủy, quận ủy, thị ủy, đảng ủy khối, đảng ủy cấp trên, "
            "đảng ủy khu công nghiệp, đảng ủy KCN, đảng ủy phường, đảng ủy xã",
            "committee, party committee",
        ),
        UnitKind.STEERING_COMMITTEE: Phrases(
            "ban chỉ đạo, BCĐ, ban CĐ", "steering committee, steering, steering group"
        ),
        UnitKind.WORKING_GROUP: Phrases(
            "tổ công tác, đoàn công tác, tổ giúp việc, tổ, đoàn, nhóm, nhóm công tác, TCT, ĐCT, TGV, tổ vận động, "
            "tổ khảo sát, tổ chuyên viên, cụm",
            "working group, group, team, task force",
        ),
        UnitKind.BASE_COMMITTEE: Phrases(
            "đảng bộ cơ sở, đảng bộ, ĐBCS, đảng ủy cơ sở, tổ chức cơ sở đảng, TCCSĐ, đảng bộ doanh nghiệp, "
            "đảng bộ công ty, đảng bộ bộ phận",
            "base committee, base organisation, base organization, grassroots committee",
        ),
        UnitKind.CELL: Phrases(
            "chi bộ, CB, chi bộ cơ sở, CBCS, chi bộ doanh nghiệp, chi bộ DN, chi bộ trực thuộc, chi bộ công ty, "
            "chi bộ đảng",
            "cell, party cell",
        ),
    }
)

ENTERPRISE_KINDS = Words(
    {
        EnterpriseKind.PRIVATE: Phrases(
            "tư nhân, DN tư nhân, doanh nghiệp tư nhân, TN, ngoài nhà nước, DN ngoài nhà nước, "
            "doanh nghiệp ngoài nhà nước, dân doanh, trong nước, vốn trong nước, DNTN, tư doanh",
            "private, private enterprise, domestic, non state, privately owned",
        ),
        EnterpriseKind.FDI: Phrases(
            "FDI, vốn nước ngoài, có vốn nước ngoài, đầu tư nước ngoài, nước ngoài, 100% vốn nước ngoài, vốn FDI, "
            "có vốn đầu tư nước ngoài, DN FDI, doanh nghiệp FDI, DN nước ngoài, doanh nghiệp nước ngoài, "
            "vốn đầu tư nước ngoài",
            "FDI, foreign, foreign owned, foreign invested, foreign investment",
        ),
        EnterpriseKind.JOINT_VENTURE: Phrases(
            "liên doanh, công ty liên doanh, DN liên doanh, doanh nghiệp liên doanh, LD",
            "joint venture, jv",
        ),
        EnterpriseKind.STATE: Phrases(
            "nhà nước, DN nhà nước, doanh nghiệp nhà nước, DNNN, NN, vốn nhà nước, quốc doanh, có vốn nhà nước",
            "state, state owned, soe, public, government",
        ),
        EnterpriseKind.COOPERATIVE: Phrases(
            "hợp tác xã, HTX, liên hiệp hợp tác xã, liên hiệp HTX, tổ hợp tác", "cooperative, co op, coop"
        ),
    }
)

MASS_ORGANISATIONS = Words(
    {
        MassOrganisation.TRADE_UNION: Phrases(
            "công đoàn, CĐ, công đoàn cơ sở, CĐCS, tổ chức công đoàn, có công đoàn",
            "trade union, union, labour union, labor union",
        ),
        MassOrganisation.YOUTH_UNION: Phrases(
            "đoàn thanh niên, chi đoàn, ĐTN, đoàn TN, đoàn, đoàn cơ sở, tổ chức đoàn, có đoàn thanh niên",
            "youth union, youth, youth branch",
        ),
        MassOrganisation.WOMENS_BODY: Phrases(
            "nữ công, hội phụ nữ, ban nữ công, phụ nữ, HPN, chi hội phụ nữ, HLHPN, hội LHPN, "
            "hội liên hiệp phụ nữ, tổ phụ nữ",
            "women's body, womens body, women's union, women, women s association",
        ),
    }
)

CHANNELS = Words(
    {
        Channel.TELEGRAM: Phrases("Telegram, tele, TG", "Telegram"),
        Channel.ZALO: Phrases("Zalo", "Zalo"),
    }
)
