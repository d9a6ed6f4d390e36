"""Periods in words."""

from outreach.rules.periods import Period
from outreach.texts.speech import Speech

_QUARTERS = ("I", "II", "III", "IV")
_JULY = 7


def name(speech: Speech, period: Period) -> str:
    """năm 2024, quý I/2023, tuần 25 (17/06 – 23/06/2024), nhiệm kỳ 2020–2025, 01/01/2024 – 17/06/2024."""
    year = period.starts.year
    match period.kind:
        case "week":
            return week(speech, period)
        case "month":
            return speech.word("{month}/{year}", month=f"{period.starts:%m}", year=year)
        case "quarter":
            return speech.word("Q{quarter}/{year}", quarter=_QUARTERS[period.starts.month // 3], year=year)
        case "term":
            return speech.word("the term {first}–{last}", first=year, last=period.ends.year)
        case "dates" if period.starts == period.ends:
            return speech.day(period.starts)
        case "dates":
            return f"{speech.day(period.starts)} – {speech.day(period.ends)}"
    return _of_year(speech, period)


def _of_year(speech: Speech, period: Period) -> str:
    year = period.starts.year
    match period.kind:
        case "nine_months":
            return speech.word("the first nine months of {year}", year=year)
        case "half_year" if period.starts.month == _JULY:
            return speech.word("the second half of {year}", year=year)
        case "half_year":
            return speech.word("the first half of {year}", year=year)
    return speech.word("the year {year}", year=year)


def week(speech: Speech, period: Period) -> str:
    """The week by number and dates: tuần 25 (17/06 – 23/06/2024)."""
    return speech.word(
        "week {number} ({starts} – {ends})",
        number=period.starts.isocalendar().week,
        starts=speech.short_day(period.starts),
        ends=speech.day(period.ends),
    )
