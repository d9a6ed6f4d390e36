"""/quyenrieng: what is kept on me and on a candidate of mine; as a file, corrected, erased; requests and channels."""

from collections.abc import Sequence
from typing import Any

from handlers import privacy_channels, privacy_erasure, privacy_requests
from handlers.routes import Act, Command
from handlers.turn import Turn
from outreach.errors import NoFilesHere, UnknownCandidate
from outreach.messages import Reply
from outreach.rules.candidate_code import leading_code
from outreach.rules.folding import tidy
from outreach.rules.vocabulary.privacy import VERBS, PrivacyVerb
from outreach.services.admission import candidates
from outreach.services.privacy import channel_rules, privacy
from outreach.services.privacy import privacy_requests as requests
from outreach.services.talk import outbox
from outreach.texts import privacy as texts
from outreach.texts import privacy_requests as request_texts
from outreach.texts import privacy_sheet

_LONGEST_CODE = 40


def command(turn: Turn) -> Sequence[Reply]:
    """What is kept on me; with a code, on that candidate, and what a word after it asks for."""
    said = tidy(turn.argument, one_line=True)
    if not said:
        return _mine(turn)
    found = leading_code(said)
    if found is not None:
        return _about(turn, *found)
    opening = VERBS.open(said)
    if opening is not None and not opening.rest:
        if opening.meaning is PrivacyVerb.CHANNELS:
            return privacy_channels.listing(turn, {})
        if opening.meaning in {PrivacyVerb.REQUEST, PrivacyVerb.REQUESTS}:
            return privacy_requests.listing(turn, {})
    candidates.check(turn.actor)
    raise UnknownCandidate(said[:_LONGEST_CODE])


def _mine(turn: Turn) -> Sequence[Reply]:
    kept = privacy.mine(turn.session, turn.actor)
    member = turn.actor.at_least("member")
    number = len(requests.open_ones(turn.session, turn.actor)) if member else 0
    channels = channel_rules.may_switch(turn.actor)
    return [texts.mine(turn.speech, kept, member=member, channels=channels, requests=number)]


def my_file(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """What is kept on me, as a file."""
    del data
    _check_uploads(turn)
    kept = privacy.mine(turn.session, turn.actor, exported=True)
    file = privacy_sheet.own_file(turn.speech, kept, texts.mine_file(turn.speech, kept), turn.now)
    return [Reply(texts.own_caption(turn.speech), file=file)]


def _about(turn: Turn, candidate_id: int, rest: str) -> Sequence[Reply]:
    """One candidate: all that is kept, or what the words after the code ask for."""
    data = {"candidate": candidate_id}
    opening = VERBS.open(rest) if rest else None
    if not rest:
        return candidate(turn, data)
    match opening.meaning if opening else None:
        case PrivacyVerb.EXPORT:
            return candidate_file(turn, data)
        case PrivacyVerb.ERASE:
            return privacy_erasure.begin(turn, data)
        case PrivacyVerb.REQUEST | PrivacyVerb.REQUESTS:
            return privacy_requests.begin(turn, data, opening.rest if opening else "")
    return candidate(turn, data)


def candidate(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """All that is kept on a candidate."""
    kept = privacy.kept(turn.session, turn.actor, int(data["candidate"]), turn.now)
    running = requests.of_candidate(turn.session, turn.actor, kept.id)
    lines = [request_texts.line(turn.speech, one, turn.today) for one in running]
    return [texts.candidate(turn.speech, kept, lines)]


def candidate_file(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """All that is kept on a candidate, as a file into this private chat."""
    _check_uploads(turn)
    kept = privacy.kept(turn.session, turn.actor, int(data["candidate"]), turn.now, exported=True)
    file = privacy_sheet.file(turn.speech, kept, turn.now)
    return [Reply(texts.file_caption(turn.speech, kept.code), file=file)]


def _check_uploads(turn: Turn) -> None:
    """Refuse what could only go by a link, before anything is made and logged as read."""
    if turn.incoming.address.channel not in outbox.WITH_UPLOADS:
        raise NoFilesHere(turn.incoming.address.channel)


def choose(turn: Turn, data: dict[str, Any]) -> Sequence[Reply]:
    """The candidates entered last, by their codes, and how to name another."""
    del data
    return [texts.which_candidate(turn.speech, privacy.latest(turn.session, turn.actor))]


COMMANDS = [Command("quyenrieng", "privacy", command, "reader", "What is kept on people; rights", "private")]
FORMS = [*privacy_erasure.FORMS, *privacy_requests.FORMS, *privacy_channels.FORMS]
ACTS = {
    "privacy_mine": Act("quyenrieng", my_file),
    "privacy_choose": Act("quyenrieng", choose, "member"),
    "privacy_of": Act("quyenrieng", candidate, "member"),
    "privacy_file": Act("quyenrieng", candidate_file, "member"),
    **privacy_erasure.ACTS,
    **privacy_requests.ACTS,
    **privacy_channels.ACTS,
}
