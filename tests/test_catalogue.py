"""Every sentence has its Vietnamese, in one place; nothing Vietnamese stands elsewhere."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from outreach import errors
from outreach.errors import DomainError
from outreach.texts import refusals
from outreach.texts.speech import Speech, catalogues, utc
from tests.catalogue import ROOT, said_in_code, translated

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
MAY_HOLD_VIETNAMESE = (
    "outreach/rules/vocabulary/",
    "outreach/texts/vi/",
    "bot/demo",
    "sandbox/page/",
    "outreach/rules/folding.py",  # the letter đ, which no decomposition takes apart
    "outreach/rules/lines.py",  # and the one that begins "đ/c"
)
NAME = "Nhịp Cầu"


def test_every_sentence_is_translated():
    known = translated()
    missing = {sentence: place for sentence, place in said_in_code().items() if sentence not in known}
    assert not missing


def test_no_sentence_is_translated_twice_differently():
    twice = {sentence: files for sentence, files in translated().items() if len(set(files)) > 1}
    assert not twice


def test_a_translation_has_the_same_values():
    for path in catalogues("vi"):
        with path.open("rb") as file:
            for message in read_po(file):
                ids = [message.id] if isinstance(message.id, str) else list(message.id)
                strings = [message.string] if isinstance(message.string, str) else list(message.string)
                allowed = {name for one in ids for name in _values(one)}
                for string in strings:
                    assert _values(string) <= allowed, f"{path.name}: {string}"
                    assert string.count("*") % 2 == 0, f"{path.name}: {string}"


def _values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _refusals(kind: type[DomainError] = DomainError):
    for sub in kind.__subclasses__():
        if sub.__module__.startswith("outreach"):  # other tests make refusals of their own
            yield sub
        yield from _refusals(sub)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", sorted(_refusals(), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(kind, language):
    assert refusals.sentence.dispatch(kind) is not refusals.sentence.dispatch(DomainError), kind


def test_every_refusal_stands_in_errors():
    assert {kind.__module__.rpartition(".")[0] for kind in _refusals()} == {errors.__name__}


def test_vietnamese_stands_in_the_catalogue_and_the_vocabulary_alone():
    found = []
    for folder in ("bot", "handlers", "jobs", "models", "outreach", "sandbox"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = str(path.relative_to(ROOT))
            if not place.startswith(MAY_HOLD_VIETNAMESE):
                texts = [text for text in _strings(path) if VIETNAMESE.search(text.replace(NAME, ""))]
                found += [f"{place}: {text[:40]!r}" for text in texts]
    assert not found


def _strings(path: Path):
    tree = ast.parse(path.read_text())
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_unknown_language_speaks_the_first():
    assert Speech("fr", utc()).language == "vi"
