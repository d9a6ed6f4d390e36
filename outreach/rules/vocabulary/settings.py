"""Words after /caidat: what is to be set, on or off, from when to when; and the names of public holidays."""

from enum import StrEnum

from outreach.rules.vocabulary.words import Phrases, Words


class Topic(StrEnum):
    """What can be set."""

    LANGUAGE = "language"
    MORNING = "morning"
    QUIET = "quiet"
    ACCOUNTS = "accounts"
    PLACE = "place"
    RULES = "rules"
    CALENDAR = "calendar"
    OFF_DAY = "off_day"
    WORKED_DAY = "worked_day"
    PUBLIC_DAY = "public_day"


class Switch(StrEnum):
    """On, off, or as the house has it."""

    ON = "on"
    OFF = "off"
    DEFAULT = "default"


class Holiday(StrEnum):
    """The public holidays of Viet Nam, and days off that a working Saturday makes up for."""

    NEW_YEAR = "new_year"
    TET = "tet"
    HUNG_KINGS = "hung_kings"
    REUNIFICATION = "reunification"
    LABOUR = "labour"
    NATIONAL = "national"
    CULTURE = "culture"
    IN_LIEU = "in_lieu"


TOPICS = Words(
    {
        Topic.LANGUAGE: Phrases("ngôn ngữ, tiếng, tiếng nói", "language, languages"),
        Topic.MORNING: Phrases(
            "giờ nhận tin sáng, giờ sáng, giờ nhận tin, tin sáng, giờ tin sáng, giờ nhắc, buổi sáng",
            "morning hour, morning, morning message",
        ),
        Topic.QUIET: Phrases(
            "giờ yên tĩnh, yên tĩnh, giờ im lặng, im lặng, không làm phiền, yên lặng", "quiet hours, quiet, silence"
        ),
        Topic.ACCOUNTS: Phrases("tài khoản, tài khoản của tôi", "accounts, account"),
        Topic.PLACE: Phrases(
            "nhận tin qua, nhận tin trên, nhận tin sáng qua, tin sáng qua, nơi nhận tin, kênh nhận tin, nhận qua",
            "messages on, write on",
        ),
        Topic.RULES: Phrases(
            "luật nhắc việc, luật, luật nhắc, nhắc việc, quy tắc, quy tắc nhắc việc", "reminder rules, rules, rule"
        ),
        Topic.CALENDAR: Phrases("lịch nghỉ, lịch, ngày nghỉ, lịch nghỉ lễ, nghỉ lễ", "calendar, days off, holidays"),
        Topic.OFF_DAY: Phrases("nghỉ, nghỉ bù, nghỉ thêm, thêm ngày nghỉ, ngày nghỉ thêm", "off, day off, closed"),
        Topic.WORKED_DAY: Phrases("làm bù, đi làm, làm việc, ngày làm bù, đi làm bù", "work, made up, working day"),
        Topic.PUBLIC_DAY: Phrases("bỏ ngày, xóa ngày, bỏ, xóa, gỡ ngày", "remove day, remove, clear"),
    }
)

SWITCHES = Words(
    {
        Switch.ON: Phrases("bật, mở, bật lại, mở lại, có", "on, enable, turn on"),
        Switch.OFF: Phrases("tắt, dừng, ngừng, không, thôi, tắt đi", "off, disable, turn off, none"),
        Switch.DEFAULT: Phrases("mặc định, về mặc định, như cũ, ban đầu", "default, reset"),
    }
)

HOLIDAYS = Words(
    {
        Holiday.NEW_YEAR: Phrases("Tết Dương lịch", "New Year's Day"),
        Holiday.TET: Phrases("Tết Nguyên đán", "Lunar New Year"),
        Holiday.HUNG_KINGS: Phrases("Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day"),
        Holiday.REUNIFICATION: Phrases("Ngày Chiến thắng", "Reunification Day"),
        Holiday.LABOUR: Phrases("Ngày Quốc tế Lao động", "Labour Day"),
        Holiday.NATIONAL: Phrases("Quốc khánh", "National Day"),
        Holiday.CULTURE: Phrases("Ngày Văn hóa Việt Nam", "Vietnam Cultural Day"),
        Holiday.IN_LIEU: Phrases("nghỉ hoán đổi", "day off in exchange"),
    }
)

NEAREST = ("nơi tôi nhắn gần nhất", "nơi nhắn gần nhất", "nơi gần nhất", "gần nhất", "where I last wrote", "last")
FROM = ("từ", "from", "between")
UP_TO = ("đến", "tới khi", "tới", "to", "until", "and")
DAYS = ("ngày", "days", "day")
LEAD = ("trước", "sau", "là", "quá", "before", "after", "within")
