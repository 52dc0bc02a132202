"""A sentence as the rules of timing see it, and the part of a report that could hold timing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casemill.mentions import Mention
from casemill.timing.amounts import Amount, find_amounts
from casemill.view import View

WINDOW = 70
"""Characters on either side of a time that a rule looks at."""

_MAY_HOLD = re.compile(
    r"\d|(?:day|week|month|year|hour|minute|decade|night|morning|fortnight|dail|quarter|bedtime|sid\b|mane\b"
    r"|h\.?s\b|annual|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|old\b|age|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"nocte|[bqt]\.?[idv]?\.?d|qh?s|tds|tiw|qod|spring|summer|autumn|winter)",
    re.IGNORECASE,
)

PIECE = re.compile(r"[^\W\d_]+|\d+|×")
_UNIT_WORD = re.compile(
    r"[Dd](?:ay|AY|ecade)|[Nn]ight|[Mm]o(?:rning|nth)|[Ee]vening|[Aa]fternoon|[Ww]eek|[Yy]ear|[Hh]our|WEEK|MONTH|YEAR"
)


@dataclass(frozen=True)
class Passage:
    """The text of one sentence with its place in the report.

    Parameters
    ----------
    text
        The sentence.
    offset
        Where it begins in the reading copy.
    """

    text: str
    offset: int

    @cached_property
    def amounts(self) -> list[Amount]:
        """The amounts of time in the sentence."""
        return find_amounts(self.text)

    @cached_property
    def names_unit(self) -> bool:
        """Tell whether the sentence writes out a unit of time; many rules need one."""
        return bool(_UNIT_WORD.search(self.text))

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Runs of letters and of digits of the sentence in lower case; tell what it cannot hold."""
        return frozenset(PIECE.findall(self.text.lower()))

    def before(self, position: int, *, width: int = WINDOW) -> str:
        """Return the text just in front of a position."""
        return self.text[max(0, position - width) : position]

    def after(self, position: int, *, width: int = WINDOW) -> str:
        """Return the text just behind a position."""
        return self.text[position : position + width]

    def around(self, start: int, end: int, *, width: int = 150) -> str:
        """Return the text on both sides of a stretch and the stretch itself."""
        return self.text[max(0, start - width) : end + width]

    def mention(self, label: str, start: int, end: int, **attributes: str) -> Mention:
        """Make a mention from offsets in the sentence; empty attributes are left out."""
        kept = {name: value for name, value in attributes.items() if value}
        return Mention(label, self.offset + start, self.offset + end, kept)


def passages_of(view: View) -> Iterator[Passage]:
    """Yield the read sentences that could hold timing."""
    for sentence in view.sentences:
        text = view.text[sentence.start : sentence.end]
        if _MAY_HOLD.search(text):
            yield Passage(text, sentence.start)
