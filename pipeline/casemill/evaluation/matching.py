"""Matching gold spans to predicted spans, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casemill.standoff import Span


@dataclass(frozen=True)
class Match:
    """A gold span with its predicted span; one of them is None if it has no partner."""

    gold: Span | None
    predicted: Span | None

    @property
    def exact(self) -> bool:
        """Whether both have the same label and the same place."""
        return self.gold is not None and self.predicted is not None and self.gold.key == self.predicted.key

    @property
    def span(self) -> Span:
        """The gold span, else the predicted one."""
        span = self.gold or self.predicted
        assert span is not None
        return span

    @property
    def place(self) -> tuple[int, int]:
        """Start and end of :attr:`span`."""
        return self.span.start, self.span.end


def match_spans(gold: Sequence[Span], predicted: Sequence[Span]) -> list[Match]:
    """Match spans of one text.

    Spans match only under the same label. Exact matches are made first; then pairs that
    share most characters, ties going to the smaller difference of their ends and then to
    the earlier span. Each span stands in one match.

    Returns
    -------
    list of Match
        All spans of both sides, in order of their places.
    """
    by_key = {span.key: span for span in predicted}
    matches = [Match(span, by_key[span.key]) for span in gold if span.key in by_key]
    taken = {match.gold.key for match in matches if match.gold}
    free_gold = [span for span in gold if span.key not in taken]
    free_predicted = [span for span in predicted if span.key not in taken]

    used: tuple[set[int], set[int]] = (set(), set())
    for *_, i, j in sorted(_overlaps(free_gold, free_predicted)):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            matches.append(Match(free_gold[i], free_predicted[j]))
    matches += [Match(span, None) for i, span in enumerate(free_gold) if i not in used[0]]
    matches += [Match(None, span) for j, span in enumerate(free_predicted) if j not in used[1]]
    return sorted(matches, key=lambda match: (match.place, match.span.label, match.gold is None))


def _overlaps(gold: Sequence[Span], predicted: Sequence[Span]) -> list[tuple[int, int, int, int, int, int]]:
    """Return ``(-shared, difference of ends, starts, indices)`` of all overlapping pairs."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for j, span in enumerate(predicted):
        by_label[span.label].append(j)
    return [
        (-shared, abs(span.start - other.start) + abs(span.end - other.end), span.start, other.start, i, j)
        for i, span in enumerate(gold)
        for j in by_label[span.label]
        if (other := predicted[j]).start < span.end
        and span.start < other.end
        and (shared := span.overlap(other))
    ]
