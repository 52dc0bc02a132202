"""Reading: bytes to a text whose repaired copy maps back to the raw characters."""

from __future__ import annotations

from casemill.reading.decoding import MAX_BYTES, MAX_CHARACTERS, decode
from casemill.reading.narrative import require_case
from casemill.reading.offsets import OffsetMap
from casemill.reading.passages import Passage
from casemill.reading.texts import Text, read_file, read_text

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "OffsetMap",
    "Passage",
    "Text",
    "decode",
    "read_file",
    "read_text",
    "require_case",
]
