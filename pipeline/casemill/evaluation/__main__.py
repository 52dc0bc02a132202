"""``python -m casemill.evaluation``: the same as ``casemill evaluate``."""

from __future__ import annotations

from casemill.evaluation.command import evaluate

if __name__ == "__main__":
    evaluate(prog_name="casemill evaluate")
