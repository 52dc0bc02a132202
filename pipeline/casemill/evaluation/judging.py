"""Judging a prediction for one text against its gold: spans, attributes, relations, records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casemill.evaluation.judgements import Judgement
from casemill.evaluation.matching import Match, match_spans
from casemill.mentions import HEAD_LABELS
from casemill.standoff import Key, Span, Standoff, mention_text

DEFAULTS = {"Scope": "patient", "Status": "given", "Assertion": "present"}
"""Values that the guidelines do not write: saying them is the same as saying nothing."""


def judge(gold: Standoff, predicted: Standoff, *, text: str) -> list[Judgement]:
    """Judge all that gold and prediction say of one text, by all metrics.

    Parameters
    ----------
    gold, predicted
        Annotations with offsets in ``text``.
    text
        The raw text; gives the words that judgements show.

    Returns
    -------
    list of Judgement
        In order of metrics, then of places.
    """
    matches = match_spans(gold.spans, predicted.spans)
    return [
        *_judge_spans(matches, text),
        *_judge_attributes(matches),
        *_judge_concepts(matches),
        *_judge_relations(gold, predicted, text),
        *_judge_records(gold, predicted, text),
    ]


def stated(span: Span) -> dict[str, str]:
    """Return the attributes of a span without empty ones and without unwritten defaults."""
    return {
        name: value for name, value in span.attributes.items() if value != "" and DEFAULTS.get(name) != value
    }


def _judge_spans(matches: list[Match], text: str) -> Iterator[Judgement]:
    for metric in ("exact", "overlap"):
        for match in matches:
            right = match.exact if metric == "exact" else bool(match.gold and match.predicted)
            wanted, found = (_words(side, text) for side in (match.gold, match.predicted))
            yield Judgement(metric, match.span.label, "", wanted, found, right, *match.place)


def _words(span: Span | None, text: str) -> str | None:
    return mention_text(text, span) if span else None


def _judge_attributes(matches: list[Match]) -> Iterator[Judgement]:
    for match in matches:
        if match.gold and match.predicted:
            wanted, found = stated(match.gold), stated(match.predicted)
            for name in sorted(wanted.keys() | found.keys()):
                said = wanted.get(name), found.get(name)
                yield Judgement("attribute", match.gold.label, name, *said, said[0] == said[1], *match.place)


def _judge_concepts(matches: list[Match]) -> Iterator[Judgement]:
    for metric in ("name", "identifier"):
        for match in matches:
            if match.gold and match.predicted:
                wanted, found = (getattr(side, metric) or None for side in (match.gold, match.predicted))
                if wanted or found:
                    right = wanted == found
                    yield Judgement(metric, match.gold.label, "", wanted, found, right, *match.place)


def _judge_relations(gold: Standoff, predicted: Standoff, text: str) -> Iterator[Judgement]:
    wanted, found = set(gold.relations), set(predicted.relations)
    for relation in sorted(wanted | found, key=lambda r: (r.slot[1], r.head[1], r.kind)):
        words = " → ".join(mention_text(text, Span(*key)) for key in (relation.slot, relation.head))
        said = (words if relation in wanted else None, words if relation in found else None)
        start, end = relation.slot[1][0][0], relation.slot[1][-1][1]
        yield Judgement("relation", relation.head[0], relation.kind, *said, None not in said, start, end)


Record = tuple[dict[str, str], frozenset[tuple[Key, frozenset[tuple[str, str]]]]]


def _judge_records(gold: Standoff, predicted: Standoff, text: str) -> Iterator[Judgement]:
    wanted, found = _records(gold), _records(predicted)
    for key in sorted(wanted.keys() | found.keys(), key=lambda k: (k[1], k[0])):
        words = mention_text(text, Span(*key))
        said = (words if key in wanted else None, words if key in found else None)
        right = key in wanted and wanted[key] == found.get(key)
        yield Judgement("record", key[0], "", *said, right, key[1][0][0], key[1][-1][1])


def _records(standoff: Standoff) -> dict[Key, Record]:
    """Return each head's attributes and its slots with theirs."""
    spans = {span.key: span for span in standoff.spans}
    slots = defaultdict(set)
    for relation in standoff.relations:
        slots[relation.head].add((relation.slot, frozenset(stated(spans[relation.slot]).items())))
    return {
        key: (stated(span), frozenset(slots[key])) for key, span in spans.items() if span.label in HEAD_LABELS
    }
