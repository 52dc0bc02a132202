"""What a word such as ``after`` speaks of: the things behind it are points to count from, and take no time there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casemill.mentions import Mention
from casemill.timeline.cues import anywhere, words
from casemill.timeline.spoken import event_behind, governs
from casemill.view import Sentence, View
from casemill.words import Word

_LINK = re.compile(r"\s(?:of|from|since|after|into|before|prior\sto|following|preceding)\s", re.IGNORECASE)
_MARKS = re.compile(r"[;:()\[\]]|\.\s")
_REACH = 300
"""Characters that the object of a preposition can take; more is a list that does not end."""
_COUNTED = ("Drug", "Procedure", "Event", "Diagnosis", "Analyte", "Nerve")


def spoken_of(view: View, sentence: Sentence, dates: list[Mention]) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that only name what something else is counted from, in order.

    They begin behind a distance (``4 months after``, ``day 4 of``) or behind a word such as ``after`` or ``since``
    that stands alone, and go on to where :func:`object_end` finds the end of what it governs.
    """
    starts = [date.end for date in dates if "Anchor" in date.attributes and _has_object(view, sentence, date)]
    for match in anywhere("names").finditer(view.text, sentence.start, sentence.end):
        lead = view.words_in(max(sentence.start, match.start() - 12), match.start())
        is_adjective = bool(lead) and lead[-1].text.casefold() in words("article")
        if not is_adjective and view.is_free(match.start(), match.end() + 1, "Date"):
            starts.append(match.end())
    stretches: list[tuple[int, int]] = []
    for start in sorted(set(starts)):
        if not stretches or start >= stretches[-1][1]:
            stretches.append((start, object_end(view, start, sentence.end)))
    return stretches


def _has_object(view: View, sentence: Sentence, date: Mention) -> bool:
    """Tell whether a distance governs what stands behind it, or its anchor stands there without a link."""
    if governs(view.text[date.start : date.end]) or _LINK.match(view.text, date.end):
        return True
    event = event_behind(view, date, sentence)
    anchor = date.attributes["Anchor"]
    return event is not None and event.attributes.get("Value") == anchor and anchor != "transplant"


def object_end(view: View, start: int, limit: int) -> int:
    """Return where the words end that a preposition governs.

    They end at a bracket or a date, at the verb or the subject of the clause (``after admission she fell``, ``after
    admission the fever rose``), and at a comma or ``and`` that no further name of a list follows.
    """
    before: Word | None = None
    limit = min(limit, start + _REACH)
    for word in view.words_in(start, limit):
        if _MARKS.search(view.text, before.end if before else start, word.end):
            return before.end if before else start
        if not view.is_free(word.start, word.end, "Date") or word.text.casefold() in words("ends object"):
            return word.start
        if before and not _links(before) and _opens(view, word, before):
            return word.start
        if word.text.casefold() in words("joins") and not _goes_on(view, word, limit):
            return word.start
        before = word
    return limit


def _opens(view: View, word: Word, before: Word) -> bool:
    """Tell whether a word without a link begins another thing: by an article, or as a test behind an event."""
    if word.text.casefold() in words("article"):
        return True
    is_test = not view.is_free(*_span(word), "Procedure", "Analyte") and view.is_free(*_span(word), "Event")
    return is_test and not view.is_free(*_span(before), "Event")


def _span(word: Word) -> tuple[int, int]:
    return word.start, word.end


def _links(word: Word) -> bool:
    """Tell whether an article behind a word is of the same object: ``start of the drug``, ``starting the drug``."""
    text = word.text.casefold()
    return text in words("links") or text.endswith("ing") or text in words("joins")


def _goes_on(view: View, word: Word, limit: int) -> bool:
    """Tell whether a name of a list follows a comma or ``and``, one that no verb makes a subject."""
    for found in view.found_in(word.end, min(limit, word.end + 30), *_COUNTED):
        lead = view.words_in(word.end, found.start)
        if all(_links(each) or each.text.casefold() in words("article") for each in lead):
            return all(behind.text.casefold() not in words("ends object") for behind in _two(view, found.end, limit))
    return False


def _two(view: View, start: int, limit: int) -> Iterator[Word]:
    yield from view.words_in(start, min(limit, start + 30))[:2]
