"""Reports of an evaluation: one set of tables, written to the console, md, html or json.

No report carries a time or a path: the same evaluation gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from casemill.evaluation.errors import EvaluationError
from casemill.evaluation.evaluate import Evaluation
from casemill.evaluation.reports.console import render_console
from casemill.evaluation.reports.html import render_html
from casemill.evaluation.reports.json import render_json
from casemill.evaluation.reports.markdown import render_markdown

RENDERERS = {".html": render_html, ".md": render_markdown, ".json": render_json}
"""Ending of a report file -> the function that writes it."""

__all__ = [
    "RENDERERS",
    "check_format",
    "render_console",
    "render_html",
    "render_json",
    "render_markdown",
    "render_report",
]


def check_format(path: Path) -> Path:
    """Return the path of a report as it is; refuse one of unknown format."""
    if path.suffix.lower() not in RENDERERS:
        endings = ", ".join(RENDERERS)
        raise EvaluationError(f"{path}: no such report format. Name a file that ends in {endings}.")
    return path


def render_report(evaluation: Evaluation, path: Path) -> str:
    """Return the report in the format that the ending of a file asks for."""
    return RENDERERS[check_format(path).suffix.lower()](evaluation)
