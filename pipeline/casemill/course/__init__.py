"""The course of an illness: events that times count from, and outcomes."""

from __future__ import annotations

from casemill.course.events import events, tells_event, vetoes
from casemill.course.line import Line
from casemill.course.numbers import number_of
from casemill.course.outcomes import outcomes, tells_outcome
from casemill.course.topics import HAEMATOLOGICAL, complaints_and_diseases, outcome_topics
from casemill.course.transplants import Transplant, transplants
from casemill.mentions import Mention, by_place
from casemill.view import View
from casemill.words import Hit

__all__ = ["find_course"]


def find_course(view: View) -> list[Mention]:
    """Return the Event and Outcome mentions of a report.

    Parameters
    ----------
    view
        The reading copy with the Diagnosis and Analyte mentions found before: the first tell
        what began or came back, the second what an improvement is not said of.

    Returns
    -------
    list of Mention
        In order of their places. Whether they hold, and for whom, is left to the rules of assertion.
    """
    lines = [
        Line(view.text, words)
        for sentence in view.sentences
        if (words := view.words_in(sentence.start, sentence.end))
    ]
    found: list[Mention] = []
    of_blood = any(mention.attributes.get("Kind") == HAEMATOLOGICAL for mention in view.found("Diagnosis"))
    for line in lines:
        if tells_event(line):
            found += events(line, complaints_and_diseases(line, view), of_blood=of_blood)
        if tells_outcome(line):
            found += outcomes(line, outcome_topics(line, view), view)
    return by_place([*found, *_transplants(view, lines)])


def _transplants(view: View, lines: list[Line]) -> list[Mention]:
    """Return the transplantations; a bare ``transplant`` counts once the report names one of stem cells."""
    named = [(line, transplants(line, view.abbreviations)) for line in lines]
    of_cells = any(not one.bare for _, ones in named for one in ones)
    return [
        _transplant(line, one, previous.last if previous else 0)
        for line, ones in named
        for previous, one in zip([None, *ones], ones, strict=False)
        if (of_cells or not one.bare) and not _is_other(line, one)
    ]


def _is_other(line: Line, one: Transplant) -> bool:
    """Tell whether the words around make it another thing: an organ, a recipient, ``post-transplant``."""
    place = Hit(line.words[one.first].start, line.words[one.last - 1].end, one.first, one.last, None)
    vetoed = vetoes("event_not")
    return vetoed.hold(line, place, key="transplant") or (one.bare and vetoed.hold(line, place, key="bare transplant"))


def _transplant(line: Line, one: Transplant, after: int) -> Mention:
    """Return the mention; words in front of word ``after`` count the transplantation told before it."""
    mention = Mention("Event", line.words[one.first].start, line.words[one.last - 1].end, {"Value": "transplant"})
    if one.kind:
        mention.attributes["Kind"] = one.kind
    number = number_of(line, one.first, one.last, digit_behind=False, after=after)
    if number:
        mention.attributes["Number"] = number
    return mention
