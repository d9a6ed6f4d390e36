"""How a day ahead is said: by its weekday and date."""

from datetime import date

from outreach.texts.speech import Speech


def full_day(speech: Speech, day: date) -> str:
    """Thứ Hai 24/06/2024."""
    return f"{weekday(speech, day)} {speech.day(day)}"


def near_day(speech: Speech, day: date, today: date) -> str:
    """Thứ Hai 24/06; with its year where it is another than today's."""
    return f"{weekday(speech, day)} {speech.short_day(day)}" if day.year == today.year else full_day(speech, day)


def weekday(speech: Speech, day: date) -> str:
    """The name of the day of the week, as it stands inside a sentence."""
    names = (
        speech.word("Monday"), speech.word("Tuesday"), speech.word("Wednesday"), speech.word("Thursday"),
        speech.word("Friday"), speech.word("Saturday"), speech.word("Sunday"),
    )  # fmt: skip
    return names[day.weekday()]
