"""What can be asked here: the commands with their lines, and some examples."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.messages import Reply, Text, bold, join
from outreach.texts.speech import Speech

EXAMPLES = {
    "tham": "/visit Huy Hoang; met union, HR; agreed; next 15/7 submit the file",
    "ungvien": "/candidate UV-0001 vetting 10/6",
    "dn": "/enterprise Huy Hoang",
    "tochuc": "/org found cell; Huy Hoang; 27/2/2019; 4 members, 4 transferred; decision 12-QD/DU",
    "tiendo": "/status 2024",
    "ketqua": "/result admissions; 79; 1/1/2024-17/6/2024",
    "lop": "/class LOP-0001; add UV-0001",
    "chitieu": "/target admissions; 2024; 140",
    "moi": "/invite member; DCT-1; Tran Thi Lan",
    "donvi": "/unit new DCT-1; Working group 1; working group; under DU-HN",
    "gan": "/bind DU-HN; Monday 08:00",
}
FIRST_STEPS = {
    "viewer": ("tiendo", "dn", "bantin"),
    "member": ("tham", "dn", "tiendo"),
    "lead": ("tham", "ketqua", "tiendo"),
    "admin": ("donvi", "moi", "chitieu"),
}
_MOST_EXAMPLES = 4


@dataclass(frozen=True)
class Line:
    """A command that can be given here: its Vietnamese name, the name to print, and its line of the menu."""

    vi: str
    name: str
    menu: str


_FIT = 18  # lines of commands, so that head and examples still fit one screen of a telephone


def overview(speech: Speech, lines: Sequence[Line], role: str, *, private: bool) -> Reply:
    """The commands that can be given here, and examples for what ``role`` does most."""
    head = speech.say("*What I can do*") if private else speech.say("*What I can do in this group*")
    commands = [_line(speech, line) for line in lines[:_FIT]]
    examples = _examples(speech, [line.vi for line in lines], role)
    where = speech.say("Guided entries happen in our private chat.") if not private else Text()
    return Reply(join([head, *commands, *examples, where]))


def first_steps(speech: Speech, lines: Sequence[Line], role: str) -> list[Text]:
    """Three things to try first: of the commands there are, those that ``role`` needs most."""
    by_name = {line.vi: line for line in lines}
    wanted = [name for name in FIRST_STEPS[role] if name in by_name]
    rest = [name for name in by_name if name not in wanted]
    return [_line(speech, by_name[name]) for name in [*wanted, *rest][:3]]


def _line(speech: Speech, line: Line) -> Text:
    return bold(f"/{line.name}") + f" – {speech.word(line.menu)}"


def _examples(speech: Speech, names: Sequence[str], role: str) -> list[Text]:
    by_need = [*FIRST_STEPS.get(role, ()), *EXAMPLES]
    shown = [name for name in dict.fromkeys(by_need) if name in names and name in EXAMPLES][:_MOST_EXAMPLES]
    if not shown:
        return []
    return [Text("") + "\n" + speech.say("Examples:"), *(Text(speech.word(EXAMPLES[name])) for name in shown)]
