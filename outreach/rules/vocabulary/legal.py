"""Words of company names that say the legal form, and words that tell one establishment from another."""

# Matched as whole words anywhere in a folded name; the longest wins.
LEGAL_FORMS = (
    "công ty",
    "cty",
    "ctcp",
    "tnhh",
    "trách nhiệm hữu hạn",
    "mtv",
    "1tv",
    "một thành viên",
    "hai thành viên",
    "cp",
    "cổ phần",
    "jsc",
    "joint stock company",
    "co ltd",
    "company limited",
    "ltd",
    "llc",
    "dntn",
    "doanh nghiệp tư nhân",
)

# A legal form when a number stands before it: "TNHH 2 thành viên".
COUNTED_FORM = "thành viên"

# What follows or precedes these is another establishment than the name without them.
ESTABLISHMENTS = ("chi nhánh", "văn phòng đại diện", "nhà máy", "cơ sở", "xưởng", "branch")
