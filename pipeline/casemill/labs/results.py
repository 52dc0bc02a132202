"""Words that state a result, and the names they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casemill.labs.gaps import lists, lists_loosely, masked, unknown_words
from casemill.labs.lexicon import ResultWord, result_index
from casemill.labs.names import Name
from casemill.view import View

_SIGN = re.compile(r"\s?\(\s?(?P<sign>\+{1,4}|[-\u2013\u2212]|\+/[-\u2013\u2212]|\u00b1)\s?\)")
_LIMIT_BEHIND = re.compile(
    r"\s?(?:range|ranges|values?\b|limits?|interval|saline|[:=<>\u2264(]"
    r"|\d|for\s(?:age|his|her))|-(?:sized|appearing|tension|looking|stage)"
)
_COPULA = re.compile(
    r"\b(?:was|were|is|are|be|been|being|remained|remains|remain|stayed|proved|became|tested|testing|came|returned"
    r"|appeared|found|noted|both|all|also|stained|staining|turned"
    r"|not)\s(?:\w+ly\s|also\s|all\s|both\s|again\s|still\s|within\s)*$"
)
_AS_WAS = re.compile(r"\s?,?\s(?:as (?:was|were|is|are)|as well as|including)\s")
_BRACKET = re.compile(r"\s?\(\s?")
_NUMBER = re.compile(
    r"(?:\bof\s|\bwas\s)?[<>]?\s?\d[\d.,/]*\d?\s?(?:%"
    r"|[a-z\u00b5\u03bcA-Z]+/[a-zA-Z\u00b5\u03bc]+)?"
)
_SHARE_BEHIND = re.compile(r"\s(?:in|with)\s(?:up to\s|about\s|approximately\s)?\d")
_PHRASE = re.compile(
    r"\s(?:levels?\s|tests?\s|results?\s)?(?:of|for|in|by|from|on|at|done"
    r"|performed|obtained|taken|after|during|using|with|against|sent)\s"
)
_PHRASE_WORDS = 9
_AT_END = re.compile(
    r"\s?(?:$|[.,;)(\n]|(?:and|or|with|in|on|at|but|which|to|from|after|before"
    r"|for|despite|without|as|was|were|is|are|levels?|concentrations?|titers?)\b)"
)
_FOR = re.compile(r"\s(?:\w+\s){0,2}?(?:for|to|with|against)\s(?:the\s|both\s|anti\s)?")
_CAME_BACK = re.compile(r"\s(?:results?|values?|findings|tests?)\s(?:\w+\s){0,3}for\s(?:the\s|both\s)?")
_OF = re.compile(r"\s(?:of|for|in)\s(?:any\s|the\s|both\s)?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word that states a result where it stands, and the names it speaks of (their indices).

    ``aspect`` is what the result is said of, where the name does not say it: ``amplitude``
    in ``potentials were of low amplitude``.
    """

    start: int
    end: int
    flag: str
    names: tuple[int, ...]
    aspect: str = ""


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
        potential = _of_potential(scope, hit.start, hit.end)
        found = potential or _names_of(scope, hit.start, hit.end, hit.entry, places)
        found = tuple(i for i in found if i not in taken)
        if found:
            aspect = "amplitude" if potential else ""
            verdicts.append(Verdict(hit.start, hit.end, hit.entry.flag, found, aspect))
            taken.update(found)
    return sorted(verdicts, key=lambda v: v.start)


def _of_potential(scope: _Scope, start: int, end: int) -> tuple[int, ...]:
    """Return the potential of ``potentials were of low amplitude``: the result is the potential's."""
    for i, name in enumerate(scope.names):
        if i and name.concept.quantity == "amplitude" and not scope.view.text[end : name.start].strip():
            potential = scope.names[i - 1]
            said = re.search(r"\bof\s(?:very\s|abnormally\s)?$", scope.view.text[potential.end : start])
            if said and potential.concept.kind == "electrophysiology":
                return (i - 1,)
    return ()


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
    return (view.is_free(start, end) and view.text[end : end + 1] != "-") or surface in {"positive", "negative"}


def _names_of(scope: _Scope, start: int, end: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Return the indices of the names that a result word speaks of."""
    if word.side == "copula" and _SHARE_BEHIND.match(scope.view.text, end):
        return ()
    before = _before(scope, start, word, places)
    after = _after(scope, end, word, places)
    if before and after:
        near = scope.view.text[scope.names[before[-1]].end : start]
        said = not near.strip() or _COPULA.search(scope.view.text[scope.start : start])
        before, after = (before, ()) if said and not _FOR.match(scope.view.text, end) else ((), after)
    if before or (not after and _COPULA.search(scope.view.text[scope.start : start])):
        return (*before, *_joined_behind(scope, end, word, places, inside=bool(before)))
    return after


def _joined_behind(
    scope: _Scope, end: int, word: ResultWord, places: list[tuple[int, int]], *, inside: bool
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
        if name.start < at or name.start > closing or i in scope.numbered or not _allowed(scope, i, word):
            continue
        gap = text[at : name.start]
        if unknown_words(gap, "before") if not found else not lists_loosely(gap):
            break
        if any(at <= s < name.start for s, _ in places) or _own_verdict(scope, i, places):
            break
        found.append(i)
        at = name.end
    return tuple(found)


def _allowed(scope: _Scope, index: int, word: ResultWord) -> bool:
    """Tell whether a result word may speak of a name."""
    name = scope.names[index]
    concept = name.concept
    if not word.flag and word.side == "before":
        return "qualitative" in concept.marks
    if {"never", "disorder"} & concept.marks:
        return False
    if "numeric" in concept.marks and (index not in scope.numbered or word.flag in {"positive", "negative"}):
        return False
    polar = word.flag in {"positive", "negative"}
    if "function" in concept.marks:
        return word.flag in {"normal", "abnormal"}
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
    return not (concept.kind == "vital" and polar)


def _before(scope: _Scope, start: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Names in front of the word: ``A, B and C were negative``."""
    if word.side in {"before", "of", "for"}:
        return ()
    text, names = scope.view.text, scope.names
    nearest = max((i for i, name in enumerate(names) if name.end <= start), default=None)
    if nearest is None or not _allowed(scope, nearest, word) or any(names[nearest].end <= s < start for s, _ in places):
        return ()
    gap = scope.gap(names[nearest].end, start)
    if not _says(gap, text[scope.start : start], names[nearest], word):
        return ()
    run = [nearest]
    for i in range(nearest - 1, -1, -1):
        joint = scope.gap(names[i].end, names[i + 1].start)
        between = any(names[i].end <= s < names[i + 1].start for s, _ in places)
        if not between and _allowed(scope, i, word) and _BRACKET.fullmatch(text[names[i].end : names[i + 1].start]):
            run.insert(0, i)
            continue
        if between or not _allowed(scope, i, word) or (i in scope.numbered) != (nearest in scope.numbered):
            break
        if not lists_loosely(_without_numbers(joint) if i in scope.numbered else joint):
            break
        run.insert(0, i)
    return tuple(run)


def _without_numbers(gap: str) -> str:
    return _NUMBER.sub("", gap)


def _says(gap: str, before: str, name: Name, word: ResultWord) -> bool:
    """Tell whether the gap between a name and the word makes it the name's result."""
    if ";" in gap or len(gap) > 90:
        return False
    strange = [w for w in unknown_words(gap, "copula") if unknown_words(w, "adverb") and unknown_words(w, "level")]
    copula = _COPULA.search(before) is not None
    if "drug" in name.concept.marks and not any(w in gap for w in ("level", "concentration", "titer")):
        return False
    if strange:
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
    return word.flag in {"positive", "negative"} and "," not in gap and len(gap) < 30


def _after(scope: _Scope, end: int, word: ResultWord, places: list[tuple[int, int]]) -> tuple[int, ...]:
    """Names behind the word: ``negative for A, B and C``, ``elevated serum A and B``."""
    if word.side in {"after", "copula", "culture", "trend", "seen"}:
        return ()
    text, names = scope.view.text, scope.names
    nearest = min((i for i, name in enumerate(names) if name.start >= end), default=None)
    if nearest is None or not _allowed(scope, nearest, word) or any(end <= s < names[nearest].start for s, _ in places):
        return ()
    gap = scope.gap(end, names[nearest].start)
    if any(sign in gap for sign in ",;:(") or unknown_words(gap, "before"):
        far = _FOR.match(text, end, scope.end) or _CAME_BACK.match(text, end, scope.end)
        if (
            far is None
            or (word.flag not in {"positive", "negative"} and not _CAME_BACK.match(text, end, scope.end))
            or not lists_loosely("," + scope.gap(far.end(), names[nearest].start) + " and ")
        ):
            return ()
    if not _supported(scope, end, nearest, word):
        return ()
    if word.side in {"of", "for", "noun"} and not (_OF.match(text, end) or _FOR.match(text, end)):
        return ()
    if "organism" in names[nearest].concept.marks and not gap.strip() and word.flag not in {"positive", "negative"}:
        return ()
    run = [nearest]
    for i in range(nearest + 1, len(names)):
        joint = scope.gap(names[i - 1].end, names[i].start)
        between = any(names[i - 1].end <= s < names[i].start for s, _ in places)
        if between or not _allowed(scope, i, word) or i - 1 in scope.numbered:
            break
        if i in scope.numbered and "tissue" not in names[i].concept.marks:
            break
        joined = lists(joint) or (gap.strip().endswith("for") and lists_loosely(joint))
        if not joined or _own_verdict(scope, i, places):
            break
        run.append(i)
    return tuple(run)


def _supported(scope: _Scope, end: int, index: int, word: ResultWord) -> bool:
    """Tell whether a name that is also an everyday word is a quantity behind a result word."""
    name, text = scope.names[index], scope.view.text
    if "strict" not in name.concept.marks or scope.names[index].concept.kind == "score":
        return True
    if "drug" in name.concept.marks:
        return re.match(r"\s(?:trough\s)?(?:levels?|concentrations?)\b", text[name.end : name.end + 30]) is not None
    if text[end : name.start].strip() and not _FOR.match(text, end):
        return True
    return _AT_END.match(text, name.end) is not None


def _own_verdict(scope: _Scope, index: int, places: list[tuple[int, int]]) -> bool:
    """Tell whether a result word stands directly behind a name."""
    end = scope.names[index].end
    following = next((s for s, _ in places if s >= end), None)
    if following is None or following - end > 25:
        return False
    gap = scope.view.text[end:following]
    named = any(end <= name.start < following for name in scope.names)
    return not named and not re.search(r"[,;]|\.\s|\b(?:and|or|but|with)\b", gap)
