"""casemill: raw clinical case reports in, structured records out, each with its evidence."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from casemill.extract import extract, load, records_of

__version__ = "0.1.0"

__all__ = ["extract", "load", "records_of"]

_LATER = ("cases", "errors", "evaluation", "reading", "reading_back", "records", "standoff", "tables")


def __getattr__(name: str) -> Any:
    """Import a module when it is first asked for: ``casemill.tables`` brings pandas along."""
    if name in _LATER:
        return import_module(f"casemill.{name}")
    raise AttributeError(f"module 'casemill' has no attribute {name!r}")
