"""What can be asked here: the commands in groups on one screen, and a command by itself with examples."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from outreach import errors
from outreach.messages import Reply, Text, bold, join
from outreach.texts import refusals
from outreach.texts.speech import Speech

WIDTH = 40  # signs that stand beside each other on a small telephone
# What people do, in the order in which they need it: each command in a few words, so that two stand on a line.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "Every day": {
        "tham": "log a visit",
        "viec": "my tasks",
        "hen": "plan",
        "goiy": "whom to visit",
        "lich": "what comes",
    },
    "Enterprises and people": {
        "dn": "enterprise",
        "ungvien": "candidates",
        "tochuc": "organisations",
        "lop": "classes",
    },
    "Progress": {"tiendo": "progress", "bantin": "the week", "ketqua": "report a count", "baocao": "period report"},
    "Administration": {
        "chitieu": "targets",
        "donvi": "units",
        "moi": "people",
        "gan": "bind the group",
        "nhap": "import a table",
        "nhatky": "log",
    },
    "My own": {
        "sua": "mend an entry",
        "hoantac": "undo",
        "huy": "drop the draft",
        "caidat": "settings",
        "quyenrieng": "personal data",
    },
}
OWN = "trogiup"  # named below the groups
FURTHER = "Further"  # commands that nobody has put into a group yet
EXAMPLES: Mapping[str, Sequence[str]] = {
    "tham": (
        "/visit Huy Hoang; met union, HR; agreed; next 15/7 submit the file",
        "/visit Huy Hoang; yesterday; obstacle shift work; met nobody",
    ),
    "viec": ("/todo", "/todo overdue", "/todo done 2"),
    "hen": ("/plan visit Huy Hoang; 20/7", "/plan Huy Hoang; assign Lan; submit the file; 20/7", "/plan UV-0001; 20/7"),
    "goiy": ("/suggest", "/suggest DCT-1", "/suggest zone Thang Long"),
    "lich": ("/agenda", "/agenda next week", "/agenda DCT-1"),
    "dn": (
        "/enterprise Huy Hoang",
        "/enterprise edit Huy Hoang; workers 250",
        "/enterprise mute Huy Hoang; until 30/9",
    ),
    "ungvien": ("/candidate", "/candidate UV-0001 vetting 10/6", "/candidate time limits due"),
    "tochuc": (
        "/org found cell; Huy Hoang; 27/2/2019; 4 members, 4 transferred; decision 12-QD/DU",
        "/org Huy Hoang",
    ),
    "lop": ("/class LOP-0001; add UV-0001", "/class LOP-0001; certificates 25/6"),
    "tiendo": ("/status 2024", "/status DCT-1 quarter 2", "/status admissions"),
    "bantin": ("/digest", "/digest last week"),
    "ketqua": ("/result admissions; 79; 1/1/2024-17/6/2024",),
    "chitieu": ("/target admissions; 2024; 140",),
    "donvi": ("/unit", "/unit new DCT-1; Working group 1; working group; under DU-HN"),
    "moi": ("/invite member; DCT-1; Tran Thi Lan",),
    "gan": ("/bind DU-HN; Monday 08:00", "/bind off"),
    "nhatky": ("/audit", "/audit reads"),
    "sua": ("/edit", "/edit outcome agreed"),
    "caidat": ("/settings", "/settings morning 7h15", "/settings quiet 21h-6h30", "/settings english"),
    "quyenrieng": ("/privacy", "/privacy UV-0001"),
}
FIRST_STEPS = {
    "viewer": ("tiendo", "dn", "bantin"),
    "member": ("tham", "goiy", "tiendo"),
    "lead": ("tham", "goiy", "ketqua"),
    "admin": ("donvi", "moi", "chitieu"),
}


@dataclass(frozen=True)
class Line:
    """A command that can be given here: its Vietnamese name, the name to print, and its line of the menu."""

    vi: str
    name: str
    menu: str


def overview(speech: Speech, lines: Sequence[Line], *, private: bool) -> Reply:
    """Every command that can be given here, in groups, and how to learn more of one."""
    head = speech.say("*What I can do*") if private else speech.say("*What I can do in this group*")
    where = [] if private else [speech.say("Guided entries happen in our private chat.")]
    first = next((line.name for line in lines if line.vi in EXAMPLES), "")
    how = speech.say("How one works: {line}", line=f"/{speech.word('help')} {first}")
    return Reply(join([head, *_groups(speech, lines), *where, how]))


def page(speech: Speech, line: Line) -> Reply:
    """One command, with examples."""
    head = bold(f"/{line.name}") + f" – {speech.word(line.menu)}"
    examples = [Text(speech.word(example)) for example in EXAMPLES.get(line.vi, ())]
    return Reply(join([head, *([speech.say("Examples:"), *examples] if examples else [])]))


def first_steps(speech: Speech, lines: Sequence[Line], role: str) -> list[Text]:
    """Three things to try first: of the commands there are, those that ``role`` needs most."""
    by_name = {line.vi: line for line in lines}
    wanted = [name for name in FIRST_STEPS[role] if name in by_name]
    rest = [name for name in by_name if name not in wanted]
    return [bold(f"/{by_name[name].name}") + f" – {speech.word(by_name[name].menu)}" for name in [*wanted, *rest][:3]]


def _groups(speech: Speech, lines: Sequence[Line]) -> Iterator[Text]:
    by_name = {line.vi: line for line in lines}
    for group, words in GROUPS.items():
        yield from _group(speech, group, {by_name[name]: word for name, word in words.items() if name in by_name})
    grouped = {OWN, *(name for words in GROUPS.values() for name in words)}
    yield from _group(speech, FURTHER, {line: line.menu for line in lines if line.vi not in grouped})


def _group(speech: Speech, group: str, words: Mapping[Line, str]) -> Iterator[Text]:
    """The heading, and the commands side by side as far as they fit."""
    if not words:
        return
    yield bold(speech.word(group))
    row = ""
    for line, word in words.items():
        said = f"/{line.name} {speech.word(word)}"
        if row and len(row) + len(said) + 3 > WIDTH:
            yield Text(row)
            row = said
        else:
            row = f"{row} · {said}" if row else said
    yield Text(row)


@refusals.sentence.register
def _(refusal: errors.UnknownCommand, speech: Speech) -> Text:
    said = speech.say("There is no command {piece}.", piece=bold(refusal.piece))
    if refusal.near:
        return said + " " + speech.say("Did you mean: {near}?", near=", ".join(f"/{name}" for name in refusal.near))
    return said + " " + speech.say("All there are: /trogiup")
