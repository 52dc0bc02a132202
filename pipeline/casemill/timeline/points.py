"""Points in time as the timeline keeps them while it reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from casemill.mentions import Mention
from casemill.timeline.days import Days

Key = tuple[str, int, int]
"""Label and place of a mention."""


def key_of(mention: Mention) -> Key:
    """Return what names a mention."""
    return mention.label, mention.start, mention.end


@dataclass(frozen=True, slots=True)
class Point:
    """When something was.

    Parameters
    ----------
    days
        Days of the calendar, None where none can be reached.
    anchor, offset, count, inferred
        As in :class:`casemill.records.When`.
    given_by
        The mentions it was read from: the time expression first, then what it counts from.
    """

    days: Days | None = None
    anchor: str = ""
    offset: str = ""
    count: int | None = None
    inferred: bool = False
    given_by: tuple[Key, ...] = ()

    @property
    def known(self) -> bool:
        """Tell whether the calendar knows it."""
        return self.days is not None and self.days.known

    def as_inferred(self) -> Point:
        """Return the same point, marked as not stated."""
        return replace(self, inferred=True)

    def to_plain(self, source: str) -> dict[str, Any]:
        """Return the fields of :class:`casemill.records.When` as plain values."""
        earliest = self.days.earliest if self.days else None
        latest = self.days.latest if self.days else None
        return {
            "earliest": earliest.isoformat() if earliest else None,
            "latest": latest.isoformat() if latest else None,
            "anchor": self.anchor or None,
            "offset": self.offset or None,
            "count": self.count,
            "inferred": self.inferred,
            "source": source,
            "given_by": [list(key) for key in self.given_by],
        }
