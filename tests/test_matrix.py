"""Who may ask what, where and about what: role × command × chat × in or out of scope, each cell of matrix/cells.txt."""

import itertools
import shutil
from collections import Counter

import pytest
from sqlalchemy import text

from handlers.index import all_routes
from outreach.actor import RANK, Actor
from outreach.rules.folding import fold
from tests.conftest import TEMPLATE, _admin
from tests.conversation import House
from tests.matrix.cells import NAMED, TABLE, Cell, blocks
from tests.matrix.world import CHATS, NOBODY, ROLES, WORDS, Said, World

ROUTES = all_routes()
BLOCKS = blocks(TABLE.read_text())
COMMANDS = [command.vi for command in ROUTES.commands]
# These are about whoever sends them, and name nothing.
OWN = {"sua", "hoantac", "huy", "start", "trogiup"}
REFUSALS = {*WORDS.values(), "unknown"}
# What an enterprise is called and who is in charge of it is known across its committee (DESIGN §4).
ABOUT_ENTERPRISES = {"tham", "dn", "tochuc"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(request, tmp_path_factory):
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("matrix") / "nhipcau.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        url, channel = f"sqlite:///{path}", "telegram"
    else:
        address = request.getfixturevalue("postgres")
        with _admin(address.format(name="postgres")).connect() as connection:
            connection.execute(text(f"CREATE DATABASE matrix TEMPLATE {TEMPLATE}"))
        url, channel = address.format(name="matrix"), "zalo"
    house = House(url, channel=channel)
    found = World(house)
    yield found
    found.close()
    house.close()


def test_no_command_no_role_and_no_chat_is_missing():
    """A new command fails here until its cells are thought of; so does one that is there no more."""
    there = Counter(cell.key for block in BLOCKS for cell in block.cells())
    wanted = Counter(itertools.product(COMMANDS, ROLES, CHATS, [""]))
    wanted.update(itertools.product([name for name in COMMANDS if name not in OWN], ROLES, CHATS, NAMED))
    assert there == wanted
    for block in BLOCKS:
        assert list(block.rows) == list(ROLES), block.command
        assert all(line.split()[0] == f"/{block.command}" for line in block.lines.values())
        assert all(("{" in line) == bool(named) for named, line in block.lines.items())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_cell(world, command):
    cells = [cell for block in BLOCKS if block.command == command for cell in block.cells()]
    wrong = [fault for cell in cells for fault in faults(world, cell)]
    assert not wrong, "\n".join(wrong)


def test_no_part_of_a_command_is_open_to_more_than_the_command():
    """Buttons and steps are checked as the command itself is, and may only ask for a higher role."""
    commands = {command.vi: command for command in ROUTES.commands}
    for name, part in [*ROUTES.acts.items(), *((form.name, form) for form in ROUTES.forms)]:
        role = commands[part.command].role
        assert not part.role or RANK[part.role] >= RANK.get(role, 0), name


def faults(world: World, cell: Cell) -> list[str]:
    """What is not as it should be in this cell."""
    said = world.says(cell.role, cell.chat, cell.line)
    covered = world.covered
    found = outcome(world, cell, said)
    there = f"{cell.role}, {cell.chat}: {cell.line}"
    wrong = [] if found == cell.expected else [f"{there}\n    {found}, not {cell.expected}: {said.text!r}"]
    wrong += [f"{there}\n    {piece!r} is in: {said.text!r}" for piece in told(world, cell, said, covered)]
    if cell.expected == "link" and not any(link.start for reply in said.replies for link in reply.links):
        wrong.append(f"{there}\n    there is no link")
    return wrong


def outcome(world: World, cell: Cell, said: Said) -> str:
    """The word for what happened; ``unknown`` only when nothing distinguishes it from a name that nothing bears."""
    word = WORDS.get(said.error, said.error) or ("answer" if said.text else "silence")
    if not cell.piece or word in REFUSALS - {"link"}:
        return word
    nobody = next((name for form, name in NOBODY.items() if cell.piece.startswith(form)), NOBODY[""])
    other = world.says(cell.role, cell.chat, cell.line.replace(cell.piece, nobody))
    same = said.without(cell.piece) == other.without(nobody)
    if word == "link":
        return word if same or cell.named == "own" else "a link that tells it from a name that nothing bears"
    return "unknown" if same else word


def told(world: World, cell: Cell, said: Said, covered: set[str]) -> list[str]:
    """The names and units in the answer that may not stand in it; of a unit that binds a group the name may."""
    shown = f" {fold(said.text)} "
    names = [*world.staff] if cell.chat != "private" or cell.role == "outsider" else []
    for home in world.homes:
        if cell.chat != "private" or home.unit.code not in covered:
            names += home.secrets
        same_committee = home.unit.code != "DU-XA"
        if home.unit.code not in covered and not (cell.command in ABOUT_ENTERPRISES and same_committee):
            named = home.unit.code == cell.piece
            names += [] if named else [home.unit.code]
            names += [] if named and cell.expected == "answer" else [home.unit.name]
        if home.unit.code not in covered and not same_committee and cell.piece not in home.enterprise.name:
            names.append(home.enterprise.name)
    return [name for name in names if f" {fold(name)} " in shown]


def test_the_actor_of_the_matrix_is_the_one_of_the_rights():
    """Roles rank as the table has them, and an administrator without a unit sees everything."""
    assert [role for role in ROLES if role in RANK] == sorted(RANK, key=RANK.__getitem__)
    assert Actor(1, "admin", None).own.everything
