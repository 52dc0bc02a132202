"""Where the narrative stands: how far the time of one sentence holds for those behind it."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from casemill.mentions import Mention
from casemill.timeline.cues import anywhere
from casemill.timeline.points import Point
from casemill.view import View

_FURTHEST = 2
"""Sentences behind the one of a time that it holds for: farther on most findings turned out to be of another time."""
_ENDS = ("discharge", "died")
"""Steps behind which nothing is told of the same day."""
_WIDEST_LEAD = 20
"""Characters in front of a stretch of time in which the word for it stands."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class Standing:
    """A time and the place where the narrative took it."""

    point: Point
    place: int


@dataclass(frozen=True)
class Narrative:
    """The course of a report as it moves on: paragraphs, sections, and words that move it by an unknown time.

    Parameters
    ----------
    view
        The report.
    """

    view: View

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.view.sentences]

    @cached_property
    def _breaks(self) -> list[int]:
        """Places at which the time told before is lost."""
        found: set[int] = set()
        end, section = 0, ""
        for sentence in self.view.sentences:
            if sentence.section != section or _PARAGRAPH.search(self.view.text, end, sentence.start):
                found.add(sentence.start)
            end, section = sentence.end, sentence.section
            told = self.view.found_in(sentence.start, sentence.end, "Event", "Outcome")
            if any(mention.attributes.get("Value") in _ENDS for mention in told):
                found.add(sentence.end)
        return sorted(found.union(self._steps))

    @cached_property
    def _steps(self) -> list[int]:
        """Places at which the story moves on by a time that is not told."""
        found = {place for sentence in self.view.sentences for place in self._moves(sentence.start, sentence.end)}
        return sorted(found)

    def goes_on(self, one: int, other: int) -> bool:
        """Tell whether a distance at a place can count from what was told at another: no unknown step is between."""
        return bisect.bisect_right(self._steps, one) == bisect.bisect_left(self._steps, other)

    def _moves(self, start: int, end: int) -> list[int]:
        """Return where words stand that move the story on by a time that they do not tell."""
        text = self.view.text
        found = [m.start() for m in anywhere("unknown step").finditer(text, start, end)]
        opening = anywhere("opening step").match(text, start, end)
        if opening:
            found.append(opening.start())
        found += [length.start for length in self.view.found_in(start, end, "Duration") if self._goes_by(length, start)]
        return [place for place in found if self.view.is_free(place, place + 1, "Date")]

    def _goes_by(self, duration: Mention, start: int) -> bool:
        """Tell whether a stretch of time moves the story on (``over the next 2 weeks``)."""
        before = max(start, duration.start - _WIDEST_LEAD)
        return anywhere("lasting step").search(self.view.text, before, duration.end) is not None

    def is_one(self, one: int, other: int) -> bool:
        """Tell whether no paragraph, section or unknown time parts two places, the first in front of the other."""
        return bisect.bisect_right(self._breaks, one) == bisect.bisect_right(self._breaks, other)

    def holds(self, standing: Standing | None, place: int) -> Point | None:
        """Return the time at which the narrative stands at a place, None if it is lost on the way there."""
        if standing is None or not self.is_one(standing.place, place):
            return None
        sentences = bisect.bisect_right(self._starts, place) - bisect.bisect_right(self._starts, standing.place)
        return standing.point if sentences <= _FURTHEST else None
