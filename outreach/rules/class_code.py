"""The code by which a class is spoken of: ``LOP-0001``; people type "lớp số 1" too."""

from outreach.rules.record_code import RecordCode

_CLASSES = RecordCode("LOP", r"(?:lop|class)(?:\s+so)?", words_alone=True)
code, parse_code, leading_code = _CLASSES.code, _CLASSES.parse, _CLASSES.leading
