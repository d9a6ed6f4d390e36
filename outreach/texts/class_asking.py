"""The questions that the guided entries of classes ask."""

from models import PartyClass
from outreach.messages import Text, join
from outreach.texts.classes import title
from outreach.texts.speech import Speech

_LONGEST_LABEL = 40


def kind(speech: Speech) -> Text:
    """Which class it is."""
    return speech.say("Which class is it?")


def days(speech: Speech) -> Text:
    """When it is held."""
    return speech.say("On which days? For example 15/6-20/6, or one day. A class that is over can be entered too.")


def place(speech: Speech) -> Text:
    """Where it is held."""
    return speech.say("Where? Write the place, or “at” and the company, for example: at Huy Hoang.")


def company(speech: Speech, name: str) -> Text:
    """Which company is meant by what was typed."""
    return speech.say("Which company is meant by *{name}*? Choose, or write its name.", name=name)


def only_a_place(speech: Speech, name: str) -> str:
    """The button for a place that is no company of the list."""
    return speech.word("Only note the place “{name}”", name=name[:_LONGEST_LABEL])


def learners(speech: Speech) -> Text:
    """How many learn without a code."""
    return speech.say(
        "How many learners are not candidates here? For example: 45. Candidates are enrolled by code afterwards."
    )


def traits(speech: Speech) -> Text:
    """What is special about the class."""
    return speech.say("Anything else about the class?")


def weekend(speech: Speech) -> str:
    """Held at weekends only."""
    return speech.word("Only at weekends")


def apart(speech: Speech) -> str:
    """Not inside the totals."""
    return speech.word("Report it apart")


def unit(speech: Speech) -> Text:
    """Whose class it is."""
    return speech.say("Which unit holds the class? Choose, or write its code or name.")


def journal_line(speech: Speech, row: PartyClass) -> Text:
    """A class in one line, for the journal of entries."""
    return speech.say("Class: {title}", title=title(speech, row))


def enrol(speech: Speech, title_of: Text) -> Text:
    """Who is to be enrolled."""
    return title_of + "\n" + speech.say("Who learns? Choose, or write the codes: UV-0001, UV-0002.")


def absent(speech: Speech, title_of: Text, hidden: int) -> Text:
    """Who was not there; ``hidden``: how many have no button."""
    said = speech.say("Who did not attend? Choose, or write the codes; all others are noted as present.")
    more = speech.say_n("{n} more is not shown here.", "{n} more are not shown here.", hidden) if hidden else ""
    return join([title_of, said, more])


def certificate(speech: Speech, title_of: Text) -> Text:
    """Of which day the certificates are."""
    return title_of + "\n" + speech.say("Of which day are the certificates? Whoever attended and has none gets one.")
