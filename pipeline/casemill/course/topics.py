"""What a clause speaks of: complaints, the patient, diseases, and what is no concern of the course."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from casemill.course.line import Line
from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.view import View
from casemill.words import TermIndex

NEUROLOGICAL, HAEMATOLOGICAL, GENERAL, PATIENT, OTHER = "neurological", "haematological", "general", "patient", "other"
SYSTEMIC = "systemic"
"""Complaints of no nerve; with them a list of complaints is no longer that of a neurological illness."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Words ``[first, last)`` of a sentence and what they name."""

    first: int
    last: int
    kind: str
    is_complaint: bool = False


class Topics:
    """The topics of a sentence in order, asked for by the number of a word."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._topics = sorted(topics, key=lambda topic: (topic.first, -topic.last))
        self._firsts = [topic.first for topic in self._topics]

    def before(self, i: int, start: int) -> Topic | None:
        """Return the last topic in front of word ``i`` that begins at word ``start`` or later."""
        number = bisect_left(self._firsts, i) - 1
        if number < 0 or self._firsts[number] < start:
            return None
        return self._topics[number]

    def behind(self, i: int, end: int) -> Topic | None:
        """Return the first topic that begins in ``[i, end)``."""
        number = bisect_left(self._firsts, i)
        if number == len(self._firsts) or self._firsts[number] >= end:
            return None
        return self._topics[number]

    def kinds(self, i: int, end: int) -> list[str]:
        """Return the kinds of the topics that begin in ``[i, end)``, in order."""
        return [topic.kind for topic in self._topics[bisect_left(self._firsts, i) : bisect_left(self._firsts, end)]]


@cache
def _complaints() -> TermIndex[str]:
    return TermIndex(
        ((cue, row["kind"]) for row in table("rules/event_complaints") for cue in listed(row["cue"])), exact=()
    )


@cache
def _outcome_topics() -> TermIndex[str]:
    named = [(cue, row["topic"]) for row in table("rules/outcome_topics") for cue in listed(row["cue"])]
    return TermIndex(named, exact=("MRI", "CT"))


def complaints_and_diseases(line: Line, view: View) -> Topics:
    """Return the complaints of a sentence, and its Diagnosis mentions by their kind."""
    found = _complaint_topics(line)
    found += _mention_topics(line, view, "Diagnosis", lambda mention: mention.attributes.get("Kind", OTHER))
    return Topics(found)


def outcome_topics(line: Line, view: View) -> Topics:
    """Return what an outcome word of the sentence may be said of.

    What is measured is no concern of the course, scores apart: they measure the deficit.
    """
    found = _complaint_topics(line)
    taken = {i for topic in found for i in range(topic.first, topic.last)}
    for hit in line.find(_outcome_topics()):
        possessive = hit.entry == PATIENT and line.key(hit.last) == "s"
        if hit.first not in taken and not possessive:
            found.append(Topic(hit.first, hit.last, hit.entry))
    measured = _mention_topics(
        line, view, "Analyte", lambda mention: NEUROLOGICAL if mention.attributes.get("Kind") == "score" else OTHER
    )
    return Topics([*found, *(topic for topic in measured if topic.first not in taken)])


def _complaint_topics(line: Line) -> list[Topic]:
    return [Topic(hit.first, hit.last, hit.entry, is_complaint=True) for hit in line.find(_complaints())]


def _mention_topics(line: Line, view: View, label: str, kind_of: Callable[[Mention], str]) -> list[Topic]:
    starts = [word.start for word in line.words]
    found = []
    for mention in view.found_in(line.words[0].start, line.words[-1].end, label):
        first = bisect_left(starts, mention.start)
        last = bisect_left(starts, mention.end)
        if first < last:
            found.append(Topic(first, last, kind_of(mention)))
    return found
