"""``casemill evaluate``: score the pipeline against gold, write a report, hold a gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from casemill.shell import GivenPath, ending_cleanly, printing

if TYPE_CHECKING:
    from rich.console import Console

    from casemill.evaluation.evaluate import Evaluation
    from casemill.evaluation.gate import Minimum

_LEAST_WIDTH = 120
"""Columns that the widest table needs; a log without a terminal would cut it at 80."""


@click.command()
@click.option(
    "--gold",
    "gold_dir",
    type=GivenPath(),
    default="annotations/gold",
    show_default=True,
    metavar="DIR",
    help="Folder with gold annotations (.ann).",
)
@click.option(
    "--texts",
    "texts_dir",
    type=GivenPath(),
    default="corpus",
    show_default=True,
    metavar="DIR",
    help="Folder with the texts; folders below it are searched too.",
)
@click.option(
    "--report",
    type=GivenPath(),
    metavar="FILE",
    help="Write a report with every miss: FILE.html, FILE.md or FILE.json. It quotes the texts.",
)
@click.option(
    "--gate",
    type=GivenPath(),
    metavar="FILE",
    help="Exit with 1 if a score is below its least value in this TOML file, or none could be checked.",
)
@click.option("--misses", metavar="LABEL", help="List the misses of a label, of a family, or of 'all'.")
def evaluate(
    gold_dir: Path, texts_dir: Path, report: Path | None, gate: Path | None, misses: str | None
) -> None:
    """Score extraction against gold annotations.

    Spans (exact and overlapping), attributes, relations and whole records, by label and by
    document. Gold pairs with its text by the id in manifest.toml, else by file stem.
    """
    from casemill.evaluation.errors import EvaluationError
    from casemill.evaluation.evaluate import run_evaluation
    from casemill.evaluation.gate import read_gate
    from casemill.evaluation.misses import check_key
    from casemill.evaluation.reports import check_format, render_console, render_report
    from casemill.standoff import StandoffError

    with printing(), ending_cleanly():
        try:
            if misses is not None:
                check_key(misses)
            if report is not None:
                check_format(report)
            minima = read_gate(gate) if gate is not None else []
            with ExitStack() as stack:
                file = stack.enter_context(_opened(report)) if report is not None else None
                evaluation = run_evaluation(gold_dir, texts_dir)
                if file is not None and report is not None:
                    file.write(render_report(evaluation, report))
        except (EvaluationError, StandoffError) as error:
            raise click.ClickException(str(error)) from None
        console = _console()
        render_console(evaluation, console=console, misses=misses)
        if report is not None:
            console.print(f"Report: {report}", soft_wrap=True)
        if gate is not None and not _holds(evaluation, minima, console):
            raise click.exceptions.Exit(1)


@contextmanager
def _opened(report: Path) -> Iterator[TextIO]:
    """Open the report: before the run, which takes long, so that a bad path is told at once."""
    from casemill.writing.atomic import atomic

    try:
        with atomic(report) as file:
            yield file
    except OSError as error:
        raise click.ClickException(
            f"{report}: cannot be written ({error.strerror}). Name another file with --report."
        ) from None


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    console.width = max(console.width, _LEAST_WIDTH)
    return console


def _holds(evaluation: Evaluation, minima: list[Minimum], console: Console) -> bool:
    from casemill.evaluation.gate import check_gate, checked, passed_over
    from casemill.evaluation.reports.console import render_falls

    for name in passed_over(evaluation, minima):
        console.print(f"Gate: {name} is not there and not required, passed over.", style="yellow")
    falls = check_gate(evaluation, minima)
    count = checked(evaluation, minima)
    if falls:
        render_falls(falls, console=console)
    elif count:
        console.print(f"Gate: holds, {count} of {len(minima)} least scores checked.", style="green")
    else:
        console.print("Gate: checked nothing, for none of its documents is there.", style="bold red")
    return bool(count) and not falls
