"""Which English sentences the code says, found by reading it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from handlers.index import all_routes
from outreach.texts.speech import catalogues

ROOT = Path(__file__).parent.parent
SAYING = {"say", "word", "say_n"}


def said_in_code() -> dict[str, str]:
    """Every sentence with the place where it stands."""
    found = {}
    for folder in ("outreach/texts", "outreach/composing", "handlers", "jobs", "bot"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for sentence, line in _sentences(ast.parse(path.read_text())):
                found.setdefault(sentence, f"{path.relative_to(ROOT)}:{line}")
    return found | said_by_tables()


def _sentences(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING:
            for argument in node.args[: 2 if node.func.attr == "say_n" else 1]:
                for part in ast.walk(argument):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value, node.lineno


def said_by_tables() -> dict[str, str]:
    """The menu lines and button labels that stand in tables of commands and forms."""
    routes, found = all_routes(), {}
    for command in routes.commands:
        found[command.menu] = f"menu of /{command.vi}"
    for form in routes.forms:
        found[form.save_label] = f"form {form.name}"
        for step in form.steps:
            found[step.label] = f"form {form.name}, step {step.name}"
    return {sentence: place for sentence, place in found.items() if sentence}


def translated(language: str = "vi") -> dict[str, list[str]]:
    """Every sentence of the catalogues with the files in which it stands."""
    found: dict[str, list[str]] = {}
    for path in catalogues(language):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string:
                    for one in [message.id] if isinstance(message.id, str) else message.id:
                        found.setdefault(one, []).append(path.name)
    return found


if __name__ == "__main__":
    done = translated()
    for sentence, place in said_in_code().items():
        if sentence not in done:
            print(f"{place}\t{sentence!r}")
