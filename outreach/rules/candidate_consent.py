"""The text to which a candidate agrees."""

from typing import Final

# Changes with the words (``outreach.texts.candidate_entries.consent_text``), so that it is known who agreed to which.
CONSENT_VERSION: Final = "2026-01"
