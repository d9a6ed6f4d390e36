"""The steps of a class's guided entry: what each asks, and what it makes of words and of a chosen option."""

from collections.abc import Sequence
from typing import Any

from handlers.questions import Option, Question, Step
from handlers.turn import Turn
from outreach.errors import BadCount, BadDate, UnknownWord
from outreach.rules.class_days import Days
from outreach.rules.class_line import ClassDraft, is_company, read_class_parts
from outreach.rules.lines import split_parts
from outreach.rules.vocabulary.admission_terms import ClassKind
from outreach.rules.vocabulary.classes import CLASS_KINDS
from outreach.services.enterprises import enterprises
from outreach.services.talk.conversations import Draft
from outreach.services.units import units
from outreach.texts import class_asking as asking
from outreach.texts.labels import heading

WEEKEND, APART = "weekend", "apart"


def take_in(turn: Turn, said: dict[str, Any], parts: Sequence[str]) -> None:
    """Put what the parts say into the draft, in place of what stood there."""
    told = read_class_parts(parts, turn.today)
    if told.kind is not None:
        said["kind"] = told.kind.value
    if told.days is not None:
        said["days"] = kept(told.days)
    if told.learners is not None:
        said["learners"] = told.learners
    traits = [trait for trait, there in ((WEEKEND, told.weekend), (APART, told.apart)) if there]
    if traits:
        said["traits"] = [*dict.fromkeys((*said.get("traits", ()), *traits))]
    if told.unit:
        said["unit"] = units.find_own(turn.session, turn.actor, told.unit).id
    _take_places(turn, said, told)


def kept(days: Days) -> list[str]:
    """The days as a draft keeps them."""
    return [days.starts.isoformat(), days.ends.isoformat()]


def _take_places(turn: Turn, said: dict[str, Any], told: ClassDraft) -> None:
    places = [other for other in told.others if not _is_elsewhere(turn, said, other)]
    if told.at and not _found_company(turn, said, told.at):
        places.append(told.at)
    if places:
        said["place"] = ", ".join(places)
    elif "enterprise" in said:
        said.setdefault("place", "")


def _is_elsewhere(turn: Turn, said: dict[str, Any], text: str) -> bool:
    """Whether a bare text names a unit, or an enterprise by its whole name: then it is no place of its own."""
    unit = units.named(turn.session, turn.actor.own, text)
    if unit is not None:
        said["unit"] = unit.id
        return True
    if is_company(text) or enterprises.alike(turn.session, turn.actor, text):
        return _found_company(turn, said, text)
    return False


def _found_company(turn: Turn, said: dict[str, Any], text: str) -> bool:
    """Whether ``text`` names an enterprise, or may: then what may be meant stands in the draft, to be offered."""
    found = enterprises.lookup(turn.session, turn.actor, turn.names, text)
    _forget_company(said)
    if isinstance(found, enterprises.Certain):
        said.update(enterprise=found.enterprise.id, enterprise_name=found.enterprise.name)
        return True
    alike = found.enterprises if isinstance(found, enterprises.Several) else found.near
    if not isinstance(found, enterprises.Several) and not is_company(text):
        return False
    said["_which"] = {"name": text, "near": [{"id": one.id, "name": one.name} for one in alike[:5]]}
    return True


def _forget_company(said: dict[str, Any]) -> None:
    for key in ("_which", "company", "enterprise", "enterprise_name"):
        said.pop(key, None)


def _ask_kind(turn: Turn, draft: Draft) -> Question:
    del draft
    options = [Option(heading(turn.speech, CLASS_KINDS, kind), kind.value) for kind in ClassKind]
    return Question(asking.kind(turn.speech), options, width=1)


def _take_kind(turn: Turn, draft: Draft, text: str) -> None:
    take_in(turn, draft.said, split_parts(text))
    if "kind" not in draft.said:
        raise UnknownWord(text, "class_kind")


def _take_days(turn: Turn, draft: Draft, text: str) -> None:
    before = draft.said.get("days")
    take_in(turn, draft.said, split_parts(text))
    if "days" not in draft.said or draft.said["days"] == before is not None:
        raise BadDate(text)


def _take_place(turn: Turn, draft: Draft, text: str) -> None:
    _forget_company(draft.said)
    draft.said.pop("place", None)
    take_in(turn, draft.said, split_parts(text))
    draft.said.setdefault("place", "")


def _take_learners(turn: Turn, draft: Draft, text: str) -> None:
    take_in(turn, draft.said, split_parts(text))
    if "learners" not in draft.said:
        raise BadCount(text)


def _ask_company(turn: Turn, draft: Draft) -> Question:
    asked = draft.said["_which"]
    options = [Option(one["name"], one) for one in asked["near"]]
    options.append(Option(asking.only_a_place(turn.speech, asked["name"]), {"place": asked["name"]}))
    return Question(asking.company(turn.speech, asked["name"]), options, width=1)


def _pick_company(turn: Turn, draft: Draft, value: Any) -> None:
    del turn
    draft.said.pop("_which", None)
    if "id" in value:
        draft.said.update(company=value["id"], enterprise=value["id"], enterprise_name=value["name"])
        draft.said.setdefault("place", "")
    else:
        places = [draft.said.get("place", ""), value["place"]]
        draft.said.update(company=0, place=", ".join(filter(None, places)))


def _take_company(turn: Turn, draft: Draft, text: str) -> None:
    if not _found_company(turn, draft.said, text):
        _pick_company(turn, draft, {"place": text})


def _ask_traits(turn: Turn, draft: Draft) -> Question:
    options = [Option(asking.weekend(turn.speech), WEEKEND), Option(asking.apart(turn.speech), APART)]
    return Question(asking.traits(turn.speech), options, width=1, several=True, chosen=draft.said.get("traits", ()))


def _take_traits(turn: Turn, draft: Draft, text: str) -> None:
    take_in(turn, draft.said, split_parts(text))
    draft.said.setdefault("traits", [])


def _is_unsure(draft: Draft) -> bool:
    return "_which" in draft.said


STEPS = (
    Step("kind", "Kind", _ask_kind, _take_kind),
    Step("days", "Days", lambda turn, _: Question(asking.days(turn.speech)), _take_days),
    Step("place", "Place", lambda turn, _: Question(asking.place(turn.speech)), _take_place, optional=True),
    Step("company", "Company", _ask_company, _take_company, _pick_company, when=_is_unsure, changeable=False),
    Step("learners", "Learners", lambda turn, _: Question(asking.learners(turn.speech)), _take_learners, optional=True),
    Step("traits", "Traits", _ask_traits, _take_traits, optional=True),
)
