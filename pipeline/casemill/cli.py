"""The command line: parses, calls, prints. Heavy imports wait until a command runs."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from casemill import __version__
from casemill.shell import GivenPath, printing, visible


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


for later in (
    Later(
        "extract",
        target="casemill.batch.command:extract",
        short_help="Extract files, folders, archives and tables into an output folder.",
    ),
    Later(
        "merge",
        target="casemill.batch.command:merge_command",
        short_help="Write the output files of a run that was done in parts.",
    ),
    Later(
        "timeline",
        target="casemill.pictures.command:timeline",
        short_help="Draw the course of a patient.",
    ),
    Later(
        "evaluate",
        target="casemill.evaluation.command:evaluate",
        short_help="Score the extraction against gold annotations.",
    ),
):
    main.add_command(later)

if __name__ == "__main__":
    main(prog_name="casemill")
