"""``python -m casemill.evaluation.cases``: the case table against what a reviewer would write down.

The gold (``cases.toml``) has one table a document, or one a patient (``[two-patients.1]``). Its keys are columns of
``cases``: a string is a value, a list is scored by precision, recall and F1. ``timeline`` gives the dates that counted
days resolve to, ``conflicts`` says in words what contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from casemill.cases import Cells, PatientCase, cases_of
from casemill.cases.conflicts import Conflict, conflicts_of
from casemill.cases.days import day_text
from casemill.evaluation.entries import Entry, entries_near, files_by_name, toml_of
from casemill.evaluation.errors import EvaluationError
from casemill.evaluation.scores import Score
from casemill.records import CaseRecord, TimeRecord
from casemill.shell import GivenPath

TIMELINE = "timeline"
CONFLICTS = "conflicts"


@dataclass(frozen=True)
class Compared:
    """One field of one patient, gold against extraction.

    Parameters
    ----------
    document, patient
        Whose it is.
    field
        Key of the gold.
    score
        Counts of values; of a field with one value, one on both sides.
    missed, extra
        Values of the gold that were not found, and values found that the gold has not.
    """

    document: str
    patient: int
    field: str
    score: Score
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def compare_cases(gold_path: Path, texts_dir: Path) -> list[Compared]:
    """Extract the texts of a gold file and compare them field by field.

    Returns
    -------
    list of Compared
        In the order of the gold; documents whose text is not there are left out.

    Raises
    ------
    EvaluationError
        If the gold cannot be read, names a column that is none, or no text is there.
    """
    from casemill.extract import extract

    gold = toml_of(gold_path)
    entries, texts = entries_near(gold_path.parent, texts_dir), files_by_name(texts_dir)
    found: list[Compared] = []
    for document, table in gold.items():
        path = texts.get(entries.get(document, Entry(document)).file) or texts.get(f"{document}.txt")
        if path is not None:
            found += compare_document(document, table, extract(path))
    if not found:
        raise EvaluationError(f"{texts_dir}: holds no text of {gold_path}. Name the folder of the texts with --texts.")
    return found


def compare_document(document: str, table: Mapping[str, Any], record: CaseRecord) -> Iterator[Compared]:
    """Yield the comparison of one document, patient by patient."""
    patients = table if all(key.isdecimal() for key in table) else {"1": table}
    cases = {case.patient: case for case in cases_of(record)}
    conflicts = conflicts_of(record)
    for number, fields in patients.items():
        case = cases.get(int(number), PatientCase(sha256=record.sha256))
        for field, wanted in fields.items():
            if field == TIMELINE:
                judged = _timeline(wanted, record.timing)
            elif field == CONFLICTS:
                judged = judge_conflicts(wanted, [c for c in conflicts if c.patient == int(number)])
            elif field in PatientCase.model_fields:
                judged = _values([wanted] if isinstance(wanted, str) else wanted, _found(case, field))
            else:
                raise EvaluationError(f"{document}: '{field}' is no column of cases. Mend the gold.")
            yield Compared(document, int(number), field, *judged)


def judge_conflicts(wanted: Sequence[str], found: Sequence[Conflict]) -> tuple[Score, tuple[str, ...], tuple[str, ...]]:
    """Match contradictions to their descriptions: one that names the subject and one of the two values is it."""
    free = list(found)
    missed = []
    for line in wanted:
        match = next((conflict for conflict in free if _describes(line, conflict)), None)
        if match is None:
            missed.append(line)
        else:
            free.remove(match)
    score = Score(len(wanted), len(found), len(wanted) - len(missed))
    extra = [f"{c.kind} {c.subject}: {c.first.text} / {c.second.text}" for c in free]
    return score, tuple(missed), tuple(extra)


def _describes(line: str, conflict: Conflict) -> bool:
    words = set(line.replace(",", " ").replace(":", " ").split())
    values = {text.split()[0] for text in (conflict.first.text, conflict.second.text) if text}
    return conflict.subject.split()[0] in words and bool(values & words)


def _values(wanted: Sequence[str], found: Sequence[str]) -> tuple[Score, tuple[str, ...], tuple[str, ...]]:
    right = [value for value in found if value in wanted]
    missed = tuple(value for value in wanted if value not in found)
    extra = tuple(value for value in found if value not in wanted)
    return Score(len(wanted), len(found), len(right)), missed, extra


def _found(case: PatientCase, field: str) -> tuple[str, ...]:
    cell = getattr(case, field)
    if isinstance(cell, Cells):
        return cell.values
    return (cell.value,) if cell.value else ()


def _timeline(wanted: Mapping[str, str], times: Sequence[TimeRecord]) -> tuple[Score, tuple[str, ...], tuple[str, ...]]:
    """Compare the dates of counted days; a day told several times must resolve to its date each time."""
    right, missed, extra = 0, [], []
    for point, day in wanted.items():
        days = {day_text(time.when) for time in times if time.scope == "patient" and _is_named(time, point)}
        if days == {day}:
            right += 1
        else:
            missed.append(f"{point} = {day}")
            extra += [f"{point} = {other}" for other in sorted(filter(None, days - {day}))]
    return Score(len(wanted), right + len(extra), right), tuple(missed), tuple(extra)


def _is_named(time: TimeRecord, point: str) -> bool:
    """Tell whether the words of a time and the name of a point begin alike, up to the end of the shorter."""
    said, name = time.evidence.text.split(), point.split()
    size = min(len(said), len(name))
    return said[:size] == name[:size]


def lines_of(compared: Sequence[Compared]) -> Iterator[str]:
    """Yield the lines of a table: document, patient, field, scores, and what is missed or too much."""
    head = ("document", "patient", "field", "right", "gold", "found", "P", "R", "F1")
    rows = [head, *(_cells(one) for one in compared)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    for row, one in zip(rows, (None, *compared), strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if one is not None:
            yield from (f"    missed: {value}" for value in one.missed)
            yield from (f"    extra:  {value}" for value in one.extra)


def _cells(one: Compared) -> tuple[str, ...]:
    score = one.score
    ratios = ("-" if ratio is None else f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))
    counts = (str(count) for count in (score.right, score.gold, score.predicted))
    return one.document, str(one.patient), one.field, *counts, *ratios


@click.command()
@click.option("--gold", type=GivenPath(), default="annotations/gold/cases.toml", show_default=True, metavar="FILE")
@click.option("--texts", type=GivenPath(), default="corpus", show_default=True, metavar="DIR")
def main(gold: Path, texts: Path) -> None:
    """Compare the case table with the gold of cases and print it field by field."""
    try:
        compared = compare_cases(gold, texts)
    except EvaluationError as error:
        raise click.ClickException(str(error)) from None
    for line in lines_of(compared):
        click.echo(line)


if __name__ == "__main__":
    main()
