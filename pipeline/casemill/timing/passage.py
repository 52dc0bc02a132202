"""A sentence as the rules of timing see it, and the part of a report that could hold timing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from casemill.mentions import Mention
from casemill.timing.amounts import UNIT_WORDS, Amount, find_amounts
from casemill.view import View

WINDOW = 70
"""Characters on either side of a time that a rule looks at."""

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Passage:
    """The text of one sentence with its place in the report.

    Parameters
    ----------
    text
        The sentence.
    offset
        Where it begins in the reading copy.
    keys
        Its folded words, see :func:`casemill.words.fold`.
    """

    text: str
    offset: int
    keys: frozenset[str]

    @cached_property
    def amounts(self) -> list[Amount]:
        """The amounts of time in the sentence."""
        return find_amounts(self.text) if self.has(UNIT_WORDS) else []

    def has(self, words: AbstractSet[str]) -> bool:
        """Tell whether the sentence holds one of some folded words: the patterns are slow, and most lack theirs."""
        return not self.keys.isdisjoint(words)

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


def passages_of(view: View, cues: AbstractSet[str]) -> Iterator[Passage]:
    """Yield the read sentences that could hold timing.

    Parameters
    ----------
    view
        The reading copy.
    cues
        Folded words of which timing holds one if it holds no digit.
    """
    for sentence in view.sentences:
        keys = view.keys_in(sentence.start, sentence.end)
        if not keys.isdisjoint(cues) or _DIGIT.search(view.text, sentence.start, sentence.end):
            yield Passage(view.text[sentence.start : sentence.end], sentence.start, keys)
