"""The error of evaluation."""

from __future__ import annotations


class EvaluationError(ValueError):
    """Gold, manifest, gate or request that cannot be worked with.

    The message names the file and the remedy and stands for itself: the command line
    shows it without a traceback.
    """
