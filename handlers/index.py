"""All topics together: the routes of the whole bot."""

from types import ModuleType

from handlers import journal, otherwise, visits
from handlers.routes import Routes

TOPICS: tuple[ModuleType, ...] = (visits, journal)


def all_routes() -> Routes:
    """Every command, form and act that a topic brings."""
    return Routes(
        commands=[command for topic in TOPICS for command in getattr(topic, "COMMANDS", ())],
        forms=[form for topic in TOPICS for form in getattr(topic, "FORMS", ())],
        acts={name: act for topic in TOPICS for name, act in getattr(topic, "ACTS", {}).items()},
        otherwise=otherwise.otherwise,
        events=otherwise.EVENTS,
    )
