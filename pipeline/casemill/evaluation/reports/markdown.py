"""The report as Markdown."""

from __future__ import annotations

from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.misses import misses_of
from casemill.evaluation.reports.tables import NOTHING, Table, tables_of

_MISS_HEADER = ("document", "line", "kind", "of", "place", "gold", "predicted")


def render_markdown(evaluation: Evaluation) -> str:
    """Return all tables and all misses; it quotes the texts, so it is not for committing."""
    parts = ["# casemill evaluation"]
    parts += [f"> {_cell(note)}" for note in evaluation.notes]
    for table in tables_of(evaluation):
        if table.rows:
            parts += [f"## {table.title}", table.note, _markdown_table(table)]
    rows = tuple(
        (
            miss.document,
            str(miss.line),
            miss.kind,
            ".".join(part for part in (miss.label, miss.detail) if part),
            f"…{miss.before}**[{miss.words}]**{miss.after}…",
            miss.gold or NOTHING,
            miss.predicted or NOTHING,
        )
        for miss in misses_of(evaluation)
    )
    parts += ["## Misses", _markdown_table(Table("", "", _MISS_HEADER, rows, len(_MISS_HEADER)))]
    return "\n\n".join(parts) + "\n"


def _markdown_table(table: Table) -> str:
    rule = ["---" if i < table.words else "---:" for i in range(len(table.header))]
    lines = [table.header, rule, *table.rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
