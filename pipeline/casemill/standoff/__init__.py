"""BRAT standoff: labelled spans of a raw text with attributes, relations and concepts.

Offsets count Unicode code points of the text decoded as UTF-8, newlines untouched. Files
are therefore read as bytes and never in text mode, which would turn every CRLF into one
character and shift all offsets behind it.
"""

from __future__ import annotations

from casemill.standoff.from_record import quoted_text, standoff_of
from casemill.standoff.model import Fragments, Key, Relation, Span, Standoff
from casemill.standoff.reading import StandoffError, parse_standoff
from casemill.standoff.writing import ATTRIBUTES, format_standoff, mention_text

__all__ = [
    "ATTRIBUTES",
    "Fragments",
    "Key",
    "Relation",
    "Span",
    "Standoff",
    "StandoffError",
    "format_standoff",
    "mention_text",
    "parse_standoff",
    "quoted_text",
    "standoff_of",
]
