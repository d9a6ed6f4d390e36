"""What differs between the messengers is what docs/channels.md lists, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from outreach.services.talk.outbox import LONGEST

HERE = Path(__file__).parent
TABLE = (HERE.parent / "docs" / "channels.md").read_text()
LISTED = set(re.findall(r"^\| ([a-z ]+) \|", TABLE, re.MULTILINE))


def marks() -> Iterator[tuple[str, ...]]:
    """What the transcripts are marked with, in every file."""
    for file in sorted(HERE.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "only_on":
                yield tuple(each.value for each in node.args if isinstance(each, ast.Constant))


def test_every_limit_that_a_test_names_is_listed():
    found = list(marks())
    assert {channel for channel, _ in found} == {*LONGEST}
    assert {limit for _, limit in found} <= LISTED


def test_no_transcript_chooses_its_messenger_in_another_way():
    """A test that put people on Telegram by hand would not be seen to differ."""
    by_hand = re.compile(r"""channel="telegram"|Address\("telegram\"""")
    assert [file.name for file in (HERE / "transcripts").glob("*.py") if by_hand.search(file.read_text())] == []
