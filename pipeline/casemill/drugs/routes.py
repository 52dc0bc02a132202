"""Words that name the way a drug goes in; a word is a Route only where its drug is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.view import Sentence, View
from casemill.words import words_of

_NOT_OF_A_DRUG = re.compile(r"\s(?:chemo|radio|immuno|antineoplastic )?(?:therap|treatment)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RouteTerm:
    """A route term in the text.

    Parameters
    ----------
    start, end
        Character offsets in the text, half open.
    name
        Preferred name of the route.
    form
        ``adjective``, ``adverb``, ``code`` (``p.o.``), ``noun``, or ``near`` (an adjective that must
        stand close before its drug).
    """

    start: int
    end: int
    name: str
    form: str


@cache
def _terms() -> dict[str, tuple[str, str]]:
    """Return term -> (name, form); codes keep their letters, words are in lower case."""
    return {
        term if row["form"] == "code" else term.lower(): (row["name"], row["form"])
        for row in table("lexicons/routes")
        for term in listed(row["terms"])
    }


@cache
def _not_a_route() -> re.Pattern[str]:
    """Return what stands behind a route word that names a place or a finding (``oral ulcer``)."""
    words = sorted((row["followed_by"] for row in table("lexicons/route_lookalikes")), key=len, reverse=True)
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
    return re.compile(rf"\s?(?:{alternatives})\b(?! of\b| plasminogen\b)", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    codes = [re.escape(term) for term, (_, form) in _terms().items() if form == "code"]
    words = [re.escape(term).replace(r"\ ", r"\s") for term, (_, form) in _terms().items() if form != "code"]
    for terms in (codes, words):
        terms.sort(key=len, reverse=True)
    return re.compile(rf"(?<![\w.-])(?:(?P<code>{'|'.join(codes)})|(?i:{'|'.join(words)}))(?![\w])(?!-\w)")


@cache
def _first_words() -> frozenset[str]:
    """Return the folded words with which a route term begins."""
    return frozenset(words_of(term)[0].key for term in _terms())


@cache
def _longest_words() -> frozenset[str]:
    """Return the longest word of each route term, folded: the rarest as a rule."""
    return frozenset(max((word.key for word in words_of(term)), key=len) for term in _terms())


def route_terms(view: View) -> list[RouteTerm]:
    """Return the route terms of the read sentences."""
    return list(_route_terms(view))


def _matches(view: View, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Yield the terms of a sentence, tried only where a word begins one."""
    done = sentence.start
    for word in view.words_in(sentence.start, sentence.end):
        if word.start < done or word.key not in _first_words():
            continue
        match = _pattern().match(view.text, word.start, sentence.end)
        if match:
            yield match
            done = match.end()


def _route_terms(view: View) -> Iterator[RouteTerm]:
    for sentence in view.sentences:
        # most sentences name no route, and the pattern is long
        if not view.has_any(sentence.start, sentence.end, _longest_words()):
            continue
        for match in _matches(view, sentence):
            if _not_a_route().match(view.text, match.end()):
                continue
            found = match.group()
            term = found if match["code"] else re.sub(r"\s", " ", found.lower())
            name, form = _terms()[term]
            if form == "near" and _NOT_OF_A_DRUG.match(view.text, match.end()):
                continue
            yield RouteTerm(match.start(), match.end(), name, form)
