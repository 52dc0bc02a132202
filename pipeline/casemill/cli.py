"""The command line: parses, calls, prints. Heavy imports wait until a command runs."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casemill import __version__
from casemill.shell import GivenPath, ending_cleanly, printing, visible
from casemill.writing import FORMATS

if TYPE_CHECKING:
    from casemill.batch import Totals


class Later(click.Command):
    """A command of another module, which is imported when the command is called, not for ``--help``."""

    def __init__(self, name: str, *, target: str, short_help: str) -> None:
        super().__init__(name, short_help=short_help)
        self.target = target

    def load(self) -> click.Command:
        """Import the command."""
        module, _, attribute = self.target.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


class Commands(click.Group):
    """A group that loads a :class:`Later` command when it is called."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that the arguments name."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, Later) else command, rest

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments; ``--help`` and ``--version`` print here."""
        with printing():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called."""
        with printing():
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="casemill", message="%(prog)s %(version)s")
def main() -> None:
    """Raw clinical case reports in, structured records out, each with its evidence.

    For research, not for the care of a patient.
    """


def _formats(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise click.BadParameter(f"choose from {', '.join(FORMATS)}, with commas between")
    return names


@main.command()
@click.argument("paths", nargs=-1, required=True, type=GivenPath(), metavar="PATH...")
@click.option("--out", required=True, type=GivenPath(file_okay=False), help="Output folder.")
@click.option(
    "--format",
    "formats",
    default="jsonl,csv",
    show_default=True,
    callback=_formats,
    help=f"Comma-separated: {', '.join(FORMATS)}.",
)
def extract(paths: tuple[Path, ...], out: Path, formats: tuple[str, ...]) -> None:
    """Extract files, and all .txt files of folders, into an output folder.

    A file that cannot be read is named with the remedy and listed in failures.jsonl; the
    others are done, and the exit code is 1.
    """
    from casemill.batch import extract_to
    from casemill.extract import printable
    from casemill.terminal import Progress, print_summary

    try:
        with ending_cleanly(), Progress() as progress:
            totals = extract_to(
                out, paths, formats=formats, on_start=progress.start, on_outcome=progress.advance
            )
    except OSError as error:
        place = visible(printable(error.filename or out))
        raise click.ClickException(
            f"{place}: cannot be written ({error.strerror}). Name another folder with --out, or make room."
        ) from None
    print_summary(totals, out, formats)
    sys.exit(_exit_code(totals))


def _exit_code(totals: Totals) -> int:
    return 1 if totals.failures else 0


@main.command()
@click.argument("file", type=GivenPath())
def show(file: Path) -> None:
    """Print the text of a report with coloured spans, and beside each sentence its records."""
    from casemill.errors import InputError
    from casemill.extract import printable
    from casemill.showing import print_report

    try:
        print_report(file)
    except InputError as error:
        raise click.ClickException(visible(printable(str(error)))) from None


@main.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from casemill.records import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


main.add_command(
    Later(
        "evaluate",
        target="casemill.evaluation.command:evaluate",
        short_help="Score the extraction against gold annotations.",
    )
)
main.add_command(
    Later(
        "timeline",
        target="casemill.pictures.command:timeline",
        short_help="Draw the course of a patient to SVG, PNG or HTML.",
    )
)

if __name__ == "__main__":
    main(prog_name="casemill")
