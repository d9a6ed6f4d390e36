"""Writes outreach/rules/admission/holidays.json anew from the ``holidays`` package: python -m tests.holiday_data"""

import json
from pathlib import Path

from outreach.rules import admission
from outreach.rules.admission.calendar import from_library

FILE = Path(admission.__file__).with_name("holidays.json")
YEARS = range(2015, 2041)


def data():
    """Each year with its public holidays by name and the Saturdays that are worked."""
    return {str(year): _year(year) for year in YEARS}


def _year(year):
    public = from_library(year)
    off = {day.isoformat(): name.value for day, name in sorted(public.off.items())}
    return {"off": off, "worked": [day.isoformat() for day in sorted(public.worked)]}


if __name__ == "__main__":
    lines = ",\n".join(f'  "{year}": {json.dumps(days)}' for year, days in data().items())
    FILE.write_text("{\n" + lines + "\n}\n")
