"""Every miss with the place where it stands, so that it can be looked up and mended."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from casemill.evaluation.errors import EvaluationError
from casemill.evaluation.evaluate import Evaluation, JudgedText
from casemill.evaluation.families import ALL, FAMILIES
from casemill.evaluation.judgements import PAIRED_METRICS, Judgement

_LINE_END = re.compile(r"\r\n|\n|\r")
_AROUND = 45


@dataclass(frozen=True)
class Miss:
    """One wrong judgement.

    Parameters
    ----------
    document
        Name of the text.
    line
        Number of the line where it begins, from 1.
    kind
        ``missed``, ``spurious``, ``border`` (found with other ends), ``attribute`` (also
        name and identifier) or ``relation``.
    label, detail
        Label and, if it is not the span that is wrong, what of it.
    before, words, after
        The place in the raw text on one line.
    gold, predicted
        What each side says, None if nothing.
    start, end
        Offsets in the raw text.
    """

    document: str
    line: int
    kind: str
    label: str
    detail: str
    before: str
    words: str
    after: str
    gold: str | None
    predicted: str | None
    start: int
    end: int


def misses_of(evaluation: Evaluation, *, key: str = ALL) -> list[Miss]:
    """List all misses, or those of one label or family, by document and place.

    Records that are wrong are not listed: each is wrong for a miss that is.
    """
    return [miss for text in evaluation.texts for miss in _misses_of_text(text, key)]


def check_key(key: str) -> str:
    """Return a label, family or ``all`` as it is; refuse others and list the known ones."""
    known = [ALL, *FAMILIES, *(label for labels in FAMILIES.values() for label in labels)]
    if key not in known:
        raise EvaluationError(f"{key!r} is no label. Known are: {', '.join(known)}.")
    return key


def _misses_of_text(text: JudgedText, key: str) -> list[Miss]:
    line_ends = [match.end() for match in _LINE_END.finditer(text.text)]
    wrong = [
        judgement
        for judgement in text.judgements
        if not judgement.right and judgement.metric not in ("overlap", "record") and _concerns(judgement, key)
    ]
    return [
        Miss(
            text.name,
            bisect.bisect_right(line_ends, judgement.start) + 1,
            _kind(judgement),
            judgement.label,
            judgement.detail or ("" if judgement.metric == "exact" else judgement.metric),
            _flat(text.text[max(0, judgement.start - _AROUND) : judgement.start]),
            _flat(text.text[judgement.start : judgement.end]),
            _flat(text.text[judgement.end : judgement.end + _AROUND]),
            judgement.gold,
            judgement.predicted,
            judgement.start,
            judgement.end,
        )
        for judgement in sorted(wrong, key=lambda j: (j.start, j.end))
    ]


def _concerns(judgement: Judgement, key: str) -> bool:
    """Tell whether it falls under a key; a relation falls under the labels of both its ends."""
    is_end = judgement.metric == "relation" and key in judgement.detail.split("-")
    return is_end or key in judgement.keys


def _kind(judgement: Judgement) -> str:
    if judgement.metric in PAIRED_METRICS:
        return "attribute"
    if judgement.metric == "relation":
        return "relation"
    if judgement.predicted is None:
        return "missed"
    return "spurious" if judgement.gold is None else "border"


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def counts_by_kind(misses: Iterable[Miss]) -> dict[str, int]:
    """Count misses by kind, in the order of first appearance of the kinds below."""
    counts = dict.fromkeys(("missed", "spurious", "border", "attribute", "relation"), 0)
    for miss in misses:
        counts[miss.kind] += 1
    return counts
