"""casemill: raw clinical case reports in, structured records out, each with its evidence."""

from __future__ import annotations

from casemill.extract import extract, load, records_of

__version__ = "0.1.0"

__all__ = ["extract", "load", "records_of"]
