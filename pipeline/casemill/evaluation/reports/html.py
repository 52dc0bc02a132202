"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape

from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.misses import Miss, misses_of
from casemill.evaluation.reports.tables import NOTHING, Table, tables_of

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2.2rem 0 .2rem; } p.note { margin: .2rem 0 .6rem; opacity: .75; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; text-align: left; vertical-align: top; }
th { border-bottom: 2px solid currentColor; } td { border-bottom: 1px solid #8884; }
.n { text-align: right; white-space: nowrap; } tr.total { font-weight: 600; background: #8881; }
mark { background: #ffd54f; color: #000; padding: 0 .1em; }
.missed, .spurious { color: #c62828; } .border, .attribute, .relation { color: #b26a00; }
aside { border-left: 4px solid #b26a00; padding: .2rem .8rem; }
""".strip()


def render_html(evaluation: Evaluation) -> str:
    """Return a page with all tables and all misses; it quotes the texts, so it is not for committing."""
    parts = ["<h1>casemill evaluation</h1>"]
    parts += [f"<aside>{escape(note)}</aside>" for note in evaluation.notes]
    for table in tables_of(evaluation):
        if table.rows:
            note = f'<p class="note">{escape(table.note)}</p>'
            parts += [f"<h2>{escape(table.title)}</h2>", note, _table(table)]
    parts += _misses(misses_of(evaluation))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>casemill evaluation</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _table(table: Table) -> str:
    head = "".join(_cell("th", title, i >= table.words) for i, title in enumerate(table.header))
    rows = []
    for number, row in enumerate(table.rows):
        cells = "".join(_cell("td", text, i >= table.words) for i, text in enumerate(row))
        rows.append(f'<tr class="total">{cells}</tr>' if number in table.totals else f"<tr>{cells}</tr>")
    return _wrapped(head, rows)


def _misses(misses: list[Miss]) -> list[str]:
    head = "".join(
        _cell("th", title, False)
        for title in ("document", "line", "kind", "of", "place", "gold", "predicted")
    )
    rows = [
        f"<tr><td>{escape(miss.document)}</td>{_cell('td', str(miss.line), True)}"
        f'<td class="{miss.kind}">{miss.kind}</td>'
        f"<td>{escape('.'.join(part for part in (miss.label, miss.detail) if part))}</td>"
        f"<td>…{escape(miss.before)}<mark>{escape(miss.words)}</mark>{escape(miss.after)}…</td>"
        f"<td>{escape(miss.gold or NOTHING)}</td><td>{escape(miss.predicted or NOTHING)}</td></tr>"
        for miss in misses
    ]
    return [f"<h2>Misses ({len(misses)})</h2>", _wrapped(head, rows)]


def _wrapped(head: str, rows: list[str]) -> str:
    body = "\n".join(rows)
    return (
        f'<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _cell(tag: str, text: str, is_number: bool) -> str:
    return f'<{tag} class="n">{escape(text)}</{tag}>' if is_number else f"<{tag}>{escape(text)}</{tag}>"
