"""The gate: least scores that each document, or all together, must reach."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casemill.evaluation.entries import toml_of
from casemill.evaluation.errors import EvaluationError
from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.judgements import METRICS
from casemill.evaluation.scores import Score
from casemill.evaluation.vocabulary import keys_of

TOTAL = "total"
"""Name under which a gate sets least scores for all texts together."""


@dataclass(frozen=True)
class Minimum:
    """A least score: F1, or for attributes, names and identifiers the accuracy.

    Parameters
    ----------
    document
        Name of the text, or :data:`TOTAL`.
    metric
        One of :data:`casemill.evaluation.judgements.METRICS`.
    key
        A label, a family, ``Label.Attribute``, a kind of relation, or ``all``.
    least
        Between 0 and 1.
    required
        Whether the gate falls if the document is not there.
    """

    document: str
    metric: str
    key: str
    least: float
    required: bool = False


@dataclass(frozen=True)
class Fall:
    """A least score that was not reached; ``found`` is None if there was nothing to score."""

    minimum: Minimum
    found: float | None
    reason: str


def read_gate(path: Path) -> list[Minimum]:
    """Read a gate file.

    ``[total]`` and ``[document.<name>]`` hold a table a metric, which holds numbers by key::

        [document.my-report]
        required = true
        exact = { all = 0.9, nerves = 0.85 }
    """
    content = toml_of(path)
    unknown = content.keys() - {TOTAL, "document"}
    if unknown:
        raise EvaluationError(f"{path}: unknown table [{min(unknown)}]; known: [total], [document.<name>].")
    documents = content.get("document", {})
    if not isinstance(documents, dict):
        raise EvaluationError(f"{path}: document is no table. Write [document.<name>].")
    tables = {f"document.{name}": (name, table) for name, table in documents.items()}
    if TOTAL in content:
        tables = {TOTAL: (TOTAL, content[TOTAL]), **tables}
    minima = []
    for title, (name, table) in tables.items():
        if not isinstance(table, dict):
            raise EvaluationError(f"{path}: {title} is no table. Write [{title}] and the least scores below it.")
        minima += _minima(path, name, table)
    if not minima:
        raise EvaluationError(f"{path}: sets no least score, so nothing could ever fall.")
    return minima


def _minima(path: Path, document: str, table: dict[str, Any]) -> list[Minimum]:
    required = table.get("required", document == TOTAL)
    if not isinstance(required, bool):
        raise EvaluationError(f"{path}, {document}: required is neither true nor false (without quotes).")
    minima = []
    for metric, numbers in table.items():
        if metric == "required":
            continue
        if metric not in METRICS or not isinstance(numbers, dict):
            known = ", ".join(METRICS)
            raise EvaluationError(f"{path}, {document}: unknown metric {metric!r}; known: {known}.")
        for key, least in numbers.items():
            if key not in keys_of(metric):
                raise EvaluationError(
                    f"{path}, {document}: there is no score {metric}.{key}; known: {', '.join(keys_of(metric))}."
                )
            if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0 <= least <= 1:
                raise EvaluationError(f"{path}, {document}: {metric}.{key} is no number between 0 and 1.")
            minima.append(Minimum(document, metric, key, float(least), required))
    return minima


def check_gate(evaluation: Evaluation, minima: list[Minimum]) -> list[Fall]:
    """Return what fell below its least score, in the order of the gate.

    A document that is not there is passed over unless it is required. A score that does
    not exist falls: what the gate watches has gone from gold and prediction.
    """
    scores_by_name = {text.name: text.scores for text in evaluation.texts}
    scores_by_name[TOTAL] = evaluation.scores
    falls = []
    for minimum in minima:
        scores = scores_by_name.get(minimum.document)
        if scores is None:
            if minimum.required:
                falls.append(Fall(minimum, None, "document not there"))
            continue
        found = scores.get((minimum.metric, minimum.key), Score()).f1
        if found is None:
            falls.append(Fall(minimum, None, "nothing to score"))
        elif found < minimum.least:
            falls.append(Fall(minimum, found, "fell"))
    return falls


def checked(evaluation: Evaluation, minima: list[Minimum]) -> int:
    """Return how many least scores are of a document that is there, or required."""
    over = passed_over(evaluation, minima)
    return sum(minimum.document not in over for minimum in minima)


def passed_over(evaluation: Evaluation, minima: list[Minimum]) -> list[str]:
    """Return the documents that the gate names, does not require, and did not find."""
    there = {text.name for text in evaluation.texts} | {TOTAL}
    return sorted({m.document for m in minima if m.document not in there and not m.required})
