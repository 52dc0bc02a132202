"""casemill: raw clinical case reports in, structured records out, each with its evidence."""

from __future__ import annotations

__version__ = "0.1.0"
