"""Where to look, in words: ``KCN Thăng Long; DCT-1``, a zone with its opening word or a bare name."""

from dataclasses import dataclass

from outreach.rules.enterprise_line import zone_key
from outreach.rules.folding import fold


@dataclass(frozen=True)
class AreaPart:
    """A part of the line: ``zone`` is what tells the zone apart, ``sure`` that a zone is meant and no unit."""

    text: str
    zone: str
    sure: bool


def read_area_part(text: str) -> AreaPart:
    """What one part says: "KCN Thăng Long" can only be a zone, "DCT-1" and "Thăng Long" may be either."""
    zone = zone_key(text)
    return AreaPart(text, zone, sure=zone != fold(text))
