"""What stands between two things of a sentence, and whether it joins or parts them."""

from __future__ import annotations

import re
from functools import cache

from casemill.labs.lexicon import rule_words, words_of_role
from casemill.view import View

_PARENS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*|\d+|[^\w\s]")
_NEUTRAL = frozenset(",:=()[]\u2013-\u2014\u2212~\u2248.'\u2019\"\u201c\u201d/*")
_END = re.compile(r";|\.\s+[A-Z]")
_BARRIER = re.compile(r";|\.\s+[A-Z]|\bbut\b|\bwhile\b|\bwhereas\b|\balthough\b|\bhowever\b")
_LEVEL = r"(?:levels?|counts?|concentrations?|tests?|titers?|values?|infections?|staining|antibod(?:y|ies))"
_LIST = re.compile(
    rf"\s*(?:{_LEVEL}\s*)?(?:,\s*(?:and|or|as well as)?|/|\band/or\b|\band\b|\bor\b|\bas well as\b|&|\+)\s*"
    r"(?:(?:serum|plasma|blood|urine|the|a|an|also|both|total|for|to|of|his|her|level|levels|count|counts"
    r"|test|tests|by|in|results?)\s+)*"
)
_MOST_MEMBERS = 12


def masked(view: View, start: int, end: int) -> str:
    """Return the text between two offsets without parentheses and without times."""
    gap = view.text[start:end]
    for mention in view.found_in(start, end, "Date", "Duration", "Time", "Age", "Frequency"):
        if start <= mention.start and mention.end <= end:
            a, b = mention.start - start, mention.end - start
            gap = gap[:a] + " " * (b - a) + gap[b:]
    return _PARENS.sub(" ", gap)


@cache
def _unknown(gap: str, role: str) -> tuple[str, ...]:
    known = words_of_role(role)
    return tuple(
        token
        for token in _TOKEN.findall(gap)
        if token not in _NEUTRAL and token.lower() not in known and not token.isdigit()
    )


def unknown_words(gap: str, role: str) -> tuple[str, ...]:
    """Return the words of a gap that are not words of the role in ``result_words.tsv``."""
    return _unknown(gap, role)


def parts(gap: str) -> bool:
    """Tell whether a gap holds the end of a clause."""
    return _BARRIER.search(gap) is not None


def ends(gap: str) -> bool:
    """Tell whether a gap holds a semicolon or the end of a sentence."""
    return _END.search(gap) is not None


def lists(gap: str) -> bool:
    """Tell whether a gap is no more than the joint of a list."""
    return _LIST.fullmatch(gap) is not None


def lists_loosely(gap: str) -> bool:
    """Tell whether a gap is the joint of a list that may hold unknown members."""
    if lists(gap):
        return True
    if len(gap) > 120 or parts(gap) or any(char.isdigit() for char in gap):
        return False
    words = {token.lower() for token in _TOKEN.findall(gap)}
    return (
        words.isdisjoint(rule_words("clause_word"))
        and ("," in gap or "and" in words or "or" in words)
        and len(words) <= 12
    )
