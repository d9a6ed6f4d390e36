"""The code by which a candidate is named everywhere but in a private chat: ``UV-0001`` (DOMAIN §5)."""

from outreach.rules.record_code import RecordCode

_CANDIDATES = RecordCode("UV", "uv")
code, parse_code, leading_code = _CANDIDATES.code, _CANDIDATES.parse, _CANDIDATES.leading
