"""Evaluation: gold standoff -> matching -> judgements -> scores, misses, reports and gate.

One way: :mod:`pairs` finds gold and text, :mod:`judging` compares gold with prediction,
:mod:`scores` adds up, :mod:`bootstrap` gives intervals, :mod:`misses` lists what is wrong,
:mod:`reports` shows it, :mod:`gate` decides whether it is enough.
"""

from __future__ import annotations

from casemill.evaluation.errors import EvaluationError
from casemill.evaluation.evaluate import Evaluation, evaluate_predictions, run_evaluation
from casemill.evaluation.gate import check_gate, read_gate
from casemill.evaluation.misses import misses_of
from casemill.evaluation.pairs import Pair, load_pairs

__all__ = [
    "Evaluation",
    "EvaluationError",
    "Pair",
    "check_gate",
    "evaluate_predictions",
    "load_pairs",
    "misses_of",
    "read_gate",
    "run_evaluation",
]
