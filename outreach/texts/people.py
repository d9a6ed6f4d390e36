"""What is said about people: who is here, invitations, welcomes. Names appear in private chats alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.vocabulary.people import ROLES
from outreach.rules.vocabulary.terms import Role
from outreach.services.people.accounts import Waiting
from outreach.services.people.away import Absence
from outreach.services.people.changes import Move
from outreach.services.people.invitations import Open
from outreach.services.people.people import Member
from outreach.texts import accounts, away, refusals
from outreach.texts.labels import heading, label
from outreach.texts.speech import Speech

PAGE = 10
_LONGEST_LABEL = 40


def role(speech: Speech, which: str) -> str:
    """The word for a role."""
    return label(speech, ROLES, Role(which))


def post(speech: Speech, which: str, unit: str) -> str:
    """A role and its unit: "thành viên, DCT-1"; without a unit it is the whole."""
    return f"{role(speech, which)}, {unit or speech.word('everything')}"


def listing(
    speech: Speech, members: Sequence[Member], opened: Sequence[Open], codes: Mapping[int | None, str], page: int
) -> Reply:
    """A page of the people, each with a button, then the open invitations."""
    shown = members[page * PAGE : (page + 1) * PAGE]
    lines = [f"• {one.name} – {post(speech, one.role, codes.get(one.unit_id, ''))}" for one in shown]
    people = [Choice(one.name[:_LONGEST_LABEL], "person", {"person": one.id}) for one in shown]
    head = speech.say_n("*{n} person*", "*{n} people*", len(members))
    return Reply(
        join([head, *lines, *_invitations(speech, opened, codes)]),
        (*rows(people), *rows(_moves(speech, opened, page, more=len(members) > (page + 1) * PAGE))),
        once=False,
    )


def person(speech: Speech, who: Member, unit: str, absence: Absence | None, waiting: Sequence[Waiting] = ()) -> Reply:
    """One person, with what an administrator can do about them."""
    acts = {
        "person_handover": speech.word("Hand over"),
        "person_away": speech.word("Absence"),
        "person_role": speech.word("Change the role"),
        "person_unit": speech.word("Change the unit"),
        "person_relink": speech.word("Change the account"),
        "person_remove": speech.word("Take the access away"),
    }
    buttons = [Choice(label, act, {"person": who.id}) for act, label in acts.items()]
    buttons += accounts.vouching(speech, waiting, who.id)
    away_line = away.line(speech, absence) if absence is not None else Text()
    return Reply(join([bold(who.name), post(speech, who.role, unit), away_line]), rows(buttons), once=False)


def which_role(speech: Speech, who: Member) -> Reply:
    """The roles that the person could have instead."""
    others = [one for one in Role if one.value != who.role and (who.unit_id is not None or one is Role.ADMIN)]
    choices = [
        Choice(heading(speech, ROLES, one), "person_as", {"person": who.id, "role": one.value}) for one in others
    ]
    return Reply(speech.say("Which role shall *{name}* have?", name=who.name), rows(choices), replaces=True)


def role_changed(speech: Speech, who: Member) -> Reply:
    """The person has another role."""
    said = speech.say("✓ *{name}* is now: {role}", name=who.name, role=role(speech, who.role))
    return Reply(said, replaces=True)


def removing(speech: Speech, who: Member, unit: str, open_ones: int) -> Text:
    """The person will lose the access; what is open goes to the lead."""
    where = post(speech, who.role, unit)
    said = speech.say("Take the access of *{name}* ({post}) away?\nWhat they logged stays.", name=who.name, post=where)
    return join([said, _inherited(speech, open_ones)])


def leaving(speech: Speech, who: Member, unit: str, open_ones: int) -> Reply:
    """What is open of somebody who is to lose the access; it can be handed over first."""
    where = Text(f"{who.name} – {post(speech, who.role, unit)}")
    first = Choice(speech.word("Hand over first"), "person_handover", {"person": who.id})
    anyway = Choice(speech.word("Take the access away"), "person_remove", {"person": who.id, "anyway": True})
    return Reply(join([where, _inherited(speech, open_ones)]), ((first,), (anyway,)), replaces=True)


def _inherited(speech: Speech, open_ones: int) -> Text:
    if not open_ones:
        return Text()
    return speech.say_n(
        "*{n} open thing* goes to the group lead.", "*{n} open things* go to the group lead.", open_ones
    )


def removed(speech: Speech, who: Member) -> Reply:
    """The person has lost the access."""
    return Reply(speech.say("✓ *{name}* has no access any more.", name=who.name))


def which_unit(speech: Speech) -> Text:
    """The question for the new unit."""
    return speech.say("To which unit? Choose, or type a code.")


def moving(speech: Speech, move: Move, was: str) -> Text:
    """The person will belong to another unit; what is open stays with the units to which it belongs."""
    said = speech.say("Move *{name}*: {was} → *{unit}*?", name=move.who.name, was=was, unit=move.unit)
    stays = speech.say_n(
        "{n} open thing stays with its unit and goes to the lead there. To give it to somebody else, hand over first.",
        "{n} open things stay with their units and go to the leads there. To give them to somebody else, hand over "
        "first.",
        move.staying,
    )
    return join([said, speech.say("What they logged stays with the unit for which it was logged."),
                 stays if move.staying else ""])  # fmt: skip


def moved(speech: Speech, move: Move) -> Reply:
    """The person belongs to another unit."""
    return Reply(speech.say("✓ *{name}* now belongs to *{unit}*.", name=move.who.name, unit=move.unit))


def which_invitation(speech: Speech, opened: Sequence[Open], codes: Mapping[int | None, str]) -> Reply:
    """The invitations that can be revoked."""
    choices = [
        Choice(_invited(speech, one, codes)[:_LONGEST_LABEL], "invitation_revoke", {"invitation": one.id})
        for one in opened
    ]
    return Reply(speech.say("Which invitation shall be revoked?"), rows(choices, 1))


def revoking(speech: Speech, one: Open, codes: Mapping[int | None, str]) -> Text:
    """The invitation will be revoked."""
    return speech.say("Revoke the invitation for {who}?", who=_invited(speech, one, codes))


def revoked(speech: Speech) -> Reply:
    """The invitation has been revoked."""
    return Reply(speech.say("✓ Revoked. Its code works no more."))


def invitation(speech: Speech, which: str, unit: str, name: str) -> Text:
    """The invitation that will be made."""
    return join(
        [
            speech.say("*Invitation*"),
            speech.say("Role: {role}", role=role(speech, which)),
            speech.say("Unit: {unit}", unit=unit or speech.word("everything")),
            speech.say("Name: {name}", name=name or speech.word("the person will give it")),
        ]
    )


def invited(speech: Speech, code: str, link: str, name: str, until: datetime) -> list[Reply]:
    """The code, in a message of its own that can be forwarded as it is."""
    return [
        Reply(speech.say("✓ Done. Please forward the next message:")),
        Reply(join([_way_in(speech, name, speech.moment(until)), *_keys(speech, code, link)])),
    ]


def _way_in(speech: Speech, name: str, until: str) -> Text:
    if not name:
        return speech.say("Here is the way to the working group's assistant (once, until {until}):", until=until)
    return speech.say(
        "Hello {name}! Here is the way to the working group's assistant (once, until {until}):", name=name, until=until
    )


def _keys(speech: Speech, code: str, link: str) -> list[Text]:
    command = f"/start {code}"
    if not link:
        return [speech.say("Send the bot: {command}", command=command)]
    return [Text(link), speech.say("or send the bot: {command}", command=command)]


def asked_name(speech: Speech) -> Text:
    """The question for the name of somebody who comes in."""
    return speech.say("Welcome! What is your full name? Colleagues of the unit will see it.")


def joining(speech: Speech, name: str, which: str, unit: str) -> Text:
    """What will be known of somebody who comes in."""
    return speech.say("*{name}*\n{post}", name=name, post=post(speech, which, unit))


def welcome(speech: Speech, name: str, which: str, unit: str, first: Sequence[Text]) -> Reply:
    """The greeting of somebody who has just come in: the role, the unit, and what to try first."""
    head = speech.say("Welcome, *{name}*! Role: {post}.", name=name, post=post(speech, which, unit))
    machine = speech.say("I am an automated assistant; I note what is told to me.")
    return Reply(join([head, machine, "", speech.say("To begin with:"), *first]))


def greeting(speech: Speech, which: str, unit: str) -> Reply:
    """The greeting of somebody who is in already."""
    return Reply(speech.say("Hello! Role: {post}. All I can do: /trogiup", post=post(speech, which, unit)))


def in_group(speech: Speech) -> Reply:
    """The greeting in a bound group."""
    return Reply(speech.say("Hello! What I can do here: /trogiup"))


def _invitations(speech: Speech, opened: Sequence[Open], codes: Mapping[int | None, str]) -> list[Text]:
    if not opened:
        return []
    lines = [Text(f"• {_invited(speech, one, codes)}") for one in opened]
    return [Text("") + "\n" + speech.say("*Open invitations*"), *lines]


def _invited(speech: Speech, one: Open, codes: Mapping[int | None, str]) -> str:
    who = f"{one.name}, " if one.name else ""
    said = f"{who}{post(speech, one.role, codes.get(one.unit_id, ''))}"
    return speech.word("new account: {who}", who=said) if one.relinks else said


def _moves(speech: Speech, opened: Sequence[Open], page: int, *, more: bool) -> list[Choice]:
    moves = [Choice(speech.word("Invite"), "invitation_new")]
    if opened:
        moves.append(Choice(speech.word("Revoke an invitation"), "invitation_which"))
    if more:
        moves.append(Choice(speech.word("More"), "people", {"page": page + 1}))
    return moves


@refusals.sentence.register
def _(refusal: errors.LastAdministrator, speech: Speech) -> Text:
    del refusal
    return speech.say("Nobody else administers this. Please name another administrator first.")


@refusals.sentence.register
def _(refusal: errors.ThereAlready, speech: Speech) -> Text:
    return speech.say("That is the unit already: {unit}. Please choose another.", unit=bold(refusal.unit))


@refusals.sentence.register
def _(refusal: errors.MeantForAnother, speech: Speech) -> Text:
    del refusal
    return speech.say("This invitation is for somebody else: its role is below yours. The code can still be used.")


@refusals.sentence.register
def _(refusal: errors.TooManyCodes, speech: Speech) -> Text:
    del refusal
    return speech.say("Too many wrong codes. Please wait an hour, or ask the person who invited you.")
