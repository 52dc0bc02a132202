"""The report for the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.gate import Fall
from casemill.evaluation.misses import counts_by_kind, misses_of
from casemill.evaluation.reports.tables import NOTHING, Table, number, tables_of
from casemill.shell import visible


def render_console(evaluation: Evaluation, *, console: Console, misses: str | None = None) -> None:
    """Show notes, tables and, if a label or family is given, each of its misses.

    Parameters
    ----------
    evaluation
        What came out.
    console
        Where it is shown.
    misses
        A label, a family or ``all``.
    """
    for note in evaluation.notes:
        console.print(Text(visible(f"Note: {note}"), style="yellow"))
    for table in tables_of(evaluation):
        if table.rows:
            _show_table(table, console)
    counts = counts_by_kind(misses_of(evaluation))
    console.print(Text("Misses: " + ", ".join(f"{count} {kind}" for kind, count in counts.items())))
    if misses is not None:
        _show_misses(evaluation, console, misses)


def render_falls(falls: list[Fall], *, console: Console) -> None:
    """Show what fell below the gate."""
    rows = tuple(
        (
            fall.minimum.document,
            f"{fall.minimum.metric}.{fall.minimum.key}",
            fall.reason,
            f"{fall.minimum.least:.3f}",
            number(fall.found),
        )
        for fall in falls
    )
    header = ("document", "score", "why", "least", "found")
    _show_table(Table("Gate", "Scores below their least value.", header, rows, words=3), console)


def _show_table(table: Table, console: Console) -> None:
    shown = RichTable(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for i, title in enumerate(table.header):
        is_number = i >= table.words
        shown.add_column(title, justify="right" if is_number else "left", no_wrap=is_number, overflow="fold")
    for i, row in enumerate(table.rows):
        shown.add_row(*row, style="bold" if i in table.totals else "")
    console.print(Text(table.title, style="bold underline"))
    console.print(Text(table.note, style="dim"))
    console.print(shown)


def _show_misses(evaluation: Evaluation, console: Console, key: str) -> None:
    for miss in misses_of(evaluation, key=key):
        line = Text(f"{miss.document}:{miss.line} ", style="dim")
        line.append(f"{miss.kind} ", style="bold red")
        line.append(".".join(part for part in (miss.label, miss.detail) if part), style="bold")
        line.append(f"  …{visible(miss.before)}", style="dim")
        line.append(f"[{visible(miss.words)}]", style="bold")
        line.append(f"{visible(miss.after)}…", style="dim")
        line.append(visible(f"  gold: {miss.gold or NOTHING}  predicted: {miss.predicted or NOTHING}"))
        console.print(line, soft_wrap=True)
