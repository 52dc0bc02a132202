"""The report as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from casemill import __version__
from casemill.evaluation.bootstrap import Interval
from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.misses import misses_of
from casemill.evaluation.scores import Scores

SCHEMA_VERSION = "1"


def render_json(evaluation: Evaluation) -> str:
    """Return scores as ``metric -> key -> numbers``, in total and by document, and all misses.

    What cannot be scored is ``null``. It quotes the texts, so it is not for committing.
    """
    content = {
        "schema_version": SCHEMA_VERSION,
        "casemill_version": __version__,
        "notes": list(evaluation.notes),
        "total": _plain(evaluation.scores, evaluation.intervals),
        "documents": {text.name: _plain(text.scores, {}) for text in evaluation.texts},
        "misses": [asdict(miss) for miss in misses_of(evaluation)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _plain(scores: Scores, intervals: dict[tuple[str, str], Interval]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for (metric, key), score in scores.items():
        cell: dict[str, Any] = asdict(score)
        for name in ("precision", "recall", "f1"):
            ratio = getattr(score, name)
            cell[name] = None if ratio is None else round(ratio, 6)
        if (metric, key) in intervals:
            cell["interval"] = [round(bound, 6) for bound in intervals[metric, key]]
        found.setdefault(metric, {})[key] = cell
    return found
