"""A month whose year is told by another year: ``March of the following year``, ``May of the third year after ...``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cache

from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.timeline.days import Days
from casemill.timing.anchors import anchor_in
from casemill.timing.numbers import ORDINAL, ordinal_of


@dataclass(frozen=True, slots=True)
class RelativeYear:
    """A month of a year that lies so many years behind that of another event.

    Parameters
    ----------
    month
        Number of the month.
    shift
        Years from the year of the event.
    anchor
        The event, ``previous`` if the words name none.
    """

    month: int
    shift: int
    anchor: str

    @property
    def offset(self) -> str:
        """The distance in ISO 8601 form, with its sign."""
        return f"{'-' if self.shift < 0 else '+'}P{abs(self.shift)}Y"

    def days_from(self, base: Days) -> Days:
        """Return the days of the month, the base's year (or years) moved by the shift; open where the base is."""
        first = base.earliest.year + self.shift if base.earliest else None
        last = base.latest.year + self.shift if base.latest else None
        return Days(
            date(first, self.month, 1) if first and 0 < first <= MAXYEAR else None,
            date(last, self.month, monthrange(last, self.month)[1]) if last and 0 < last <= MAXYEAR else None,
        )


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    shifts = {word: int(row["shift"]) for row in table("rules/timeline_years") for word in listed(row["words"])}
    either = "|".join(sorted(shifts, key=len, reverse=True))
    pattern = rf"\sof\s(?:(?:the|that|this)\s)?(?:(?P<word>{either})|(?P<ordinal>{ORDINAL}))?\s?year(?P<behind>.*)$"
    return re.compile(pattern, re.IGNORECASE | re.DOTALL), shifts


def relative_year(mention: Mention, text: str) -> RelativeYear | None:
    """Read a month told by another year; None for any other date.

    Parameters
    ----------
    mention
        A Date with the value ``XXXX-MM``.
    text
        Its words. The third year following an event is the one whose number is greater by three.
    """
    value = mention.attributes.get("Value", "")
    pattern, shifts = _pattern()
    match = pattern.search(text) if re.fullmatch(r"XXXX-\d\d", value) else None
    if not match:
        return None
    if match["ordinal"]:
        shift = ordinal_of(match["ordinal"])
    else:
        shift = shifts[match["word"].casefold()] if match["word"] else 0
    return RelativeYear(int(value[5:]), shift, anchor_in(match["behind"]) or "previous")
