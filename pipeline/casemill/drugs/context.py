"""What stands round a name tells whether a substance is given as therapy or only spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import table
from casemill.view import Sentence, View

_BEFORE = 90
_AFTER = 60
_BESIDE_BEHIND = re.compile(
    r"(?:\s?\([^()]{0,25}\))?(?:\s?\d{1,2}(?:\.\d+)?\s?%)?[\s,:(]{0,2}(?:(?:at|was|given|tablets?|therapy|treatment|injections?|infusions?|a|dose"
    r"|doses|dosage|of|the|in|bolus|started|sustained-release)[\s,:(]{1,2}){0,5}\Z"
)
_BESIDE_BEFORE = re.compile(
    r"\s?(?:(?:of|the|dose|doses|administration|infusions?|injections?|tablets?|bolus|a|daily|therapy|treatment|with"
    r"|high-dose|low-dose|recombinant|human|active|per day)\s?){0,4}\Z"
)
_BESIDE_FAR = 60
_CLAUSE_END = re.compile(r"[;\n]|(?<=[a-z0-9)])[.:] ")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of ``rules/drug_contexts.tsv``: a pattern beside the name and what it says.

    Parameters
    ----------
    effect
        ``gives`` (the substance is given as therapy) or ``bars`` (it is not).
    side
        ``before`` (the pattern ends where the name starts), ``near`` (anywhere in the
        clause before) or ``after`` (the pattern starts where the name ends).
    group
        Names the rule is meant for, by the ``context`` of their table row (``cue`` also serves
        ``context`` and ``measured``); ``all`` for each name, ``misspelt`` for unlisted words.
    pattern
        The compiled pattern.
    anywhere
        The same without its tie to the name, to pass over sentences that do not hold it.
    """

    effect: str
    side: str
    group: str
    pattern: re.Pattern[str]
    anywhere: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of ``rules/drug_contexts.tsv``."""
    return tuple(
        Rule(
            row["effect"],
            row["side"],
            row["group"],
            re.compile(row["pattern"] + (r"\Z" if row["side"] == "before" else ""), re.IGNORECASE),
            re.compile(row["pattern"], re.IGNORECASE),
        )
        for row in table("rules/drug_contexts")
    )


@cache
def _rules_of(effect: str, groups: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.effect == effect and rule.group in groups)


def may_say(view: View, sentence: Sentence, *, effect: str, groups: tuple[str, ...]) -> bool:
    """Tell whether a sentence holds the words of a rule at all; if not, :func:`says` is False for all its names."""
    return any(rule.anywhere.search(view.text, sentence.start, sentence.end) for rule in _rules_of(effect, groups))


def says(view: View, start: int, end: int, *, effect: str, groups: tuple[str, ...]) -> bool:
    """Tell whether a rule of one of the groups with the effect holds for ``[start, end)``."""
    sentence = view.sentence_at(start)
    left = max(sentence.start if sentence else 0, start - _BEFORE)
    right = min(sentence.end if sentence else len(view.text), end + _AFTER)
    before, after = view.text[left:start], view.text[end:right]
    for rule in _rules_of(effect, groups):
        if rule.side == "after":
            found = rule.pattern.match(after)
        else:
            found = rule.pattern.search(before if rule.side == "before" else _clause_of(before))
        if found:
            return True
    return False


def _clause_of(before: str) -> str:
    """Return the part of a text behind its last clause end."""
    last = 0
    for match in _CLAUSE_END.finditer(before):
        last = match.end()
    return before[last:]


def slot_beside(view: View, start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Tell whether an amount or a route word stands directly before or behind ``[start, end)``."""
    first = bisect_left(places, (start - _BESIDE_FAR,))
    last = bisect_left(places, (end + _BESIDE_FAR,))
    return any(
        (b <= start and _BESIDE_BEFORE.match(view.text[b:start]) is not None)
        or (end <= a and _BESIDE_BEHIND.match(view.text[end:a]) is not None)
        for a, b in places[first:last]
    )
