"""Percentile bootstrap intervals of F1, seeded: the same judgements give the same interval."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence

from casemill.evaluation.judgements import Judgement
from casemill.evaluation.scores import scores_of

Interval = tuple[float, float]

DRAWS = 1000
SEED = 20

_PASSAGE_END = re.compile(r"[.!?]\s|\n")


def intervals_of(texts: Sequence[tuple[str, Sequence[Judgement]]]) -> dict[tuple[str, str], Interval]:
    """Return 95 % intervals of the F1 of every ``(metric, key)``.

    What is drawn again with replacement is the text: errors within one report hang
    together. A single text is cut at line ends and full stops, and its passages are drawn;
    such an interval tells of that report alone.

    Parameters
    ----------
    texts
        Raw texts with their judgements.

    Returns
    -------
    dict
        ``(metric, key)`` -> (lower, upper). Missing where there is one unit alone to draw
        from, or nothing to score.
    """
    units = _passages(*texts[0]) if len(texts) == 1 else [judgements for _, judgements in texts]
    if len(units) < 2:
        return {}
    import numpy as np

    scored = [scores_of(unit) for unit in units]
    keys = sorted({key for scores in scored for key in scores})
    counts = np.zeros((len(units), len(keys), 2), dtype=np.int64)
    for i, scores in enumerate(scored):
        for j, key in enumerate(keys):
            if key in scores:
                counts[i, j] = 2 * scores[key].right, scores[key].gold + scores[key].predicted
    draws = np.random.default_rng(SEED).multinomial(len(units), [1 / len(units)] * len(units), size=DRAWS)
    right, both = np.moveaxis(np.tensordot(draws, counts, axes=1), 2, 0)  # each (DRAWS, keys)
    found = {}
    for j, key in enumerate(keys):
        scorable = both[:, j] > 0
        if scorable.any():
            low, high = np.percentile(right[scorable, j] / both[scorable, j], [2.5, 97.5])
            found[key] = (float(low), float(high))
    return found


def _passages(text: str, judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    ends = [match.end() for match in _PASSAGE_END.finditer(text)]
    passages = defaultdict(list)
    for judgement in judgements:
        passages[bisect.bisect_right(ends, judgement.start)].append(judgement)
    return [passages[number] for number in sorted(passages)]
