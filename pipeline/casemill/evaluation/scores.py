"""Counts, and precision, recall and F1 from counts; None where there is nothing to score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casemill.evaluation.judgements import Judgement

Scores = dict[tuple[str, str], "Score"]
"""``(metric, key)`` -> score; a key is a label, a family, ``Label.Attribute`` or ``all``."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many things stand in the gold, were predicted, and were predicted right.

    For accuracies (attribute, name, identifier) all three ratios are the accuracy: each
    matched pair counts once on both sides.
    """

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.right + other.right)

    @property
    def precision(self) -> float | None:
        """Right of all predicted; None if nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Right of all in the gold; None if the gold has none."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, ``2 * right / (gold + predicted)``.

        0 if one side has none of what the other has; None if both have none.
        """
        both = self.gold + self.predicted
        return 2 * self.right / both if both else None


def scores_of(judgements: Iterable[Judgement]) -> Scores:
    """Count judgements under each of their keys."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for judgement in judgements:
        gold, predicted, right = judgement.counts
        for key in judgement.keys:
            cell = counts[judgement.metric, key]
            cell[0] += gold
            cell[1] += predicted
            cell[2] += right
    return {key: Score(*counts[key]) for key in sorted(counts)}
