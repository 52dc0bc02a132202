"""Words that state a result, and the names they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casemill.labs.gaps import ends, lists, lists_loosely, unknown_words
from casemill.labs.lexicon import ResultWord, any_of, result_index
from casemill.labs.names import Name
from casemill.labs.saying import COPULA, FOR, POLAR, Scope, allowed, says, supported
from casemill.view import View

_SIGN = re.compile(r"\s?\(\s?(?P<sign>\+{1,4}|[-\u2013\u2212]|\+/[-\u2013\u2212]|\u00b1)\s?\)")
_LIMIT_BEHIND = re.compile(
    r"\s?(?:range|ranges|values?\b|limits?|interval|saline|[:=<>\u2264(]"
    r"|\d|for\s(?:age|his|her))|-(?:sized|appearing|tension|looking|stage)"
)
_AS_WAS = re.compile(r"\s?,?\s(?:as (?:was|were|is|are)|as well as|including)\s")
_BRACKET = re.compile(r"\s?\(\s?")
_DENIED = re.compile(r"\b(?:no|without)\s(?:(?:any|significant|further|marked)\s)?$", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|neither|nor)\s(?:(?:specific|detectable|serum|other)\s)?$", re.IGNORECASE)
_TOPIC = re.compile(r"\b(?:regarding|concerning|as for|as to|despite)\s(?:the\s|his\s|her\s)?$", re.IGNORECASE)
_OF_FINDINGS = frozenset({"absent", "reduced", "increased", "decreased", "elevated", "low", "high", "prolonged"})
_SHOWED = re.compile(
    r"\b(?:showed|shows|revealed|demonstrated|disclosed|found|showing|revealing)\s(?:\w+ly\s|an?\s|the\s)?\Z"
)
_NOUN_BEHIND = re.compile(
    r"\s(?!(?:for|in|of|and|or|but|with|on|at|to|from|by|as|results?|findings?|values?|levels?)\b)[a-z]"
)
_EXCEPTED = re.compile(r",?\s(?:except|excepting|apart from|other than|with the exception|aside from|besides)\b")
_NUMBER = re.compile(
    r"(?:\bof\s|\bwas\s)?[<>]?\s?\d[\d.,/]*\d?\s?(?:%"
    r"|[a-z\u00b5\u03bcA-Z]+/[a-zA-Z\u00b5\u03bc]+)?"
)
_SHARE_BEHIND = re.compile(r"\s(?:in|with)\s(?:up to\s|about\s|approximately\s)?\d")
_CAME_BACK = re.compile(r"\s(?:results?|values?|findings|tests?)\s(?:\w+\s){0,3}for\s(?:the\s|both\s)?")
_OF = re.compile(r"\s(?:of|for|in)\s(?:any\s|the\s|both\s)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word that states a result where it stands, and the names it speaks of (their indices).

    ``aspect`` is what the result is said of, where the name does not say it: ``amplitude``
    in ``potentials were of low amplitude``. ``beside`` tells that it is a result of its own where a
    number is told too: ``20/40 in the right and counting fingers in the left eye``.
    """

    start: int
    end: int
    flag: str
    names: tuple[int, ...]
    aspect: str = ""
    beside: bool = False


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
    scope = Scope(view, start, end, names, numbered)
    verdicts = list(_signs(scope))
    taken = {i for verdict in verdicts for i in verdict.names}
    hits = [h for h in view.find(result_index(), start, end) if _is_result(view, h.start, h.end, names)]
    places = [(h.start, h.end) for h in hits]
    for hit in hits:
        potential = _of_potential(scope, hit.start, hit.end)
        found = potential or _names_of(scope, hit.start, hit.end, hit.entry, places)
        found = tuple(i for i in found if i not in taken)
        if found:
            aspect = "amplitude" if potential else ""
            flag = _turned(scope, hit.entry.flag, found[0])
            beside = hit.entry.side == "acuity"
            verdicts.append(Verdict(hit.start, hit.end, flag, found, aspect, beside))
            taken.update(found)
    return sorted(verdicts, key=lambda v: v.start)


def _turned(scope: Scope, flag: str, first: int) -> str:
    """Return the flag, turned where the names are denied: ``no A or B was detected``."""
    before = scope.view.text[max(scope.start, scope.names[first].start - 20) : scope.names[first].start]
    return "negative" if flag == "positive" and _NO.search(before) else flag


def _of_potential(scope: Scope, start: int, end: int) -> tuple[int, ...]:
    """Return the potential of ``potentials were of low amplitude``: the result is the potential's."""
    for i, name in enumerate(scope.names):
        if i and name.concept.quantity == "amplitude" and not scope.view.text[end : name.start].strip():
            potential = scope.names[i - 1]
            said = re.search(r"\bof\s(?:very\s|abnormally\s)?$", scope.view.text[potential.end : start])
            if said and potential.concept.kind == "electrophysiology":
                return (i - 1,)
    return ()


def _signs(scope: Scope) -> list[Verdict]:
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
    if surface not in {"positive", "negative"} and _DENIED.search(view.text[max(0, start - 20) : start]):
        return False
    if surface == "normal" and _LIMIT_BEHIND.match(view.text, end):
        return False
    return (view.is_free(start, end) and view.text[end : end + 1] != "-") or surface in POLAR


def _names_of(scope: Scope, start: int, end: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Return the indices of the names that a result word speaks of."""
    if word.side == "copula" and _SHARE_BEHIND.match(scope.view.text, end):
        return ()
    if _marks_cells(scope, start, end):
        return ()
    if word.side == "acuity":
        return _acuity(scope, start)
    before = () if _is_of_a_finding(scope, start, end) else _before(scope, start, word, places)
    if _EXCEPTED.match(scope.view.text, end) and all("laboratory" in scope.names[i].concept.quantity for i in before):
        return ()
    after = _after(scope, end, word, places)
    if before and after:
        near = scope.view.text[scope.names[before[-1]].end : start]
        said = not near.strip() or COPULA.search(scope.view.text[scope.start : start])
        before, after = (before, ()) if said and not FOR.match(scope.view.text, end) else ((), after)
    if before or (not after and COPULA.search(scope.view.text[scope.start : start])):
        return (*before, *_joined_behind(scope, end, word, places, inside=bool(before)))
    return after


def _is_of_a_finding(scope: Scope, start: int, end: int) -> bool:
    """Tell ``EMG showed absent responses``: the word says what was found, not how the study came out."""
    text = scope.view.text
    return (
        text[start:end].lower() in _OF_FINDINGS
        and _SHOWED.search(text, max(scope.start, start - 30), start) is not None
        and _NOUN_BEHIND.match(text, end, scope.end) is not None
    )


def _acuity(scope: Scope, start: int) -> tuple[int, ...]:
    """Return the visual acuity that is told in words: ``vision declined to hand motions``."""
    near = [i for i, name in enumerate(scope.names) if name.end <= start and "acuity" in name.concept.quantity]
    return () if not near or ends(scope.view.text[scope.names[near[-1]].end : start]) else (near[-1],)


@cache
def _cells_behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?:[\w\-]+\s){{0,3}}?{any_of('cells')}\b")


def _marks_cells(scope: Scope, start: int, end: int) -> bool:
    """Tell whether the word tells cells by their marker, which is no result: ``CD4-positive helper cells``."""
    joined = any(name.end + 1 == start and "tissue" in name.concept.marks for name in scope.names)
    hyphen = scope.view.text[start - 1 : start] in {"-", "\u2010", "\u2011", "\u2013"}
    return joined and hyphen and _cells_behind().match(scope.view.text, end, scope.end) is not None


def _joined_behind(
    scope: Scope, end: int, word: ResultWord, places: list[tuple[int, int]], *, inside: bool
) -> tuple[int, ...]:
    """Names that share a result said before: ``was normal, as was C``, ``were negative (A, B)``."""
    text = scope.view.text
    joint = _AS_WAS.match(text, end, scope.end) or (_BRACKET.match(text, end, scope.end) if inside else None)
    if joint is None:
        return ()
    closing = text.find(")", joint.end(), scope.end) if joint.group().strip() == "(" else scope.end
    found: list[int] = []
    at = joint.end()
    for i, name in enumerate(scope.names):
        if name.start < at or name.start > closing or i in scope.numbered or not allowed(scope, i, word):
            continue
        gap = text[at : name.start]
        if unknown_words(gap, "before") if not found else not lists_loosely(gap):
            break
        if any(at <= s < name.start for s, _ in places) or _own_verdict(scope, i, places):
            break
        found.append(i)
        at = name.end
    return tuple(found)


def _before(scope: Scope, start: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Names in front of the word: ``A, B and C were negative``."""
    if word.side in {"before", "of", "for"}:
        return ()
    text, names = scope.view.text, scope.names
    nearest = max((i for i, name in enumerate(names) if name.end <= start), default=None)
    if nearest is None or not allowed(scope, nearest, word) or any(names[nearest].end <= s < start for s, _ in places):
        return ()
    gap = scope.gap(names[nearest].end, start)
    if not says(gap, text[scope.start : start], names[nearest], word):
        return ()
    run = [nearest]
    for i in range(nearest - 1, -1, -1):
        if _TOPIC.search(text, max(0, names[i].start - 24), names[i].start):
            break
        joint = scope.gap(names[i].end, names[i + 1].start)
        between = any(names[i].end <= s < names[i + 1].start for s, _ in places)
        if not between and allowed(scope, i, word) and _BRACKET.fullmatch(text[names[i].end : names[i + 1].start]):
            run.insert(0, i)
            continue
        if between or not allowed(scope, i, word) or (i in scope.numbered) != (nearest in scope.numbered):
            break
        joint = _without_numbers(joint) if i in scope.numbered else joint
        if not (lists(joint) if "strict" in names[i].concept.marks else lists_loosely(joint)):
            break
        run.insert(0, i)
    return tuple(run)


def _without_numbers(gap: str) -> str:
    return _NUMBER.sub("", gap)


def _after(scope: Scope, end: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Names behind the word: ``negative for A, B and C``, ``elevated serum A and B``."""
    if word.side in {"after", "copula", "culture", "trend", "seen"}:
        return ()
    text, names = scope.view.text, scope.names
    nearest = min((i for i, name in enumerate(names) if name.start >= end), default=None)
    if nearest is None or not allowed(scope, nearest, word) or any(end <= s < names[nearest].start for s, _ in places):
        return ()
    gap = scope.gap(end, names[nearest].start)
    if any(sign in gap for sign in ",;:(") or unknown_words(gap, "before"):
        far = FOR.match(text, end, scope.end) or _CAME_BACK.match(text, end, scope.end)
        if (
            far is None
            or (word.flag not in POLAR and not _CAME_BACK.match(text, end, scope.end))
            or not lists_loosely("," + scope.gap(far.end(), names[nearest].start) + " and ")
        ):
            return ()
    if not supported(scope, end, nearest, word):
        return ()
    if "panel" in names[nearest].concept.marks and word.flag == "abnormal":
        return ()
    if word.side in {"of", "for", "noun"} and not (_OF.match(text, end) or FOR.match(text, end)):
        return ()
    if "organism" in names[nearest].concept.marks and not gap.strip() and word.flag not in POLAR:
        return ()
    run = [nearest]
    for i in range(nearest + 1, len(names)):
        joint = scope.gap(names[i - 1].end, names[i].start)
        between = any(names[i - 1].end <= s < names[i].start for s, _ in places)
        if between or not allowed(scope, i, word) or i - 1 in scope.numbered:
            break
        if i in scope.numbered and "tissue" not in names[i].concept.marks:
            break
        joined = lists(joint) or (gap.strip().endswith("for") and lists_loosely(joint))
        if not joined or _own_verdict(scope, i, places):
            break
        run.append(i)
    return tuple(run)


def _own_verdict(scope: Scope, index: int, places: list[tuple[int, int]]) -> bool:
    """Tell whether a result word stands directly behind a name."""
    end = scope.names[index].end
    following = next((s for s, _ in places if s >= end), None)
    if following is None or following - end > 25:
        return False
    gap = scope.view.text[end:following]
    named = any(end <= name.start < following for name in scope.names)
    return not named and not re.search(r"[,;]|\.\s|\b(?:and|or|but|with)\b", gap)
