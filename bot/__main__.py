"""The program: ``nhipcau``."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError, OperationalError

from bot import logs, settings
from bot.settings import Settings, SettingsError
from outreach.errors import DomainError
from outreach.vault import new_key

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Nhịp Cầu")
keys = typer.Typer(no_args_is_help=True, help="The keys that seal names.")
cli.add_typer(keys, name="keys")
audit = typer.Typer(no_args_is_help=True, help="The log of who did and who read what.")
cli.add_typer(audit, name="audit")


class UserError(Exception):
    """A mistake of the user's, with its mend, in one sentence."""


@cli.command()
def run(
    roles: Annotated[str, typer.Option(help="Which parts to run, separated by commas.")] = "receive,deliver,jobs",
) -> None:
    """Run the bot with the settings of the environment and .env."""
    from bot.app import ROLES, App  # noqa: PLC0415 - other commands start faster without

    chosen = _settings()
    wanted = [role.strip() for role in roles.split(",") if role.strip()]
    unknown = [role for role in wanted if role not in ROLES]
    if unknown or not wanted:
        raise UserError(f"--roles: unknown {', '.join(unknown) or 'nothing'}; known are {', '.join(ROLES)}")
    if chosen.telegram_token is None and chosen.zalo_token is None:
        raise UserError(
            "Neither TELEGRAM_TOKEN nor ZALO_TOKEN is set. "
            "Put one or both into .env (cp .env.example .env), or try without: nhipcau demo"
        )
    asyncio.run(_run(lambda: App(chosen, wanted).run()))


async def _run(start: Callable[[], object]) -> None:
    await start()  # type: ignore[misc]


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served; 0 takes a free port.")] = 8080,
    scenario: Annotated[str, typer.Option(help="Which committee's figures are loaded.")] = "ha_noi_2024",
) -> None:
    """Open the bot on sample data with a local chat page; needs no token and no network."""
    from bot import demo as demonstration  # noqa: PLC0415 - only the demo needs the sandbox

    logs.set_up("console")
    if scenario not in demonstration.scenarios():
        raise UserError(f"--scenario: unknown {scenario}; known are {', '.join(demonstration.scenarios())}")
    asyncio.run(demonstration.run(port, scenario))


@cli.command()
def sandbox(port: Annotated[int, typer.Option(help="Where to listen.")] = 8080) -> None:
    """Run the local chat server alone."""
    from sandbox import World, serve  # noqa: PLC0415 - only this command needs the sandbox

    print(f"http://127.0.0.1:{port}", file=sys.stderr)
    asyncio.run(serve("127.0.0.1", port, World()))


@cli.command()
def invite(
    role: Annotated[str, typer.Option(help="admin, lead, member or viewer.")] = "admin",
    unit: Annotated[str, typer.Option(help="The code of a unit; none: everything (admin alone).")] = "",
) -> None:
    """Print a one-time code, with which somebody comes in by /start CODE."""
    from bot import operator  # noqa: PLC0415

    print(operator.invite(_settings(), role, unit, datetime.now(UTC)))  # noqa: TID251


@cli.command()
def migrate() -> None:
    """Bring the database to the present shape (run and demo do so by themselves)."""
    from bot import operator  # noqa: PLC0415

    print(operator.migrate(_settings()))


@cli.command()
def doctor() -> None:
    """Check token, database, time zone, bound chats, jobs; each line ok, or what to do."""
    from bot import doctor as examination  # noqa: PLC0415

    healthy = asyncio.run(examination.examine(_settings()))
    raise typer.Exit(0 if healthy else 1)


@keys.command("new")
def new() -> None:
    """Print a fresh key for ENCRYPTION_KEYS."""
    print(new_key())


@keys.command("rotate")
def rotate(
    *,
    new: Annotated[bool, typer.Option("--new", help="Make a key first and put it into the key file.")] = False,
) -> None:
    """Seal everything anew with the first key; no bot may be running."""
    from bot import rotation  # noqa: PLC0415

    print(rotation.rotate(_settings(), new=new))


@audit.command("verify")
def verify(
    seal: Annotated[str, typer.Option(help="A hash noted earlier (or its beginning) that must be there.")] = "",
) -> None:
    """Compare the log with its seals: whether anything was changed, removed or put in."""
    from bot import auditing  # noqa: PLC0415

    proof = auditing.verify(_settings(), seal)
    if proof.wrong:
        raise UserError(proof.sentence)
    print(proof.sentence)


def _settings() -> Settings:
    chosen = settings.load()
    logs.set_up(chosen.log_format)
    return chosen


def main() -> None:
    """Run the command; a user's mistake ends in one sentence on stderr and exit code 2."""
    from bot.holding import AlreadyRunningError  # noqa: PLC0415

    try:
        cli()
    except (SettingsError, UserError) as error:
        _give_up(str(error))
    except AlreadyRunningError as error:
        _give_up(f"The bot is running already on this database (lock: {error}). Stop it first.")
    except DomainError as error:
        from outreach.texts import refusals  # noqa: PLC0415
        from outreach.texts.speech import Speech, utc  # noqa: PLC0415

        _give_up(refusals.sentence(error, Speech("en", utc())).plain)
    except OperationalError as error:
        _give_up(f"DATABASE_URL: the database cannot be reached: {str(error.orig).strip().splitlines()[0]}")
    except DBAPIError as error:
        _give_up(f"DATABASE_URL: the database refuses: {str(error.orig).strip().splitlines()[0]}")
    except OSError as error:
        _give_up(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")


def _give_up(sentence: str) -> None:
    print(sentence, file=sys.stderr)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
