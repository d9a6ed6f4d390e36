"""All topics together: the routes of the whole bot."""

from types import ModuleType

from handlers import (
    agenda,
    audit,
    away,
    binding,
    candidates,
    classes,
    digest,
    enterprises,
    handover,
    invite,
    journal,
    organisations,
    otherwise,
    people,
    plans,
    privacy,
    progress,
    proposals,
    relinking,
    results,
    settings,
    suggestions,
    targets,
    todo,
    units,
    visits,
)
from handlers import help as help_topic
from handlers.questions import Form
from handlers.routes import Command, Routes
from handlers.start import Entrance

TOPICS: tuple[ModuleType, ...] = (
    visits, todo, plans, agenda, suggestions, candidates, enterprises, organisations, progress, digest, results,
    classes, targets, units, invite, people, handover, relinking, away, binding,
    proposals, journal, privacy, audit, settings,
)  # fmt: skip


def all_routes() -> Routes:
    """Every command, form and act that a topic brings."""
    commands: list[Command] = [command for topic in TOPICS for command in getattr(topic, "COMMANDS", ())]
    known: list[Form] = [form for topic in TOPICS for form in getattr(topic, "FORMS", ())]
    routes = Routes(
        commands=commands,
        forms=known,
        acts={name: act for topic in TOPICS for name, act in getattr(topic, "ACTS", {}).items()},
        otherwise=otherwise.otherwise,
        events=otherwise.EVENTS,
    )
    entrance = Entrance(routes)  # these two speak of all the others, and so come last
    commands += [entrance.command, *help_topic.commands(routes)]
    known.append(entrance.form)
    return routes
