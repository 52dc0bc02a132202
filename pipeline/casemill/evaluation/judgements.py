"""One judgement a thing that gold or prediction says: the grain of all scores and misses.

Scores are sums of judgements, misses are the wrong ones among them, and the bootstrap
draws them again by document: so tables, lists of misses and intervals cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from casemill.evaluation.families import ALL, family_of

PAIRED_METRICS = ("attribute", "name", "identifier")
"""Metrics on matched spans: accuracies, each judgement counts on both sides."""

METRICS = ("exact", "overlap", *PAIRED_METRICS, "relation", "record")
"""All metrics: spans, what is said of matched spans, slots to heads, whole records."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether one thing is right.

    Parameters
    ----------
    metric
        One of :data:`METRICS`.
    label
        Label of the span; of a relation, the label of its head.
    detail
        Name of the attribute, or kind of the relation; else empty.
    gold, predicted
        What each side says, for people to read; None if it says nothing.
    right
        Whether both say the same.
    start, end
        Place in the raw text: of the gold span if there is one, else of the prediction.
    """

    metric: str
    label: str
    detail: str
    gold: str | None
    predicted: str | None
    right: bool
    start: int
    end: int

    @property
    def counts(self) -> tuple[int, int, int]:
        """What it adds to the gold, the predicted and the right."""
        if self.metric in PAIRED_METRICS:
            return 1, 1, int(self.right)
        return int(self.gold is not None), int(self.predicted is not None), int(self.right)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys under which it is counted, from narrow to wide."""
        if self.metric == "relation":
            return self.detail, family_of(self.label), ALL
        own = (f"{self.label}.{self.detail}",) if self.metric == "attribute" else ()
        return *own, self.label, family_of(self.label), ALL
