"""Events that are spoken of, not told: what a distance counts from, and what stands behind ``after`` or ``before``."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timeline.cues import in_front, words
from casemill.timing.numbers import ORDINAL, ordinal_of
from casemill.view import Sentence, View
from casemill.words import Word

_ORDINAL = re.compile(ORDINAL, re.IGNORECASE)
_REACH = 60
"""Characters behind a distance in which its event stands, and in front of an event in which its preposition does."""


def event_behind(view: View, date: Mention, sentence: Sentence) -> Mention | None:
    """Return the event that a distance counts from: inside its span, or behind it with only such words between."""
    for event in view.found_in(date.start, min(sentence.end, date.end + _REACH), "Event"):
        if all(_is_between(word) for word in view.words_in(date.end, event.start)):
            return event
    return None


def object_behind(view: View, date: Mention, sentence: Sentence, *labels: str) -> Mention | None:
    """Return the examination or drug that a distance counts from (``5 days after biopsy``)."""
    for found in view.found_in(date.end, min(sentence.end, date.end + _REACH), *labels):
        if all(_is_between(word) for word in view.words_in(date.end, found.start)):
            return found
    return None


def number_behind(view: View, date: Mention, sentence: Sentence) -> int | None:
    """Return which one is meant: ``second`` in ``D+4 of this second graft``."""
    for word in view.words_in(date.end, min(sentence.end, date.end + _REACH)):
        if _ORDINAL.fullmatch(word.text):
            return ordinal_of(word.text)
        if word.text.isdigit() and (match := _ORDINAL.match(view.text, word.start)):
            return ordinal_of(match.group())
        if not _is_between(word):
            return None
    return None


def governs(text: str) -> bool:
    """Tell whether the words of a distance end in one that an event must follow (``two weeks after``)."""
    return in_front("governs").search(text) is not None


def is_spoken_of(view: View, event: Mention, sentence: Sentence, *, role: str = "reference") -> bool:
    """Tell whether an event stands behind a word that makes it the point that something else counts from.

    Parameters
    ----------
    role
        ``reference``: any such word; ``ahead``: one that says it was still to come.
    """
    if any(date.start <= event.start and event.end <= date.end for date in view.found_in(*event.place, "Date")):
        return True
    start = max(sentence.start, event.start - _REACH)
    lead = view.words_in(start, event.start)
    while lead and lead[-1].text.casefold() not in words(role) and _is_between(lead[-1]):
        lead.pop()
    return bool(lead) and in_front(role).search(view.text[start : lead[-1].end]) is not None


def _is_between(word: Word) -> bool:
    text = word.text.casefold()
    is_ordinal = text.isdigit() or text in ("st", "nd", "rd", "th") or _ORDINAL.fullmatch(text)
    return bool(is_ordinal) or text in words("between") or text in ("-", "–", "‐", "\n")
