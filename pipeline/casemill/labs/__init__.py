"""Rules for labs: plain functions from a view of the text to mentions."""

from __future__ import annotations

from casemill.labs.find import find_labs

__all__ = ["find_labs"]
