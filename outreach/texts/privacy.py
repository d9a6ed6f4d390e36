"""What is said of the data that are kept on somebody: on whoever asks, and on a candidate."""

from collections.abc import Sequence
from datetime import date, datetime

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.candidate_code import code
from outreach.services.privacy.mentions import Mention
from outreach.services.privacy.privacy import Kept, Mine
from outreach.texts import accounts as account_texts
from outreach.texts import people, privacy_sheet, refusals
from outreach.texts.speech import Speech

_MOST_VISITS = 10


def mine(speech: Speech, kept: Mine, *, member: bool, channels: bool, requests: int) -> Reply:
    """What is kept on whoever asks, and the ways on that are open to them."""
    choices = [Choice(speech.word("Get it as a file"), "privacy_mine")]
    if member:
        choices.append(Choice(speech.word("A candidate …"), "privacy_choose"))
        choices.append(Choice(speech.word("Open requests ({n})", n=speech.count(requests)), "privacy_requests"))
    if channels:
        choices.append(Choice(speech.word("Names on the channels"), "privacy_channels"))
    return Reply(join([bold(speech.word("What is kept on you")), *_mine(speech, kept)]), rows(choices), once=False)


def mine_file(speech: Speech, kept: Mine) -> list[Text]:
    """The same, as the lines of a file."""
    return _mine(speech, kept)


def _mine(speech: Speech, kept: Mine) -> list[Text]:
    accounts = ", ".join(
        speech.word("{channel} (since {day})", channel=account_texts.name(speech, name), day=_day(speech, at))
        for name, at in kept.accounts
    )
    return [
        speech.say("Full name: {name}", name=kept.name or speech.word("not shown on this channel")),
        speech.say("Role: {role}", role=people.post(speech, kept.role, kept.unit)),
        speech.say("Accounts: {accounts}", accounts=accounts),
        speech.say("Here since: {day}", day=_day(speech, kept.joined_at)),
        speech.say("Entries logged: {n}", n=speech.count(kept.entries)),
        speech.say("Your messages are kept encrypted, and only until they are answered."),
        speech.say("To have your name corrected or your access ended, ask your administrator."),
    ]


def _day(speech: Speech, at: datetime) -> str:
    return speech.day(at.astimezone(speech.zone).date())


def candidate(speech: Speech, kept: Kept, requests: list[Text]) -> Reply:
    """All that is kept on a candidate, with what they may ask for."""
    data = {"candidate": kept.id}
    choices = [
        Choice(speech.word("Get it as a file"), "privacy_file", data),
        Choice(speech.word("Correct it"), "candidate", data),
        Choice(speech.word("Note a request"), "privacy_request", data),
        Choice(speech.word("Withdraw consent, erase"), "privacy_erase", data),
    ]
    sheet = [join([bold(title), *lines]) for title, lines in privacy_sheet.sections(speech, kept)]
    head = bold(speech.word("What is kept on {code}", code=kept.code))
    return Reply(join([join([head, *requests]), *sheet], "\n\n"), rows(choices), once=False)


def file_caption(speech: Speech, whose: str) -> Text:
    """What stands with a file in the chat: whose data it holds, and that it should not lie about."""
    return speech.say(
        "The data kept on {whose}. Hand it over and delete it from this chat: whoever has the file can read it.",
        whose=bold(whose),
    )


def own_caption(speech: Speech) -> Text:
    """What stands with the file of whoever asked for their own."""
    return speech.say("The data kept on you. Whoever has the file can read it.")


def which_candidate(speech: Speech, latest: Sequence[int]) -> Reply:
    """Some candidates to choose from, by their codes, and how to name another."""
    choices = [Choice(code(one), "privacy_of", {"candidate": one}) for one in latest]
    said = speech.say("Which candidate? For one who is not shown here, send for example: /quyenrieng UV-0001")
    return Reply(said, rows(choices), once=False)


def erasing(speech: Speech, candidate_id: int) -> Text:
    """What erasing will do, before the code is typed that confirms it."""
    said = code(candidate_id)
    return join(
        [
            speech.say("*Withdraw the consent of {code} and erase everything?*", code=said),
            speech.say(
                "Erased: name, year of birth, telephone, enterprise, papers, details of each step, also in drafts, "
                "choices and messages that wait."
            ),
            speech.say("Kept: the numbers only (unit, steps with their days, object, sex), so the figures stay true."),
            speech.say("Whoever is still on the way is followed no more, and leaves the list."),
            speech.say("*It cannot be undone*, by nobody. Backups made earlier are not changed."),
            speech.say("To confirm, type: {code}", code=bold(said)),
        ]
    )


def notes(speech: Speech, candidate_id: int, found: list[Mention]) -> Text:
    """The visits whose notes name the candidate, and the question what shall become of them."""
    return join(
        [
            speech.say("The name of {code} also stands in notes of visits:", code=bold(code(candidate_id))),
            *_visits(speech, found),
            speech.say("Shall the code take its place there?"),
        ]
    )


def sure(speech: Speech, candidate_id: int, *, blot: bool) -> Text:
    """The last question before the erasure."""
    lines = [speech.say("*Last step: erase {code} for ever?*", code=code(candidate_id))]
    if blot:
        lines.append(speech.say("In the notes of visits the code takes the place of the name."))
    return join(lines)


def erased(speech: Speech, candidate_id: int, blotted: int, still: list[Mention], today: date) -> Reply:
    """The person has been erased; what remains to be done by hand."""
    who, day = code(candidate_id), speech.day(today)
    lines = [speech.say("✓ *{code}* has been erased on {day}; the figures stay.", code=who, day=day)]
    if blotted:
        lines.append(speech.say("The code stands in the place of the name in {n} visits.", n=speech.count(blotted)))
    if still:
        lines.append(speech.say("The name still stands in notes of these visits; please correct them with /sua:"))
        lines += _visits(speech, still)
    lines.append(speech.say("Delete older messages in this chat in which the name stands: I cannot do that for you."))
    return Reply(join(lines))


def _visits(speech: Speech, found: list[Mention]) -> list[Text]:
    own = [one for one in found if one.own]
    lines = [Text(f"• {speech.day(one.day)}, {one.unit}") for one in own[:_MOST_VISITS]]
    others = len(found) - len(lines)
    if others:
        lines.append(speech.say("• and {n} more", n=speech.count(others)))
    return lines


@refusals.sentence.register
def _(refusal: errors.CandidateErased, speech: Speech) -> Text:
    return speech.say("The data of {code} have been erased; only the figures remain.", code=bold(refusal.code))


@refusals.sentence.register
def _(refusal: errors.NoFilesHere, speech: Speech) -> Text:
    return speech.say(
        "{channel} takes no files, and personal data are never given by a link. Please ask for the file in the private "
        "chat on Telegram, or an administrator.",
        channel=account_texts.name(speech, refusal.channel),
    )


@refusals.sentence.register
def _(refusal: errors.NamesBarred, speech: Speech) -> Text:
    if refusal.what == "contact":
        return speech.say(
            "Names of people are forbidden on this channel: nothing was saved. Leave the contact out, and please "
            "delete your message."
        )
    return speech.say(
        "Names are forbidden on this channel, so personal data are neither shown nor given out here. "
        "Ask an administrator, or use a channel where names are allowed."
    )


@refusals.sentence.register
def _(refusal: errors.PaperRefused, speech: Speech) -> Text:
    return speech.say(
        "No photos or files about candidates, please: papers are noted only as present or absent and where they are "
        "kept (/ungvien). I have not downloaded it; please delete it from this chat too. What you had entered is "
        "still there."
    )


@refusals.sentence.register
def _(refusal: errors.NotConfirmed, speech: Speech) -> Text:
    return speech.say(
        "{piece} is not the code. Nothing was erased. To confirm, type: {code}",
        piece=bold(refusal.piece),
        code=bold(refusal.code),
    )


@refusals.sentence.register
def _(refusal: errors.NotTheWhole, speech: Speech) -> Text:
    return speech.say("A channel belongs to all units: only an administrator of everything changes this.")


@refusals.sentence.register
def _(refusal: errors.AskedAhead, speech: Speech) -> Text:
    return speech.say("{piece} has not come yet: on which day was it asked?", piece=bold(refusal.piece))


@refusals.sentence.register
def _(refusal: errors.AskedAlready, speech: Speech) -> Text:
    return speech.say("{code} has asked for this already, and it is still open.", code=bold(refusal.code))
