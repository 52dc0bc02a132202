"""Words that name the way a drug goes in; a word is a Route only where its drug is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.view import View

_NOT_A_ROUTE = re.compile(
    r"\s?(?:cavity|mucosa|mucositis|ulcers?|lesions?|candid\w+|thrush|hygiene|intake(?! of)|feeding|feeds?|diet|contrast"
    r"|examination|temperature|line|access|catheter\w*|drug (?:use|abus)\w*|abuse|edema|oedema|emphysema|fluids?"
    r"|tissues?(?! plasminogen)|fat|nodules?|mass|swelling|lupus|sclerosis|disease|involvement|symptoms?|circulation|pressure"
    r"|administration of (?:contrast|gadolinium)|hydration|rehydration|nutrition|tube|swab|obstruction|mask"
    r"|hemorrhage|haemorrhage|h[a]?ematoma|bleeding|biopsy|ultraso\w+|space|septum|cannula\w*|congestion|polyps?"
    r"|discharge|adverse|side effects?|corticosteroid-induced|reactions?|glucose tolerance|glucose load|pain|an?esthesia|block|stenting|echo\w*)\b",
    re.IGNORECASE,
)


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
        ``adjective``, ``adverb``, ``code`` (``p.o.``) or ``noun``.
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
def _pattern() -> re.Pattern[str]:
    codes = [re.escape(term) for term, (_, form) in _terms().items() if form == "code"]
    words = [
        re.escape(term).replace(r"\ ", r"\s") for term, (_, form) in _terms().items() if form != "code"
    ]
    for terms in (codes, words):
        terms.sort(key=len, reverse=True)
    return re.compile(rf"(?<![\w.-])(?:(?P<code>{'|'.join(codes)})|(?i:{'|'.join(words)}))(?![\w])(?!-\w)")


def route_terms(view: View) -> list[RouteTerm]:
    """Return the route terms of the read sentences."""
    return list(_route_terms(view))


def _route_terms(view: View) -> Iterator[RouteTerm]:
    for sentence in view.sentences:
        for match in _pattern().finditer(view.text, sentence.start, sentence.end):
            if _NOT_A_ROUTE.match(view.text, match.end()):
                continue
            found = match.group()
            term = found if match["code"] else re.sub(r"\s", " ", found.lower())
            name, form = _terms()[term]
            yield RouteTerm(match.start(), match.end(), name, form)
