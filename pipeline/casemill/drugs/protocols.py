"""Protocols that are named by a disease and a year (``ALL-2009``, ``AML-BFM 2004``)."""

from __future__ import annotations

import re
from functools import cache

from casemill.drugs.lexicon import Entry, Name
from casemill.lexicons import table
from casemill.view import Sentence, View
from casemill.words import words_of

_SPEAKS_OF_THERAPY = re.compile(
    r"\b(?:protocols?|regimens?|programme?d?|program|chemotherapy|polychemotherapy|induction|consolidation"
    r"|according to|schedule|treated|trial|scheme)\b",
    re.IGNORECASE,
)
_NEAR = 60


@cache
def _named_by_year() -> re.Pattern[str]:
    words: dict[str, list[str]] = {"first": [], "second": []}
    for row in table("lexicons/protocol_names"):
        words[row["place"]].append(re.escape(row["term"]))
    first, second = ("|".join(sorted(words[place], key=len, reverse=True)) for place in ("first", "second"))
    return re.compile(
        rf"(?<![\w-])(?:{first})(?:[- ](?:{second}))?"
        r"[- ](?:(?:19|20)\d\d|\d{2,5}|XV|XVI|XII|III)(?![\w%./]|-(?:year|day|month))"
    )


@cache
def _first_words() -> frozenset[str]:
    rows = (row for row in table("lexicons/protocol_names") if row["place"] == "first")
    return frozenset(words_of(row["term"])[0].key for row in rows)


def protocol_names(view: View, sentence: Sentence) -> list[Name]:
    """Return the protocols of a sentence that are named by a disease or group and a number."""
    found: list[Name] = []
    if not view.has_any(sentence.start, sentence.end, _first_words()):
        return found
    for match in _named_by_year().finditer(view.text, sentence.start, sentence.end):
        left = max(sentence.start, match.start() - _NEAR)
        around = view.text[left : min(sentence.end, match.end() + _NEAR)]
        if _SPEAKS_OF_THERAPY.search(around):
            found.append(Name(match.start(), match.end(), Entry(match.group(), "regimen", "", ""), "protocol"))
    return found
