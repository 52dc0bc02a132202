"""What ``casemill show`` prints: the text with coloured spans, its records beside each sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casemill import records as r
from casemill.shell import visible

STYLES = {
    "Nerve": "bold magenta",
    "Drug": "bold green",
    "Dose": "green",
    "Route": "green",
    "Frequency": "yellow",
    "Duration": "yellow",
    "Analyte": "bold cyan",
    "LabValue": "cyan",
    "RefRange": "cyan",
    "Diagnosis": "bold red",
    "Procedure": "bold blue",
    "Event": "bold bright_magenta",
    "Outcome": "bold bright_green",
    "Date": "bold yellow",
    "Age": "bold yellow",
    "Time": "bold yellow",
    "Sex": "bold blue",
    "Patient": "bold reverse",
}
"""Label -> how its spans are printed."""

_BESIDE = 80
"""Columns from which text and records stand side by side; below, the records stand under their sentence."""

_LEAST = 40
"""Columns below which words would be cut; a narrower terminal breaks the lines itself."""


def print_report(path: Path) -> None:
    """Print a report and its records, as wide as the terminal.

    Raises
    ------
    casemill.errors.InputError
        If the file cannot be read.
    """
    from casemill.extract import extract_read, printable
    from casemill.reading import read_file

    text = read_file(path)
    record = extract_read(text, name=printable(path.name))
    console = Console(highlight=False)
    console.width = max(console.width, _LEAST)
    console.print(layout(text.raw, record, beside=console.width >= _BESIDE))


def layout(raw: str, record: r.CaseRecord, *, beside: bool = True) -> Table:
    """Return the text on the left and the records on the right, aligned by sentence.

    Parameters
    ----------
    raw
        The raw text.
    record
        Its records.
    beside
        False for narrow terminals: the records stand below their sentence, indented.
    """
    table = Table.grid(padding=(0, 2), expand=True)
    for _ in range(1 + beside):
        table.add_column(ratio=1)
    text = painted(raw, record)
    for start, end, heads in rows(raw, record):
        sentence = text[start:end]
        sentence.rstrip()
        if beside:
            table.add_row(sentence, listing(heads))
        else:
            table.add_row(sentence)
            if heads:
                table.add_row(Padding(listing(heads), (0, 0, 0, 2)))
    return table


def listing(heads: list[r.Head]) -> RenderableType:
    """Return records one a line; what does not fit on it goes on below its name, not below its label."""
    lines = Table.grid(padding=(0, 1))
    lines.add_column(no_wrap=True, min_width=9)
    lines.add_column()
    for head in heads:
        lines.add_row(*line_of(head))
    return lines


def painted(raw: str, record: r.CaseRecord) -> Text:
    """Return the raw text with its spans in the colours of their labels."""
    text = Text(visible(raw))
    for head in record.heads:
        for item in (head, *r.slots_of(head)):
            text.stylize(STYLES[item.label], item.evidence.start, item.evidence.end)
    for slot in record.unattached:
        text.stylize(STYLES[slot.label], slot.evidence.start, slot.evidence.end)
    return text


def rows(raw: str, record: r.CaseRecord) -> Iterator[tuple[int, int, list[r.Head]]]:
    """Cut the text into sentences with records and what lies between; blank stretches are left out."""
    sentences: list[tuple[int, int, list[r.Head]]] = []
    for head in shown_heads(record):
        start, end = head.evidence.sentence_start, head.evidence.sentence_end
        if sentences and start < sentences[-1][1]:
            first, last, heads = sentences.pop()
            sentences.append((first, max(last, end), [*heads, head]))
        else:
            sentences.append((start, end, [head]))
    done = 0
    for start, end, heads in [*sentences, (len(raw), len(raw), [])]:
        if raw[done:start].strip():
            yield done, start, []
        if heads:
            yield start, end, heads
        done = end


def shown_heads(record: r.CaseRecord) -> list[r.Head]:
    """Return the heads that get a line: a frequency or duration of a drug stands on the drug's."""
    slots = {slot.id for drug in record.drugs for slot in r.slots_of(drug)}
    return [head for head in record.heads if head.id not in slots]


def line_of(head: r.Head) -> tuple[Text, Text]:
    """Return a record as its label, and its name with what is stated and its slots."""
    dim = "dim " if head.scope == "general" else ""
    name = head.name if isinstance(head, r.Concept) else None
    line = Text()
    line.append(name or flat(head.evidence.text), dim + "bold")
    line.append("".join(f" · {part}" for part in stated(head) if part), dim)
    return Text(head.label, dim + STYLES[head.label]), line


def stated(head: r.Head) -> list[str | None]:
    """Return what the text states of a head, in reading order; None for what it does not."""
    general = "general" if head.scope == "general" else None
    if isinstance(head, r.NerveRecord):
        return [head.laterality, head.involvement, general, head.identifier]
    if isinstance(head, r.DrugRecord):
        status = None if head.status == "given" else head.status
        slots = [flat(slot.evidence.text) for slot in r.slots_of(head)]
        return [*slots, status, general, head.identifier]
    if isinstance(head, r.AnalyteRecord):
        values = [value_of(value) for value in head.values]
        ranges = [f"ref {flat(slot.evidence.text)}" for slot in head.ref_ranges]
        return [*values, head.flag, head.specimen, *ranges, general, head.identifier]
    asserted = head.assertion if isinstance(head, r.Clinical) and head.assertion != "present" else None
    if isinstance(head, r.DiagnosisRecord | r.ProcedureRecord):
        return [head.kind, asserted, general, head.identifier]
    if isinstance(head, r.EventRecord):
        number = None if head.number is None else str(head.number)
        return [head.value, number, head.kind, head.of, asserted, general]
    if isinstance(head, r.OutcomeRecord):
        return [head.value, asserted, general]
    if isinstance(head, r.TimeRecord):
        return [head.value, head.anchor and f"from {head.anchor}", general]
    return [head.value, general] if isinstance(head, r.SexRecord) else [general]


def value_of(value: r.LabValue) -> str:
    """Return a value as its number, comparator and unit; as it stands where it has no number."""
    if value.number is None:
        return flat(value.evidence.text)
    return " ".join(filter(None, (f"{value.comparator or ''}{value.number}", value.unit)))


def flat(text: str) -> str:
    """Return the words of a text on one line."""
    return " ".join(visible(text).split())
