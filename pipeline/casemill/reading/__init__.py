"""Reading: raw text to a reading copy (a stand-in: the copy is the raw text)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OffsetMap:
    """Character offsets of the reading copy -> character offsets of the raw text."""

    size: int

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of a span of the copy."""
        return start, end

    def to_plain(self) -> Any:
        """Return the map as plain values."""
        return self.size

    @classmethod
    def from_plain(cls, plain: Any) -> OffsetMap:
        """Read back what :meth:`to_plain` wrote."""
        return cls(plain)


@dataclass(frozen=True)
class Text:
    """A raw text and its reading copy."""

    raw: str
    copy: str
    offsets: OffsetMap
    set_aside: tuple[Any, ...] = field(default=())


def read_text(raw: str) -> Text:
    """Make the reading copy of a raw text."""
    return Text(raw, raw, OffsetMap(len(raw)))
