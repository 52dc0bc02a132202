"""What ``casemill extract`` shows: progress and failures on stderr, a closing summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from casemill.batch import FAMILIES, LEDGER, Job, Outcome, Totals
from casemill.extract import printable
from casemill.shell import visible
from casemill.writing.names import OwnNames


class Progress:
    """A progress bar on stderr, on a terminal alone; names each failure as it happens."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._bar = Bar(
            TextColumn("extract"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("extract", total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def start(self, jobs: Sequence[Job]) -> None:
        """Show the number of files; say where several share a stem."""
        self._bar.update(self._task, total=len(jobs))
        shared = sorted(map(printable, OwnNames(job.path.stem for job in jobs).shared))
        if shared:
            self._say(
                f"{len(shared)} file names occur more than once ({', '.join(shared[:5])}"
                f"{' ...' if len(shared) > 5 else ''}): their own files are named <stem>-<sha256, 12 digits>, "
                "copies numbered."
            )

    def advance(self, outcome: Outcome) -> None:
        """Count one file; print its failure."""
        if outcome.failure is not None:
            self._say(outcome.failure.message)
        self._bar.advance(self._task)

    def _say(self, line: str) -> None:
        self._console.print(Text(visible(line)))


def print_summary(totals: Totals, out: Path, formats: Sequence[str]) -> None:
    """Print counts of a run and where its output is."""
    console = Console(highlight=False)
    folder = visible(printable(out))
    table = Table(show_edge=False)
    table.add_column("")
    table.add_column("count", justify="right")
    table.add_row("reports", str(totals.reports))
    for family in FAMILIES:
        table.add_row(f"  {family}", str(totals.heads[family]))
    table.add_row("files that failed", str(len(totals.failures)))
    console.print(table)
    console.print(Text(f"{', '.join(formats)} in {folder}"), soft_wrap=True)
    if totals.failures:
        console.print(Text(f"Failures in {folder}/{LEDGER}"), soft_wrap=True)
