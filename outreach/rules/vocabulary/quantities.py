"""Words around figures in the value of a target."""

FROM = ("từ", "from", "between")
UP_TO = ("đến", "tới", "to", "and")
AT_LEAST = (
    "từ",
    "ít nhất",
    "tối thiểu",
    "không dưới",
    "không ít hơn",
    ">=",
    "≥",
    "=>",
    "at least",
    "from",
    "minimum",
    "no less than",
)
AT_LEAST_AFTER = ("trở lên", "+", "or more", "and more", "up")
MORE_THAN = ("trên", "hơn", "nhiều hơn", ">", "over", "above", "more than")
EXACTLY = ("đúng", "bằng", "=", "exactly")
PERCENT = ("%", "phần trăm", "percent")
GROWTH = ("tăng", "tăng thêm", "tăng trưởng", "growth", "grow", "increase")
SHARE = ("tỷ lệ", "tỉ lệ", "đạt", "đạt tỷ lệ", "từ", "ít nhất", "tối thiểu", "thêm", "by", "at least", "a share of")
OF = ("của", "trên", "trong", "so với", "tổng", "of", "of the", "of all", "the")
OF_NOW = ("hiện có", "hiện nay", "đầu năm", "đầu kỳ", "hiện tại", "now", "at present")
ABOUT = ("khoảng", "khoảng chừng", "chừng", "gần", "hơn", "trên", "~", "≈", "about", "around", "some", "over", "nearly")
