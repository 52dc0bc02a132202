"""The stretches of a report that are about one patient."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casemill.patient.marks import Mark
from casemill.patient.telling import ARGUMENT, ASIDE, Telling
from casemill.view import Sentence, View

_AWAY = ARGUMENT | {"abstract", "title"}
"""Sections that end the part of a patient."""

_GOES_ON = re.compile(r"\W{0,2}(?:she|he|her|his|(?:this|the)\s(?:patient|woman|man|girl|boy|child))\b", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:to|in|by|for|of|from|with)\s(?:the\s|our\s)?$", re.IGNORECASE)
_RELATIVE = re.compile(r",?\s(?:who|whose|whom|where|which)\b[^,;.]*")
_JOINED = re.compile(r"\s?(?:,|and|or|,\sand|&|as\swell\sas|nor|than)\s(?:in\s|of\s)?(?:the\s|our\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the reading copy inside one sentence.

    Parameters
    ----------
    start, end
        Place in the reading copy.
    number
        Whom it is about; 0 for none, several or all.
    section
        Category of its section.
    mark
        The words that say so; None where the sentence goes on about the one before.
    opens
        Whether the mark turns to another patient than the text before it was about.
    """

    start: int
    end: int
    number: int
    section: str
    mark: Mark | None = None
    opens: bool = False


def parts_of(view: View, telling: Telling, marks: Sequence[Mark]) -> list[Part]:
    """Divide the read sentences by the patient whom they are about.

    A part lasts from the words that open it to the next, or to a section that speaks of
    all; tables and captions do not end it, but belong only to whom they name themselves.
    Elsewhere a sentence is about whom it names, and in an abstract so is the rest of the
    paragraph; in a discussion only sentences that go on with ``she`` or ``this patient``.

    Returns
    -------
    list of Part
        In order, none shares a character with another.
    """
    starts = [mark.start for mark in marks]
    walker = _Walker(view, telling)
    parts: list[Part] = []
    for sentence in view.sentences:
        own = marks[bisect.bisect_left(starts, sentence.start) : bisect.bisect_left(starts, sentence.end)]
        parts += walker.read(sentence, own)
    return parts


class _Walker:
    """Reads sentence after sentence and knows whom the text is about.

    Attributes
    ----------
    part
        Whose part this is; 0 outside all parts.
    passing
        Of whom a passage outside all parts speaks.
    """

    def __init__(self, view: View, telling: Telling) -> None:
        self._view = view
        self._telling = telling
        self.part = 0
        self.passing = 0
        self._section = ""
        self._end = 0

    def read(self, sentence: Sentence, marks: Sequence[Mark]) -> Iterator[Part]:
        """Yield the parts of one sentence."""
        if sentence.section in _AWAY and sentence.section != self._section:
            self.part = 0
        compared = [mark for mark in marks if mark.kind == "compared"]
        marks = [mark for mark in marks if mark.kind != "compared"]
        opening = next((m for m in marks if m.kind in self._telling.kinds and self._may_open(sentence, m)), None)
        before = self.part if self.part and sentence.section not in ASIDE else self._before(sentence)
        divided = list(_divided(self._view.text, sentence, marks, before))
        yield from _with_compared(self._view.text, divided, compared)
        if opening:
            self.part, self._section = opening.number, sentence.section
        self._after(sentence, marks, divided)
        self._end = sentence.end

    def _may_open(self, sentence: Sentence, mark: Mark) -> bool:
        if not mark.number or sentence.section in ASIDE:
            return False
        return mark.kind == "heading" or sentence.section not in _AWAY

    def _before(self, sentence: Sentence) -> int:
        """Return whom a sentence outside all parts is about before it names anyone."""
        text = self._view.text
        if "\n" in text[self._end : sentence.start] or sentence.section in ASIDE:
            return 0
        is_argument = sentence.section in ARGUMENT
        return self.passing if not is_argument or _GOES_ON.match(text, sentence.start, sentence.end) else 0

    def _after(self, sentence: Sentence, marks: Sequence[Mark], divided: Sequence[Part]) -> None:
        """Note whom the next sentence goes on about."""
        is_inside = bool(self.part) and sentence.section not in ASIDE
        self.passing = 0 if is_inside or not divided else divided[-1].number
        several = any(m.kind in ("all", "closing") for m in marks) or len({m.number for m in marks}) > 1
        if is_inside and several and self._telling.kinds != {"heading"}:
            self.part = 0


def _divided(text: str, sentence: Sentence, marks: Sequence[Mark], before: int) -> Iterator[Part]:
    """Yield the parts of a sentence: each mark holds for what follows it, or for what goes before it.

    Marks joined by ``and`` speak of several. Where the first of several stands behind what
    is said (``A was given to patient 1 and B to patient 2``), so do the others.
    """
    groups = _joined(text, marks)
    if not groups:
        yield Part(sentence.start, sentence.end, before, sentence.section)
        return
    lead = text[sentence.start : groups[0][0].start]
    if len(lead) > 8 and _BEHIND.search(lead):
        cuts = [sentence.start, *(group[0].end for group in groups[:-1]), sentence.end]
    else:
        first = sentence.start if not before or len(lead) < 9 else groups[0][0].start
        if first > sentence.start:
            yield Part(sentence.start, first, before, sentence.section)
        cuts = [first, *(group[0].start for group in groups[1:]), sentence.end]
    for (mark, number), start, end in zip(groups, cuts, cuts[1:], strict=False):
        yield Part(start, end, number, sentence.section, mark, opens=number != before)
        before = number


def _with_compared(text: str, parts: Sequence[Part], compared: Sequence[Mark]) -> Iterator[Part]:
    """Yield the parts with those of whom they are compared to cut out, as far as a relative clause tells of them."""
    stretches = []
    for mark in compared:
        told = _RELATIVE.match(text, mark.end)
        stretches.append((mark, told.end() if told else mark.end))
    for part in parts:
        start = part.start
        for mark, end in stretches:
            if start <= mark.start and end <= part.end:
                yield replace(part, start=start, end=mark.start)
                yield Part(mark.start, end, mark.number, part.section, mark)
                start = end
        yield replace(part, start=start)


def _joined(text: str, marks: Sequence[Mark]) -> list[tuple[Mark, int]]:
    """Return marks with whom they are about; of marks joined by ``and`` the first, about several."""
    groups: list[tuple[Mark, int]] = []
    end = 0
    for mark in marks:
        if groups and mark.kind != "person" and _JOINED.fullmatch(text, end, mark.start):
            groups[-1] = (groups[-1][0], 0)
        else:
            groups.append((mark, mark.number))
        end = mark.end
    return groups
