"""Plain text: decoded, and else left as it is."""

from __future__ import annotations

from casemill.reading.decoding import decode
from casemill.sources.build import Extracted


def read(data: bytes, name: str) -> Extracted:
    """Read the bytes of a plain text."""
    raw, encoding = decode(data, name=name)
    return Extracted(raw, encoding)
