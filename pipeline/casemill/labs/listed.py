"""Members of lists: behind ``positive for``, and those that share the head of the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from casemill.labs.lexicon import Concept, any_of, rule_words, words_of_role
from casemill.labs.patterns import Name
from casemill.view import View
from casemill.words import words_of

_END = re.compile(
    r"[.;:()\n]|,?\s(?:but|which|that|who|while|whereas|with|on|in|by|at|after|before|from|using|suggest\w*|support\w*"
    r"|indicat\w*|confirm\w*|consistent|was|were|is|are|had|showed|as\swell\sas\sa|and\s(?:\w+ly\s)?(?:positive|negative|the"
    r"|a|an|was|were|had|showed|he|she|no|there|his|her|therefore|thus))\b"
)
_JOINT = re.compile(r"\s?,\s(?:(?:and|or)\s)?|\s(?:and|or|as\swell\sas)\s|\s?/\s?")
_LEADING = re.compile(r"(?:(?:the|a|an|any|both|other|anti|all|presence\sof)\s)+", re.IGNORECASE)
_MEMBER = re.compile(
    r"[\w\u03b1-\u03c9][\w\-\u2013'.+\u03b1-\u03c9]*(?:\s[\w\u03b1-\u03c9][\w\-\u2013'+\u03b1-\u03c9]*){0,3}"
)
_LONGEST = 220
_ONE = r"(?:anti[\s-])?[\w\-\u2013]{2,}"
_ELLIPTED = re.compile(rf"(?P<members>{_ONE}(?:,\s{_ONE}){{0,4}},?\s(?:and|or|and/or)\s)$")
_BACK = 120


@cache
def _told_for() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('told_for')}\s(?:\w+ly\s)?(?:for|with|to)\s(?P<list>)", re.IGNORECASE)


@cache
def _told_for_words() -> frozenset[str]:
    return frozenset(words_of(word)[0].key for word in rule_words("told_for"))


@cache
def _about(role: str) -> re.Pattern[str]:
    whole = r"\b" if role == "told_not_for" else ""
    return re.compile(rf"\b{any_of(role)}{whole}", re.IGNORECASE)


def listed_for(view: View, start: int, end: int, *, names: list[Name]) -> Iterator[Name]:
    """Yield the members of ``positive for A, B and C`` that no lexicon knows, where a test is spoken of.

    Parameters
    ----------
    view
        The reading copy.
    start, end
        The stretch, usually a sentence.
    names
        Names that are known; one of them in the list vouches for the others.
    """
    text = view.text
    if not view.has_any(start, end, _told_for_words()):
        return
    for match in _told_for().finditer(text, start, end):
        before = text[start : match.start()]
        if _about("told_not_for").search(before):
            continue
        begin = match.end()
        stop = _END.search(text, begin, min(end, begin + _LONGEST))
        limit = stop.start() if stop else min(end, begin + _LONGEST)
        vouched = any(begin <= name.start < limit for name in names)
        stained = _about("told_stain").search(before) or any(
            begin <= name.start < limit and "tissue" in name.concept.marks for name in names
        )
        if not (vouched or stained or _about("told_test").search(before)):
            continue
        marks = frozenset({"tissue", "listed"}) if stained else frozenset({"wordonly", "organism", "listed"})
        concept = Concept("", dimensions=frozenset(), marks=marks)
        for low, high in _members(text, begin, limit):
            if not words_of_role("no_member") & set(text[low:high].lower().split()):
                yield Name(low, high, replace(concept, quantity=text[low:high].lower()))


def _members(text: str, begin: int, limit: int) -> Iterator[tuple[int, int]]:
    at = begin
    while at < limit:
        joint = _JOINT.search(text, at, limit)
        end = joint.start() if joint else limit
        leading = _LEADING.match(text, at, end)
        low = leading.end() if leading else at
        if _MEMBER.fullmatch(text, low, end):
            yield low, end
        at = joint.end() if joint else limit


def ellipted(view: View, start: int, *, names: list[Name]) -> Iterator[Name]:
    """Yield ``Zonal`` of ``Zonal and nodal antibodies``: members that share the head of the last one.

    Parameters
    ----------
    view
        The reading copy.
    start
        Where the sentence begins.
    names
        Names of the stretch; those with a head that can be shared are looked in front of.
    """
    for name in names:
        surface = view.text[name.start : name.end]
        head = surface.split()[-1]
        if " " not in surface or head not in rule_words("shared_head"):
            continue
        low = max(start, name.start - _BACK)
        found = _ELLIPTED.search(view.text[low : name.start])
        if found is None:
            continue
        members = list(re.finditer(_ONE, found["members"]))[:-1]
        offset = low + found.start()
        fitting = []
        for member in reversed(members):
            if not _may_share(member.group()):
                break
            fitting.append(member)
        for member in fitting:
            quantity = f"{member.group()} {re.sub(r'ies$', 'y', head).removesuffix('s')}".lower()
            begin = offset + member.start()
            yield Name(begin, begin + len(member.group()), replace(name.concept, quantity=quantity))


def _may_share(word: str) -> bool:
    """Tell whether a word may qualify a head behind it: an adjective, a symbol, a name."""
    if word.lower() in words_of_role("before_name") or word.lower() in words_of_role("no_member"):
        return False
    return word[:1].isupper() or word.startswith("anti") or re.search(r"(?:al|ic|oid|ar|ous|\d)$", word) is not None
