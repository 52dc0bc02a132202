"""Words that state a result, and the names they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casemill.labs.gaps import lists, lists_loosely, masked, unknown_words
from casemill.labs.lexicon import ResultWord, result_index
from casemill.labs.names import Name
from casemill.view import View

_SIGN = re.compile(r"\s?\(\s?(?P<sign>\+{1,4}|[-\u2013\u2212]|\+/[-\u2013\u2212]|\u00b1)\s?\)")
_LIMIT_BEHIND = re.compile(r"\s?(?:range|ranges|values?\b|limits?|interval|saline|[:=<>\u2264(]|\d|for\s(?:age|his|her))|-(?:sized|appearing|tension|looking|stage)")
_COPULA = re.compile(
    r"\b(?:was|were|is|are|be|been|being|remained|remains|remain|became|tested|testing|came|returned|appeared|found|noted|both|all|also|stained|staining|turned|not)\s(?:\w+ly\s|also\s|all\s|both\s|again\s|still\s|within\s)*$"
)
_FOR = re.compile(r"\s(?:\w+\s){0,2}?(?:for|to|with|against)\s(?:the\s|both\s|anti\s)?")
_OF = re.compile(r"\s(?:of|for|in)\s(?:any\s|the\s|both\s)?")
_IMMUNO = re.compile(r"immun|stain|serolog|antibod|PCR|polymerase|test|culture|assay|screen|tumou?r cells|cells|CSF|markers?\b|expression", re.IGNORECASE)
_TRENDING = frozenset({"improv", "worsen"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word that states a result where it stands, and the names it speaks of (their indices)."""

    start: int
    end: int
    flag: str
    names: tuple[int, ...]


def find_verdicts(view: View, start: int, end: int, *, names: list[Name], numbered: frozenset[int]) -> list[Verdict]:
    """Return the result words of a stretch with the names they belong to.

    Parameters
    ----------
    view
        The reading copy and earlier mentions.
    start, end
        The stretch, usually a sentence.
    names
        Names of analytes in the stretch.
    numbered
        Indices of the names that have a number.
    """
    if not names:
        return []
    scope = _Scope(view, start, end, names, numbered)
    verdicts = list(_signs(scope))
    taken = {i for verdict in verdicts for i in verdict.names}
    hits = [h for h in result_index().find(view.words_in(start, end)) if _is_result(view, h.start, h.end, names)]
    places = [(h.start, h.end) for h in hits]
    for hit in hits:
        found = _names_of(scope, hit.start, hit.end, hit.entry, places)
        found = tuple(i for i in found if i not in taken)
        if found:
            verdicts.append(Verdict(hit.start, hit.end, hit.entry.flag, found))
            taken.update(found)
    return sorted(verdicts, key=lambda v: v.start)


@dataclass(frozen=True, slots=True)
class _Scope:
    view: View
    start: int
    end: int
    names: list[Name]
    numbered: frozenset[int]

    def gap(self, start: int, end: int) -> str:
        return masked(self.view, start, end)


def _signs(scope: _Scope) -> list[Verdict]:
    found = []
    for i, name in enumerate(scope.names):
        match = _SIGN.match(scope.view.text, name.end, scope.end)
        if match is not None and i not in scope.numbered:
            flag = "positive" if "+" in match["sign"] or "\u00b1" in match["sign"] else "negative"
            found.append(Verdict(match.start("sign"), match.end("sign"), flag, (i,)))
    return found


def _is_result(view: View, start: int, end: int, names: list[Name]) -> bool:
    if any(name.start < end and start < name.end for name in names):
        return False
    surface = view.text[start:end].lower()
    if surface == "normal" and _LIMIT_BEHIND.match(view.text, end):
        return False
    return view.is_free(start, end) and view.text[end : end + 1] != "-" or surface in {"positive", "negative"}


def _names_of(scope: _Scope, start: int, end: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Return the indices of the names that a result word speaks of."""
    before = _before(scope, start, word, places)
    after = _after(scope, end, word, places)
    if before and after:
        near = scope.view.text[scope.names[before[-1]].end : start]
        return before if not near.strip() or _COPULA.search(scope.view.text[scope.start : start]) else after
    return before or after


def _allowed(name: Name, word: ResultWord) -> bool:
    concept = name.concept
    if "numeric" in concept.marks or "never" in concept.marks or "disorder" in concept.marks:
        return False
    polar = word.flag in {"positive", "negative"}
    if name.weak:
        return polar
    if "tissue" in concept.marks or "organism" in concept.marks or "antibody" in concept.marks:
        return polar or "antibody" in concept.marks or word.flag in {"normal", "low", "high"}
    return not (concept.kind == "vital" and polar)


def _before(scope: _Scope, start: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Names in front of the word: ``A, B and C were negative``."""
    if word.side in {"before", "of", "for"}:
        return ()
    text, names = scope.view.text, scope.names
    nearest = max((i for i, name in enumerate(names) if name.end <= start), default=None)
    if nearest is None or not _allowed(names[nearest], word) or any(names[nearest].end <= s < start for s, _ in places):
        return ()
    gap = scope.gap(names[nearest].end, start)
    if not _says(gap, text[scope.start : start], names[nearest], word):
        return ()
    run = [nearest]
    for i in range(nearest - 1, -1, -1):
        joint = scope.gap(names[i].end, names[i + 1].start)
        between = any(names[i].end <= s < names[i + 1].start for s, _ in places)
        if between or not _allowed(names[i], word) or (i in scope.numbered) != (nearest in scope.numbered):
            break
        if not lists_loosely(_without_numbers(joint) if i in scope.numbered else joint):
            break
        run.insert(0, i)
    return tuple(run)


def _without_numbers(gap: str) -> str:
    return re.sub(r"[<>\d.,/%]+\s?(?:[a-z\u00b5A-Z]+/[a-zA-Z]+)?", "", gap) or gap


def _says(gap: str, before: str, name: Name, word: ResultWord) -> bool:
    """Tell whether the gap between a name and the word makes it the name's result."""
    if ";" in gap or len(gap) > 70:
        return False
    strange = [w for w in unknown_words(gap, "copula") if unknown_words(w, "adverb") and unknown_words(w, "level")]
    if strange:
        return False
    if word.side == "trend":
        return True
    copula = _COPULA.search(before) is not None
    if word.side in {"change", "copula"}:
        return copula
    if word.side == "culture":
        return "culture" in name.concept.quantity
    close = gap.strip(" ,:(-\u2013=") == "" and "," not in gap
    if copula or close or word.side in {"noun", "after"}:
        return True
    return word.flag in {"positive", "negative"} and "," not in gap and len(gap) < 30


def _after(scope: _Scope, end: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Names behind the word: ``negative for A, B and C``, ``elevated serum A and B``."""
    if word.side in {"after", "copula", "culture", "trend"}:
        return ()
    text, names = scope.view.text, scope.names
    nearest = min((i for i, name in enumerate(names) if name.start >= end), default=None)
    if nearest is None or not _allowed(names[nearest], word) or any(end <= s < names[nearest].start for s, _ in places):
        return ()
    gap = scope.gap(end, names[nearest].start)
    if any(sign in gap for sign in ",;:(") or unknown_words(gap, "before"):
        far = _FOR.match(text, end, scope.end)
        if far is None or word.flag not in {"positive", "negative"} or not lists_loosely("," + scope.gap(far.end(), names[nearest].start) + " and "):
            return ()
    if word.side in {"of", "for", "noun"} and not (_OF.match(text, end) or _FOR.match(text, end)):
        return ()
    if "organism" in names[nearest].concept.marks and not gap.strip() and word.flag not in {"positive", "negative"}:
        return ()
    run = [nearest]
    for i in range(nearest + 1, len(names)):
        joint = scope.gap(names[i - 1].end, names[i].start)
        between = any(names[i - 1].end <= s < names[i].start for s, _ in places)
        if between or not _allowed(names[i], word) or i in scope.numbered or i - 1 in scope.numbered:
            break
        joined = lists(joint) or (gap.strip().endswith("for") and lists_loosely(joint))
        if not joined or _own_verdict(names, i, places):
            break
        run.append(i)
    return tuple(run)


def _own_verdict(names: list[Name], index: int, places: list[tuple[int, int]]) -> bool:
    """Tell whether a result word stands directly behind a name."""
    following = names[index + 1].start if index + 1 < len(names) else names[index].end + 40
    return any(names[index].end <= s < min(following, names[index].end + 25) for s, _ in places)
