"""Words of the calendar: days, weeks, months, periods. Matched without case, tone marks and đ/d."""

# Days counted from today.
NAMED_DAYS = {
    "hôm nay": 0,
    "nay": 0,
    "bữa nay": 0,
    "ngày hôm nay": 0,
    "today": 0,
    "hôm qua": -1,
    "bữa qua": -1,
    "ngày hôm qua": -1,
    "yesterday": -1,
    "hôm kia": -2,
    "bữa kia": -2,
    "ngày hôm kia": -2,
    "day before yesterday": -2,
    "mai": 1,
    "ngày mai": 1,
    "bữa mai": 1,
    "tomorrow": 1,
    "ngày kia": 2,
    "mốt": 2,
    "ngày mốt": 2,
    "bữa mốt": 2,
    "day after tomorrow": 2,
}
# Without their marks these are other words as well (một, mãi, này), so marks that are typed must be right.
EXACT_WHEN_MARKED = ("mai", "mốt", "nay")
# Also a given name, when the next word is written like one: "Mai Lan".
DAY_AND_NAME = "mai"

DAY = "hôm"
DAY_LEADS = ("ngày", "hôm", "bữa", "mùng", "mồng")
DAY_MARKERS = ("ngày", "mùng", "mồng")
DAY_PARTS = ("sáng", "trưa", "chiều", "tối", "đêm")
OPENERS = ("vào", "on", "the")

WEEKDAY = "thứ"
WEEKDAYS = {
    "thứ hai": 0,
    "thứ 2": 0,
    "t2": 0,
    "monday": 0,
    "thứ ba": 1,
    "thứ 3": 1,
    "t3": 1,
    "tuesday": 1,
    "thứ tư": 2,
    "thứ 4": 2,
    "t4": 2,
    "wednesday": 2,
    "thứ năm": 3,
    "thứ 5": 3,
    "t5": 3,
    "thursday": 3,
    "thứ sáu": 4,
    "thứ 6": 4,
    "t6": 4,
    "friday": 4,
    "thứ bảy": 5,
    "thứ bẩy": 5,
    "thứ 7": 5,
    "t7": 5,
    "saturday": 5,
    "chủ nhật": 6,
    "chúa nhật": 6,
    "cn": 6,
    "sunday": 6,
}

NUMBERS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
# Read as the digit before marks are stripped, else "tháng sáu" would be "tháng sau"; unmarked, "sau" means next.
SIX = "sáu"
ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
ENGLISH_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

# Which one, counted from the present one; said after the noun (tuần sau).
SHIFTS = {
    "này": 0,
    "nay": 0,
    "trước": -1,
    "rồi": -1,
    "qua": -1,
    "ngoái": -1,
    "vừa rồi": -1,
    "vừa qua": -1,
    "trước nữa": -2,
    "sau": 1,
    "tới": 1,
    "kế tiếp": 1,
    "tiếp theo": 1,
    "sau nữa": 2,
}
# Said before it (next week).
SHIFTS_BEFORE = {"this": 0, "last": -1, "previous": -1, "next": 1}

WEEK, MONTH, QUARTER, YEAR = "tuần", "tháng", "quý", "năm"
UNITS = {
    "ngày": "day",
    "hôm": "day",
    "bữa": "day",
    "day": "day",
    "days": "day",
    "tuần": "week",
    "week": "week",
    "weeks": "week",
    "tháng": "month",
    "month": "month",
    "months": "month",
    "quý": "quarter",
    "quarter": "quarter",
    "quarters": "quarter",
    "năm": "year",
    "year": "year",
    "years": "year",
}

# "3 ngày nữa", "two weeks ago"; and before the number: "cách đây 3 ngày", "in 3 days".
DISTANCES = {"trước": -1, "ago": -1, "nữa": 1, "sau": 1, "tới": 1}
DISTANCES_BEFORE = {"cách đây": -1, "cách nay": -1, "sau": 1, "in": 1}

EDGES = {
    "đầu": "start",
    "giữa": "middle",
    "cuối": "end",
    "start of": "start",
    "start of the": "start",
    "middle of": "middle",
    "middle of the": "middle",
    "end of": "end",
    "end of the": "end",
}

TERM = ("nhiệm kỳ", "nk", "term")
WEEK_NUMBER = ("tuần", "tuần số", "tuần thứ", "week")
QUARTER_NUMBER = ("quý", "q", "quarter")
YEAR_NUMBER = ("năm", "year")
SIX_MONTHS = ("6 tháng", "nửa")
NINE_MONTHS = ("9 tháng", "chín tháng")
FIRST_MONTHS = "đầu"
HALVES_AFTER = {"đầu": 1, "cuối": 2}
HALVES = {"h1": 1, "first half": 1, "first half of": 1, "h2": 2, "second half": 2, "second half of": 2}
FROM = ("từ", "từ ngày", "ngày", "from")
UP_TO = ("-", "->", "đến", "đến ngày", "tới", "tới ngày", "đến hết", "đến hết ngày", "to")
NOW = ("nay", "hôm nay", "now", "today")
YEAR_TO_DATE = ("từ đầu năm đến nay", "đầu năm đến nay", "từ đầu năm", "year to date")
