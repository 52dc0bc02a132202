"""What ``casemill extract`` shows: progress and failures on stderr, a closing summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from casemill.batch import DUPLICATES, LEDGER, Plan, ShardResult, Totals
from casemill.extract import printable
from casemill.records import FAMILIES
from casemill.shell import visible

_SAID = {
    "found": "reports found",
    "unreadable": "  unreadable",
    "other_language": "  other language",
    "no_case": "  no case narrative",
    "failed": "  failed",
    "duplicates_by_content": "  duplicates by content",
    "duplicates_by_doi": "  duplicates by DOI",
    "duplicates_kept": "  of these written",
    "reports": "reports written",
    "with_records": "  with records",
}
_ALWAYS = ("found", "unreadable", "reports", "with_records")


class _Rate(ProgressColumn):
    """Reports a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, empty until it is known."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "")


class Progress:
    """A progress bar on stderr, on a terminal alone; names each failure as it happens."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._bar = Bar(
            TextColumn("extract"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("extract", total=None)
        self.done = self.failed = 0
        self.total = 0

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def start(self, plan: Plan) -> None:
        """Show the number of reports; name the paths that give none."""
        self.total = plan.reports
        self._bar.update(self._task, total=plan.reports)
        for failure in plan.failures():
            self.say(failure.message)

    def advance(self, result: ShardResult) -> None:
        """Count the reports of a shard; print its failures."""
        self.done += result.reports
        self.failed += len(result.failures)
        for failure in result.failures:
            self.say(failure.message)
        self._bar.advance(self._task, result.reports)

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self._console.print(Text(visible(line)))


def print_summary(totals: Totals, out: Path, formats: Sequence[str]) -> None:
    """Print counts of a run and where its output is."""
    _tell_shared(totals)
    console = Console(highlight=False)
    folder = visible(printable(out))
    table = Table(show_edge=False)
    table.add_column("")
    table.add_column("count", justify="right")
    for group, count in totals.flow().items():
        if group in _SAID and (count or group in _ALWAYS):
            table.add_row(_SAID[group], str(count))
    for family in FAMILIES:
        table.add_row(f"  {family}", str(totals.heads[family]))
    table.add_row("paths that failed", str(len(totals.failures)))
    console.print(table)
    console.print(Text(f"{', '.join(formats)} in {folder}"), soft_wrap=True)
    for name, reasons in totals.left_out.items():
        told = ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        console.print(Text(f"{name} leaves out: {told}"), soft_wrap=True)
    if totals.failures:
        console.print(Text(f"Failures in {folder}/{LEDGER}"), soft_wrap=True)
    if totals.by_content or totals.by_doi:
        console.print(Text(f"Copies in {folder}/{DUPLICATES}"), soft_wrap=True)


def _tell_shared(totals: Totals) -> None:
    """Say where several reports share a stem, so that files of their own are not named as expected."""
    shared = sorted(map(printable, totals.shared_stems))
    if shared:
        more = " ..." if len(shared) > 5 else ""
        line = (
            f"{len(shared)} file names occur more than once ({', '.join(shared[:5])}{more}): "
            "their own files are named <stem>-<sha256, 12 digits>, copies numbered."
        )
        Console(stderr=True, highlight=False, soft_wrap=True).print(Text(visible(line)))
