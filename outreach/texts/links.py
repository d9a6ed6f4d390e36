"""What is said of files that are fetched by a link."""

from outreach.messages import Text
from outreach.texts.speech import Speech


def gone(speech: Speech) -> Text:
    """Instead of a file whose link has run out."""
    return speech.say("This link has run out. Ask me in the chat once more, and I give you a new one.")
