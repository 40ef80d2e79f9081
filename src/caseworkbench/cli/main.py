"""The ``caseworkbench`` command: finds the store, runs one command, turns mistakes into sentences."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from caseworkbench.cli.context import Place, usual_store
from caseworkbench.cli.printing import no_more_output, prepare_streams, tell
from caseworkbench.errors import WorkbenchError

COMMANDS = {
    "demo": "demo",
    "load": "load",
    "undo-load": "undo_load",
    "board": "board",
    "cases": "cases",
    "child": "child",
    "trend": "trend",
    "changes": "changes",
    "measures": "measures",
    "workday": "workday",
    "loads": "history",
    "rejects": "history",
    "withdrawn": "history",
    "team": "team",
    "caseloads": "caseloads",
    "questions": "questions",
    "formats": "formats",
    "comparators": "comparators",
    "pack": "pack",
    "note": "note",
    "notes": "notes",
    "comment": "comment",
}
"""Command -> the module of this package that holds it, imported when it is asked for."""

INTERRUPTED = 130
_BEFORE_THE_COMMAND = ("--store", "--config")


class _ReaderGoneError(Exception):
    """Whoever read our output has closed it (``| head``)."""


class _Group(click.Group):
    """A group whose commands are imported one by one, when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = getattr(importlib.import_module(f"caseworkbench.cli.{module}"), cmd_name.replace("-", "_"))
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from caseworkbench.errors import nearest

            like = nearest(args[0], list(COMMANDS))
            hint = f" Did you mean {' or '.join(like)}?" if like else " See caseworkbench --help."
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            if isinstance(ctx.obj, Place) and str(error) in ctx.obj.told:
                return 1
            raise
        except BrokenPipeError as error:
            raise _ReaderGoneError from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise _ReaderGoneError from error
            raise


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command the workbench opens on the store.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The store's folder (default: $CASEWORKBENCH_STORE, else your data folder).",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    envvar="CASEWORKBENCH_CONFIG",
    help="The configuration file (default: $CASEWORKBENCH_CONFIG, else the usual places).",
)
@click.option("--team", metavar="T", help="Open the workbench on this team's list; without a command only.")
@click.option("--worker", metavar="W", help="Open the workbench on this worker's list; without a command only.")
@click.version_option(package_name="caseworkbench", message="caseworkbench %(version)s")
@click.pass_context
def caseworkbench(
    context: click.Context, store: Path | None, config: Path | None, team: str | None, worker: str | None
) -> None:
    """Overdue and due work in children's social care, from the figure to the child.

    See it on made-up data with `caseworkbench demo`; load your own extracts with `caseworkbench load FOLDER`.
    """
    context.obj = Place(store if store is not None else usual_store(), config)
    if context.invoked_subcommand is None:
        from caseworkbench.cli.opening import open_the_screens

        open_the_screens(context.obj, team, worker)
    elif team or worker:
        option = "--team" if team else "--worker"
        raise click.UsageError(f"{option} before a command opens nothing: write it after {context.invoked_subcommand}.")


def run(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit status: 0 done, 1 could not be met, 2 wrong command line."""
    prepare_streams()
    try:
        status = caseworkbench.main(arguments, prog_name="caseworkbench", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except (_ReaderGoneError, BrokenPipeError):
        no_more_output()
        return 0
    except click.ClickException as error:
        error = _told_its_place(error)
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell("Stopped; nothing was changed.")
        return INTERRUPTED
    except WorkbenchError as error:
        tell(str(error))
        return 1
    except OSError as error:
        tell(_about_a_file(error))
        return 1
    except Exception as error:
        if os.environ.get("CASEWORKBENCH_TRACEBACK"):
            raise
        if _from_a_damaged_file(error):
            tell(
                f"The store is damaged ({error}): go back with `caseworkbench undo-load`, or load the extracts again "
                "into a new store."
            )
            return 1
        tell(
            f"The program met something that it did not expect ({type(error).__name__}: {error}). That is a "
            "fault of the program, not yours: set CASEWORKBENCH_TRACEBACK=1, run it again and report it."
        )
        return 1


def _told_its_place(error: click.ClickException) -> click.ClickException:
    """An option of the whole program that stands after the command is told where it belongs."""
    if isinstance(error, click.NoSuchOption) and error.option_name in _BEFORE_THE_COMMAND:
        option = error.option_name
        return click.UsageError(f"{option} stands before the command: caseworkbench {option} … COMMAND …", error.ctx)
    return error


def _from_a_damaged_file(error: Exception) -> bool:
    """SQLite found its own pages in disorder: bytes went bad although size and time of the file stayed."""
    sqlite3 = sys.modules.get("sqlite3")
    return sqlite3 is not None and type(error) is sqlite3.DatabaseError


def _about_a_file(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    what = (error.strerror or str(error)).rstrip(".")
    return f"{where}{what}: check that the place exists, has room, and is yours to read and write."


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run())
