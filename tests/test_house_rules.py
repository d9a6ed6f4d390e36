"""The house keeps to its own rules: sizes, names, and what the README says."""

import ast
import re
from pathlib import Path

import pytest

from tests.catalogue import ROOT

ROOMS = ("bot", "handlers", "outreach", "models", "jobs", "sandbox")
LONGEST_FILE, LONGEST_FUNCTION = 300, 25
VAGUE = {"utils", "helpers", "manager", "common", "misc"}


def files() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            said = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
            yield node.name, node.end_lineno - node.lineno + 1 - said


def test_files_are_topics():
    long = {str(path.relative_to(ROOT)): n for path in files() if (n := path.read_text().count("\n")) > LONGEST_FILE}
    assert not long


def test_functions_are_sentences():
    long = [
        f"{path.relative_to(ROOT)}: {name} ({n})"
        for path in files()
        for name, n in functions(path)
        if n > LONGEST_FUNCTION
    ]
    assert not long


def test_no_vague_names():
    assert not [path for path in files() if VAGUE & set(path.stem.split("_"))]


@pytest.mark.parametrize("target", re.findall(r"`?make (\w+)", (ROOT / "README.md").read_text()))
def test_every_make_target_of_the_readme_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text()))
def test_every_file_the_readme_names_exists(path):
    assert (ROOT / path).exists()


def test_nothing_asks_the_machine_for_the_time():
    asks = [
        str(path.relative_to(ROOT))
        for path in files()
        if re.search(r"datetime\.now\(|date\.today\(|utcnow\(", path.read_text())
    ]
    assert set(asks) <= {"bot/clock.py", "bot/__main__.py", "sandbox/clock.py"}
