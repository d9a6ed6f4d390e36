"""Whatever the code writes into the log is a word of its vocabulary: found by reading the code, before it runs."""

import ast
from collections.abc import Iterator

import pytest

from outreach.rules.vocabulary.audit import ACTS, LOGGED_FIELDS, SUBJECTS, Act, LoggedField, Subject
from outreach.services.journal.undoing import KINDS
from tests.catalogue import ROOT

NOTED = {2: Act, 3: Subject}  # the places of note(session, actor, act, subject, subject_id, now, *fields)
FIELDS_FROM = 6


def written() -> Iterator[tuple[type, str, str]]:
    for room in ("outreach", "handlers", "jobs", "bot"):
        for path in (ROOT / room).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                own = {"note"} if path.name == "audit.py" else set()
                if isinstance(call, ast.Call) and ast.unparse(call.func) in {"audit.note"} | own:
                    where = f"{path.relative_to(ROOT)}:{call.lineno}"
                    for place, argument in enumerate(call.args):
                        kind = NOTED.get(place, LoggedField if place >= FIELDS_FROM else None)
                        words = [each.value for each in ast.walk(argument) if isinstance(each, ast.Constant)]
                        yield from ((kind, word, where) for word in words if kind and isinstance(word, str))


def test_every_word_written_into_the_log_is_known():
    found = list(written())
    assert len(found) > 100
    assert [f"{where}: {word}" for kind, word, where in found if word not in set(kind)] == []


def test_every_kind_of_entry_is_known():
    assert set(KINDS) <= set(Subject)


@pytest.mark.parametrize(("kind", "words"), [(Act, ACTS), (Subject, SUBJECTS), (LoggedField, LOGGED_FIELDS)])
def test_every_word_has_its_vietnamese(kind, words):
    assert set(words.meanings()) == set(kind)
