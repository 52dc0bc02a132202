"""Which date of its own sentence a finding takes its time from."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from casemill.mentions import Mention
from casemill.timeline.cues import anywhere, in_front, words
from casemill.timeline.objects import spoken_of
from casemill.timeline.points import Key, key_of
from casemill.timeline.spoken import number_behind
from casemill.view import Sentence, View
from casemill.words import Word

_APPOSED = re.compile(
    r"[\s,;(\[=:–-]*(?:(?:was|is|i\.e\.|that\sis|defined\sas|designated(?:\sas)?|the)[\s,(]+)*", re.IGNORECASE
)
_CLOSED = re.compile(r"\s?[)\].;]*\s?$")
_DIRECT = re.compile(r"\s?[(\[]\s?(?:on\s|dated\s)?$|\s(?:of|from|dated|on|in)\s(?:the\s)?$|\s$")
_TURNING = re.compile(r",?\s(?:when|where|at\swhich)\b", re.IGNORECASE)
"""Behind ``until May`` it tells what began then, and May is its time."""
_WIDEST_GAP = 24
_WIDEST_BRACKET = 100
_EXAMINED = ("Procedure", "Analyte")


@dataclass(frozen=True)
class Told:
    """One sentence with its dates and the things it tells of, all of the same scope.

    Parameters
    ----------
    view
        The report.
    sentence
        The sentence.
    dates
        Dates of the reported patient in it, in order.
    """

    view: View
    sentence: Sentence
    dates: Sequence[Mention]

    @cached_property
    def groups(self) -> list[list[Mention]]:
        """Dates that stand in apposition (``12 May 2018 (day 0)``) together, the leading one first."""
        found: list[list[Mention]] = []
        for date in self.dates:
            if found and self._apposed(found[-1][-1], date):
                found[-1].append(date)
            else:
                found.append([date])
        return found

    @cached_property
    def leading(self) -> set[Key]:
        """The leading date of each group."""
        return {key_of(group[0]) for group in self.groups}

    @cached_property
    def first_calendar(self) -> Mention | None:
        """The first calendar date of the sentence."""
        return next((date for date in self.dates if date.attributes["Value"][:2].isdigit()), None)

    @cached_property
    def says_done(self) -> bool:
        """Tell whether the sentence says that something was carried out, or names a day zero."""
        return any(date.attributes["Value"] == "+P0D" for date in self.dates) or self.says("done")

    def says(self, role: str) -> bool:
        """Tell whether the sentence holds a cue of a role."""
        return self._has(role, self.sentence.start, self.sentence.end)

    @cached_property
    def is_counted(self) -> bool:
        """Tell whether one of its dates counts from another point."""
        return any("Anchor" in date.attributes for date in self.dates)

    def _apposed(self, one: Mention, other: Mention) -> bool:
        gap = self.view.text[one.end : other.start]
        if len(gap) > _WIDEST_GAP or not _APPOSED.fullmatch(gap):
            return False
        start = max(self.sentence.start, one.start - _WIDEST_BRACKET)
        is_inside = self.view.text.rfind("(", start, one.start) > self.view.text.rfind(")", start, one.start)
        return gap.strip() != "," or is_inside

    @cached_property
    def givers(self) -> list[list[Mention]]:
        """Groups that say when what their sentence tells was; not bounds (``until May``)."""
        return [group for group in self.groups if not self._is_limit(group[0])]

    def _is_limit(self, date: Mention) -> bool:
        before = self.view.text[max(self.sentence.start, date.start - 20) : date.start]
        if "Anchor" in date.attributes or not in_front("limit").search(before):
            return False
        return not _TURNING.match(self.view.text, date.end, self.sentence.end)

    @cached_property
    def _spoken(self) -> list[tuple[int, int]]:
        return spoken_of(self.view, self.sentence, list(self.dates))

    def only_names(self, head: Mention) -> bool:
        """Tell whether a finding is only named as what something counts from (``after``, ``day 4 of``)."""
        i = bisect.bisect_right(self._spoken, head.start, key=lambda stretch: stretch[0])
        return i > 0 and head.start < self._spoken[i - 1][1]

    @cached_property
    def _starts(self) -> list[int]:
        return [group[0].start for group in self.givers]

    @cached_property
    def _clauses(self) -> list[int]:
        return self._bounds("clause")

    @cached_property
    def _segments(self) -> list[int]:
        return sorted({*self._clauses, *self._bounds("segment")})

    def _bounds(self, role: str) -> list[int]:
        """Return where the parts of the sentence that a cue opens begin; commas of a date are none."""
        pattern = anywhere(role)
        found = pattern.finditer(self.view.text, self.sentence.start, self.sentence.end)
        return [m.end() for m in found if self.view.is_free(m.start(), m.end(), "Date")]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return {}

    def _has(self, role: str, start: int, end: int) -> bool:
        """Tell whether a cue of a role begins in a stretch; the cues of the sentence are looked up once."""
        if role not in self._places:
            found = anywhere(role).finditer(self.view.text, self.sentence.start, self.sentence.end)
            self._places[role] = [match.start() for match in found]
        places = self._places[role]
        return bisect.bisect_left(places, start) < bisect.bisect_left(places, end)

    def is_background(self, place: int) -> bool:
        """Tell whether words of the same clause say that what stands at a place was there before (``history of``)."""
        i = bisect.bisect_right(self._clauses, place)
        return self._has("background", self._clauses[i - 1] if i else self.sentence.start, place)

    def giver(self, head: Mention) -> list[Mention]:
        """Return the dates, the leading one first, that a finding takes its time from; empty if none.

        A date tied to it (``ferritin (12.03)``) comes first, then one of the same part of its clause, of its clause,
        or of a clause in front; of two the one in front. A date that opens another part goes with what follows, and
        what is only named takes none.
        """
        direct = self.direct(head)
        if direct or self.only_names(head):
            return direct
        i = bisect.bisect_right(self._starts, head.start)
        before = self.givers[i - 1] if i else []
        behind = self.givers[i] if i < len(self.givers) else []
        for bounds in (self._segments, self._clauses):
            is_near = bounds is self._segments
            if before and _same_part(bounds, before[0], head) and self._reaches(before, head, is_near=is_near):
                return before
            if behind and _same_part(bounds, behind[0], head) and (is_near or self._reaches_back(behind)):
                return behind
        return before if before and self._sets_scene(before, head) else []

    def _reaches(self, group: Sequence[Mention], head: Mention, *, is_near: bool) -> bool:
        """Tell whether a date in front says when a finding of its clause was.

        A look back (``six years ago``) holds for its own part of the clause, or for the clause that it opens, up to
        where the present is told of; any date up to a word that moves on by an unknown time.
        """
        if self._has("unknown step", group[-1].end, head.start):
            return False
        if not looks_back(group[0]):
            return True
        is_left = self._has("present", group[-1].end, head.start)
        return not is_left and (is_near or self._opens(group))

    def _reaches_back(self, group: Sequence[Mention]) -> bool:
        return not self._opens(group) and not looks_back(group[0])

    def _sets_scene(self, group: Sequence[Mention], head: Mention) -> bool:
        """Tell whether a date holds for the clauses behind its own: one of the calendar, or one that opens its clause.

        A look back does not, nor what stands in a relative clause.
        """
        if looks_back(group[0]) or self._has("unknown step", group[-1].end, head.start):
            return False
        i = bisect.bisect_right(self._clauses, group[0].start)
        start = self._clauses[i - 1] if i else self.sentence.start
        if in_front("relative").search(self.view.text[max(self.sentence.start, start - 10) : start]):
            return False
        return "Anchor" not in group[0].attributes or self._opens(group)

    def direct(self, head: Mention) -> list[Mention]:
        """Return the dates tied to a finding directly behind it."""
        i = bisect.bisect_left(self._starts, head.end)
        group = self.givers[i] if i < len(self.givers) else []
        if group and len(gap := self.view.text[head.end : group[0].start]) <= _WIDEST_GAP and _DIRECT.fullmatch(gap):
            return group
        return []

    def is_day_of_graft(self, date: Mention) -> bool:
        """Tell whether a verb in front of a date makes it that of a transplantation (``was transplanted on``)."""
        before = self.view.text[max(self.sentence.start, date.start - 30) : date.start]
        return in_front("grafted").search(before) is not None

    def is_attached(self, date: Mention) -> bool:
        """Tell whether a date is the day of an examination named in front of it, or stands in parentheses behind."""
        before = self.view.text[max(self.sentence.start, date.start - 20) : date.start]
        match = in_front("attached").search(before)
        if not match:
            return False
        start = date.start - len(before) + match.start()
        return not self.view.is_free(max(self.sentence.start, start - 30), start, *_EXAMINED)

    def _opens(self, group: Sequence[Mention]) -> bool:
        """Tell whether a date opens its part of the clause and something follows it there."""
        date = group[0]
        i = bisect.bisect_right(self._segments, date.start)
        start = self._segments[i - 1] if i else self.sentence.start
        lead: list[Word] = self.view.words_in(start, date.start)
        if len(lead) > 3 or any(word.text.casefold() not in words("opens") for word in lead):
            return False
        return not _CLOSED.match(self.view.text, group[-1].end, self.sentence.end)

    def number_behind(self, date: Mention) -> int | None:
        """Return which event a distance says that it counts from (``after the first``), if it does."""
        return number_behind(self.view, date, self.sentence)

    def pairs(self) -> list[tuple[Mention, Mention]]:
        """Return each two dates in apposition, either way round."""
        found = [pair for group in self.groups for pair in pairwise(group)]
        return [*found, *((other, one) for one, other in found)]


def looks_back(date: Mention) -> bool:
    """Tell whether a date counts back from another (``six years ago``)."""
    return bool(date.attributes["Value"].startswith("-"))


def _same_part(bounds: Sequence[int], one: Mention, other: Mention) -> bool:
    return bisect.bisect_right(bounds, one.start) == bisect.bisect_right(bounds, other.start)
