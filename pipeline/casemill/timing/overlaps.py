"""One reading for each piece of text: of finders that want the same characters, the more certain wins."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from casemill.mentions import Mention, by_place


class Places:
    """Stretches of a text that are taken; none shares a character with another."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []
        self._ends: set[int] = set()

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no character of ``[start, end)`` is taken."""
        i = bisect.bisect_left(self._taken, (start, end))
        free_before = i == 0 or self._taken[i - 1][1] <= start
        return free_before and (i == len(self._taken) or self._taken[i][0] >= end)

    def add(self, start: int, end: int) -> None:
        """Take a free stretch."""
        bisect.insort(self._taken, (start, end))
        self._ends.add(end)

    def ends_at(self, position: int) -> bool:
        """Tell whether a taken stretch ends at a position."""
        return position in self._ends


def without_overlaps(ranked: Sequence[list[Mention]]) -> list[Mention]:
    """Keep mentions that share no character.

    Parameters
    ----------
    ranked
        What each finder returned, the most certain finder first. Within one finder the
        longer mention wins, then the earlier one.

    Returns
    -------
    list of Mention
        In order of their places.
    """
    kept: list[Mention] = []
    places = Places()
    for found in ranked:
        for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
            if places.is_free(mention.start, mention.end):
                places.add(mention.start, mention.end)
                kept.append(mention)
    return by_place(kept)
