"""The tables that every report shows, as plain strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.families import ALL, FAMILIES, OTHER, in_order
from casemill.evaluation.scores import Score, Scores

NOTHING = "–"
"""What stands in a cell where there is nothing to score."""


@dataclass(frozen=True)
class Table:
    """A table with a title; the first columns hold words, the rest numbers.

    Parameters
    ----------
    title, note
        What it shows, and how it is to be read.
    header
        Column titles.
    rows
        Cells, as many a row as the header has.
    words
        Number of leading columns with words.
    totals
        Numbers of the rows that add up others.
    """

    title: str
    note: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    totals: frozenset[int] = frozenset()


def tables_of(evaluation: Evaluation) -> list[Table]:
    """Return all tables of scores; misses are listed apart."""
    return [
        _documents(evaluation),
        _spans(evaluation),
        _attributes(evaluation.scores),
        _concepts(evaluation.scores),
        _relations(evaluation),
        _records(evaluation),
    ]


def number(value: float | None) -> str:
    """Write a ratio with three decimals."""
    return NOTHING if value is None else f"{value:.3f}"


def _documents(evaluation: Evaluation) -> Table:
    columns = [("exact", ALL), *(("exact", family) for family in FAMILIES)]
    columns += [("overlap", ALL), ("attribute", ALL), ("relation", ALL), ("record", ALL)]
    scored = [(text.name, text.scores) for text in evaluation.texts]
    if len(scored) > 1:
        scored.append((ALL, evaluation.scores))
    rows = tuple(
        (name, *(number(scores.get(column, Score()).f1) for column in columns)) for name, scores in scored
    )
    header = ("document", "spans", *FAMILIES, "overlap", "attributes", "relations", "records")
    note = "F1 of exact spans in total and by family, of overlap, relations, records; attribute accuracy."
    return Table("Documents", note, header, rows, totals=_totals(rows))


def _spans(evaluation: Evaluation) -> Table:
    scores = evaluation.scores
    rows = []
    for key in _keys(scores, "exact"):
        exact, overlap = scores["exact", key], scores["overlap", key]
        rows.append(
            (key, *_counts(exact), *_ratios(exact), _interval(evaluation, "exact", key), *_ratios(overlap))
        )
    header = ("label", "gold", "found", "right", "P", "R", "F1", "95 %", "overlap P", "R", "F1")
    note = "Matched one to one under the same label: exact ends, and any overlap."
    return Table("Spans", note, header, tuple(rows), totals=_totals(rows))


def _attributes(scores: Scores) -> Table:
    keys = sorted(key for metric, key in scores if metric == "attribute" and "." in key)
    names = {name: [key for key in keys if key.startswith(f"{name}.")] for name in _keys(scores, "attribute")}
    ordered = [key for name, own in names.items() for key in own] + [
        name for name in names if name in FAMILIES or name in (ALL, OTHER)
    ]
    rows = [(key, *_accuracy(scores["attribute", key])) for key in ordered]
    note = "On matched spans (exact or overlapping) where gold or prediction states the attribute."
    header = ("attribute", "pairs", "right", "accuracy")
    return Table("Attributes", note, header, tuple(rows), totals=_totals(rows))


def _concepts(scores: Scores) -> Table:
    rows = tuple(
        (f"{key} {metric}", *_accuracy(scores[metric, key]))
        for metric in ("name", "identifier")
        for key in _keys(scores, metric)
        if key not in FAMILIES
    )
    note = "Preferred names and identifiers on matched spans where gold or prediction gives one."
    return Table("Concepts", note, ("concept", "pairs", "right", "accuracy"), rows)


def _relations(evaluation: Evaluation) -> Table:
    scores = evaluation.scores
    kinds = sorted(key for metric, key in scores if metric == "relation" and "-" in key)
    keys = [*kinds, *(key for key in _keys(scores, "relation") if key not in kinds)]
    note = "Slot to head, both with exact ends."
    return _counted_table(evaluation, "Relations", note, "relation", keys)


def _records(evaluation: Evaluation) -> Table:
    note = "A head with exact ends, its attributes, and all its slots with theirs: right if all of it is."
    return _counted_table(evaluation, "Records", note, "record", _keys(evaluation.scores, "record"))


def _counted_table(evaluation: Evaluation, title: str, note: str, metric: str, keys: list[str]) -> Table:
    rows = []
    for key in keys:
        score = evaluation.scores[metric, key]
        rows.append((key, *_counts(score), *_ratios(score), _interval(evaluation, metric, key)))
    header = (metric, "gold", "found", "right", "P", "R", "F1", "95 %")
    return Table(title, note, header, tuple(rows), totals=_totals(rows))


def _keys(scores: Scores, metric: str) -> list[str]:
    """Return labels in the order of the families, then families, then the total."""
    found = {key for own, key in scores if own == metric and "." not in key}
    sums = [key for key in (*FAMILIES, OTHER, ALL) if key in found]
    return [*in_order(found - set(sums)), *sums]


def _totals(rows: Sequence[tuple[str, ...]]) -> frozenset[int]:
    return frozenset(i for i, row in enumerate(rows) if row[0] in (*FAMILIES, OTHER, ALL))


def _counts(score: Score) -> tuple[str, str, str]:
    return str(score.gold), str(score.predicted), str(score.right)


def _ratios(score: Score) -> tuple[str, str, str]:
    return number(score.precision), number(score.recall), number(score.f1)


def _accuracy(score: Score) -> tuple[str, str, str]:
    return str(score.gold), str(score.right), number(score.f1)


def _interval(evaluation: Evaluation, metric: str, key: str) -> str:
    interval = evaluation.intervals.get((metric, key))
    return f"{interval[0]:.2f}–{interval[1]:.2f}" if interval else NOTHING
