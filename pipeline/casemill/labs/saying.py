"""Whether a word that states a result speaks of a name: what it may be said of, and how it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casemill.labs.gaps import lists_loosely, masked, unknown_words
from casemill.labs.lexicon import ResultWord, any_of
from casemill.labs.names import Name
from casemill.view import View

POLAR = frozenset({"positive", "negative"})
COPULA = re.compile(
    r"\b(?:was|were|is|are|be|been|being|remained|remains|remain|stayed|proved|became|tested|testing|came|returned"
    r"|appeared|found|noted|both|all|also|stained|staining|turned"
    r"|yielded|gave|produced|not)\s(?:\w+ly\s|also\s|all\s|both\s|again\s|still\s|within\s)*$"
)
FOR = re.compile(r"\s(?:\w+\s){0,2}?(?:for|to|with|against)\s(?:the\s|both\s|anti\s)?")
_PHRASE = re.compile(
    r"\s(?:levels?\s|tests?\s|results?\s)?(?:of|for|in|by|from|on|at|done|regarding|concerning|including"
    r"|performed|obtained|taken|after|during|using|with|against|sent)\s"
)
_PHRASE_WORDS = 9
_AT_END = re.compile(
    r"\s?(?:$|[.,;)(\n]|(?:and|or|with|in|on|at|but|which|to|from|after|before"
    r"|for|despite|without|as|was|were|is|are|levels?|concentrations?|titers?)\b)"
)
_STARTS_LIST = re.compile(r"\s*(?:levels?\s|tests?\s)?(?:,|and\b|or\b)")
_ADVERB = re.compile(r"(?!family|assembly|anomaly)[a-z]{4,}ly")
_SUMMED_UP = re.compile(
    r"\b(?:all|each|both)\s(?:of\s)?(?:such|these|those|which|them|the)?\s?(?:\w+\s)?(?:was|were|are)\s(?:\w+ly\s|all\s|within\s)*$"
)
_MANY_ARE = re.compile(r"\s(?:were|are|remained)\s(?:\w+ly\s|all\s|both\s|also\s|within\s)*$")


@cache
def _screen() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('screen')}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch with its names, and which of them have a number."""

    view: View
    start: int
    end: int
    names: list[Name]
    numbered: frozenset[int]

    def gap(self, start: int, end: int) -> str:
        """Return the text between two offsets without parentheses and times."""
        return masked(self.view, start, end)


def allowed(scope: Scope, index: int, word: ResultWord) -> bool:
    """Tell whether a result word may speak of a name."""
    name = scope.names[index]
    concept = name.concept
    if not word.flag and word.side == "before":
        return "qualitative" in concept.marks
    if {"never", "disorder"} & concept.marks:
        return False
    if word.side == "acuity":
        return "acuity" in concept.quantity
    if (
        "numeric" in concept.marks
        and "function" not in concept.marks
        and (index not in scope.numbered or word.flag in POLAR)
    ):
        return False
    if "told" in concept.marks and word.side == "of":
        return False
    polar = word.flag in POLAR
    if "function" in concept.marks:
        return word.flag in {"normal", "abnormal"}
    if "gene" in concept.marks:
        return polar
    if "panel" in concept.marks:
        return polar or word.flag in {"normal", "abnormal"}
    if "screened" in concept.marks:
        return polar and _screen().search(scope.view.text, scope.start, name.start) is not None
    if word.side == "seen":
        return concept.kind == "electrophysiology"
    if "bone marrow" in concept.quantity and polar:
        return False
    if name.weak:
        return polar
    if word.side == "copula" and word.flag == "positive" and "tissue" in concept.marks:
        return False
    if "tissue" in concept.marks or "organism" in concept.marks or "antibody" in concept.marks:
        return polar or "antibody" in concept.marks or word.flag in {"normal", "low", "high"}
    return not (concept.kind in {"vital", "score"} and polar)


def says(gap: str, before: str, name: Name, word: ResultWord) -> bool:
    """Tell whether the gap between a name and the word makes it the name's result."""
    if ";" in gap or len(gap) > 90:
        return False
    strange = [
        w
        for w in unknown_words(gap, "copula")
        if unknown_words(w, "adverb") and unknown_words(w, "level") and not _ADVERB.fullmatch(w)
    ]
    copula = COPULA.search(before) is not None
    if "drug" in name.concept.marks and not any(w in gap for w in ("level", "concentration", "titer")):
        return False
    if strange:
        if copula and (_listed_with_others(gap) or _SUMMED_UP.search(gap)):
            return True
        by_phrase = _PHRASE.match(gap) and "," not in gap and ":" not in gap and len(strange) <= _PHRASE_WORDS
        return bool(copula and by_phrase and not re.search(r"\b(?:that|which|who|showed|revealed)\b", gap))
    if word.side == "trend":
        return True
    if word.side in {"change", "copula", "seen"}:
        return copula
    if word.side == "culture":
        return "culture" in name.concept.quantity
    close = gap.strip(" ,:(-\u2013=") == "" and "," not in gap
    if copula or close or word.side in {"noun", "after"}:
        return True
    return word.flag in POLAR and "," not in gap and len(gap) < 30


def _listed_with_others(gap: str) -> bool:
    """Tell whether the name heads a list whose other members no lexicon knows: ``A, x and y were``."""
    many = _MANY_ARE.search(gap)
    return many is not None and _STARTS_LIST.match(gap) is not None and lists_loosely(gap[: many.start()])


def supported(scope: Scope, end: int, index: int, word: ResultWord) -> bool:
    """Tell whether a name that is also an everyday word is a quantity behind a result word."""
    name, text = scope.names[index], scope.view.text
    if "strict" not in name.concept.marks or name.concept.kind == "score":
        return True
    if "drug" in name.concept.marks:
        return re.match(r"\s(?:trough\s)?(?:levels?|concentrations?)\b", text[name.end : name.end + 30]) is not None
    if not FOR.match(text, end) and (index in scope.numbered or text[end : name.start].strip()):
        return True
    return _AT_END.match(text, name.end) is not None
