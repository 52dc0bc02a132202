"""Inline markup for gold and predictions: ``[20 mg](Dose Note=x >2) [folate](Drug #folate/ATC:B03)``.

``>2`` says that the span is a slot of the second span of the text, ``#name/identifier`` gives the concept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casemill.evaluation import Pair, evaluate_predictions
from casemill.evaluation.judging import judge
from casemill.standoff import Relation, Span, Standoff

_MARK = re.compile(r"\[([^\]]*)\]\((\w+)([^)]*)\)")


def _marked(markup: str) -> tuple[str, Standoff]:
    text, spans, slots, end = "", [], [], 0
    for number, match in enumerate(_MARK.finditer(markup)):
        text += markup[end : match.start()]
        end = match.end()
        words, label, rest = match.groups()
        concept = next((part[1:] for part in rest.split() if part.startswith("#")), "")
        name, _, identifier = concept.partition("/")
        attributes = dict(part.split("=") for part in rest.split() if "=" in part)
        spans.append(Span(label, ((len(text), len(text) + len(words)),), attributes, name, identifier))
        slots += [(number, int(part[1:]) - 1) for part in rest.split() if part.startswith(">")]
        text += words
    text += markup[end:]
    relations = [
        Relation(f"{spans[slot].label}-{spans[head].label}", spans[slot].key, spans[head].key)
        for slot, head in slots
    ]
    return text, Standoff.of(spans, relations=relations)


@pytest.fixture(scope="session")
def mark() -> Callable[[str], tuple[str, Standoff]]:
    """Text and annotations of a marked sentence."""
    return _marked


@pytest.fixture(scope="session")
def judged():
    """Judgements on a marked prediction against marked gold of the same text."""

    def judge_marked(gold: str, predicted: str):
        text, wanted = _marked(gold)
        same, found = _marked(predicted)
        assert same == text
        return judge(wanted, found, text=text)

    return judge_marked


@pytest.fixture(scope="session")
def evaluated():
    """Evaluation of texts by name, each given as marked gold and marked prediction."""

    def evaluate_marked(**texts: tuple[str, str]):
        predictions = []
        for name, (gold, predicted) in texts.items():
            text, wanted = _marked(gold)
            same, found = _marked(predicted)
            assert same == text
            predictions.append((Pair(name, text, wanted), found))
        return evaluate_predictions(predictions)

    return evaluate_marked
