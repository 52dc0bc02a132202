"""``casemill evaluate``: score the pipeline against gold, write a report, hold a gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    type=click.Path(path_type=Path),
    default=Path("annotations/gold"),
    show_default=True,
    metavar="DIR",
    help="Folder with gold annotations (.ann).",
)
@click.option(
    "--texts",
    "texts_dir",
    type=click.Path(path_type=Path),
    default=Path("corpus"),
    show_default=True,
    metavar="DIR",
    help="Folder with the texts; folders below it are searched too.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a report with every miss: FILE.html, FILE.md or FILE.json. It quotes the texts.",
)
@click.option(
    "--gate",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Exit with 1 if a score is below its least value in this TOML file.",
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

    try:
        if misses is not None:
            check_key(misses)
        if report is not None:
            check_format(report)
        minima = read_gate(gate) if gate is not None else []
        evaluation = run_evaluation(gold_dir, texts_dir)
    except (EvaluationError, StandoffError) as error:
        raise click.ClickException(str(error)) from None
    console = _console()
    render_console(evaluation, console=console, misses=misses)
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(render_report(evaluation, report).encode("utf-8"))
        console.print(f"Report: {report}", soft_wrap=True)
    if gate is not None and not _holds(evaluation, minima, console):
        raise click.exceptions.Exit(1)


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    console.width = max(console.width, _LEAST_WIDTH)
    return console


def _holds(evaluation: Evaluation, minima: list[Minimum], console: Console) -> bool:
    from casemill.evaluation.gate import check_gate, passed_over
    from casemill.evaluation.reports.console import render_falls

    for name in passed_over(evaluation, minima):
        console.print(f"Gate: {name} is not there and not required, passed over.", style="yellow")
    falls = check_gate(evaluation, minima)
    if falls:
        render_falls(falls, console=console)
    else:
        console.print(f"Gate: holds, {len(minima)} least scores.", style="green")
    return not falls
