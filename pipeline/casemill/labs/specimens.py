"""What was measured in: blood, serum, CSF, bone marrow, urine, tissue."""

from __future__ import annotations

import re
from copy import copy
from functools import cache

from casemill.labs.gaps import lists_loosely, masked
from casemill.labs.lexicon import any_of, rule_words, specimen_index
from casemill.labs.names import Name
from casemill.lexicons import table
from casemill.view import View

_IN_FRONT = 4
_LONGEST_LIST = 40
_HEADED = 160
_FLUIDS = frozenset({"csf", "urine", "bone_marrow"})
_OF_TISSUE = frozenset({"tissue"})
_LEUKEMIC = re.compile(r"\b(?:bone marrow|marrow)\b", re.IGNORECASE)
_IN_SUSPENSION = re.compile(r"\bflow cytometr\w+|\bimmunophenotyp\w+|\bperipheral blood\b", re.IGNORECASE)
_NEXT_OF_LIST = re.compile(r"[\s,]*(?:and|or|,)\s(?:\w+\s)?")
_MEMBER = re.compile(r"\s?(?:,|and\b|or\b|/|[<>(]?\s?\d)")
_VALUE = re.compile(r"(?:of|was|at|:)?\s*[<>]?\s?[\d.,]+\s?[\w\u00b5\u03bc/%]*")


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(any_of("specimen_modifier"))


@cache
def _told_behind() -> re.Pattern[str]:
    terms = sorted((r["term"] for r in table("lexicons/specimens") if r["role"] == "direct"), key=len, reverse=True)
    what = "|".join(re.escape(term) for term in terms)
    return re.compile(rf"[^;.]{{0,45}}?\b(?:in|of|from|by|on)\s(?:the\s|his\s|her\s|a\s)?(?P<what>{what})\b")


@cache
def _opening() -> re.Pattern[str]:
    """Return what makes a specimen in front the header of the list behind it: ``serum tests revealed``."""
    noun = r"(?:\s(?:levels?|values|tests?|testing|chemistry|parameters|analysis|studies|results?|examination)){0,2}"
    return re.compile(rf"{noun}(?:\s?\([^()]{{1,20}}\))?\s?{any_of('list_opening')}")


class Specimens:
    """The specimens that a sentence names, for its analytes.

    Parameters
    ----------
    view
        The reading copy.
    start, end
        The sentence.
    names
        Names of analytes in the sentence, in order.
    told
        Specimen that the sentence before speaks of, see :attr:`speaks_of`; empty if none.
    """

    def __init__(self, view: View, start: int, end: int, names: list[Name], *, told: str = "") -> None:
        self._view, self._start, self._end, self._names, self._told = view, start, end, names, told
        self._direct = view.find(specimen_index(header=False), start, end)
        self._headers = view.find(specimen_index(header=True), start, end)

    def with_names(self, names: list[Name]) -> Specimens:
        """Return the same specimens for other names of the sentence."""
        other = copy(self)
        other._names = names
        return other

    @property
    def speaks_of(self) -> str:
        """Specimen of a fluid that the sentence names, or that it goes on about; empty if none or another."""
        named = [hit.entry.specimen for hit in (*self._direct, *self._headers)]
        if named:
            return "csf" if set(named) == {"csf"} else ""
        return self._told

    def of(self, index: int, *, ends: tuple[int, ...]) -> str:
        """Return the specimen of a name, or the empty string.

        Parameters
        ----------
        index
            Number of the name in the sentence.
        ends
            Offsets behind which the specimen may be told: ends of the name, of the value, of the interval.
        """
        name = self._names[index]
        if name.concept.kind in {"vital", "score", "electrophysiology"}:
            return ""
        if "tissue" in name.concept.marks:
            before = self._view.text[self._start : name.start]
            if _LEUKEMIC.search(before):
                return "bone_marrow"
            if not _IN_SUSPENSION.search(before):
                return "tissue"
        return (
            name.concept.specimen
            or self._inside(name)
            or self._in_front(index)
            or next((found for end in sorted(set(ends)) if (found := self._behind(index, end))), "")
            or self._from_header(index)
            or self._carried(name)
        )

    def _left_fluid(self, start: int, index: int) -> bool:
        """Tell whether a list that began with a fluid has come to what is not measured in one, before a name."""
        passed = (name for name in self._names[:index] if name.start >= start)
        return any(name.concept.quantity in rule_words("not_in_fluid") for name in passed)

    def _carried(self, name: Name) -> str:
        """Return the specimen of the sentence before, for what is measured in a fluid."""
        named = self._direct or self._headers
        return self._told if not named and name.concept.quantity in rule_words("carried_fluid") else ""

    def _inside(self, name: Name) -> str:
        """Return the specimen that the name holds: ``blood glucose``, ``corrected serum calcium``."""
        if any(cells in self._view.text[name.start : name.end].lower() for cells in rule_words("no_specimen")):
            return ""
        held = (hit for hit in self._direct if hit.start < name.end and name.start < hit.end < name.end)
        return next((hit.entry.specimen for hit in held), "")

    def _in_front(self, index: int, *, depth: int = 0) -> str:
        name = self._names[index]
        for hit in reversed([hit for hit in self._direct if hit.end <= name.start]):
            gap = self._view.text[hit.end : name.start]
            words = gap.split()
            if (
                len(words) <= _IN_FRONT
                and all(_modifier().fullmatch(word) for word in words)
                and not set(gap) & set(",;:(")
            ):
                return hit.entry.specimen
            break
        if index and depth < _LONGEST_LIST and self._carries(index):
            carried = self._in_front(index - 1, depth=depth + 1)
            return "" if carried in _FLUIDS and name.concept.quantity in rule_words("not_in_fluid") else carried
        return ""

    def _carries(self, index: int) -> bool:
        """Tell whether the specimen in front of the first of a list speaks for the next too."""
        first, second = self._names[index - 1], self._names[index]
        raw = self._view.text[first.end : second.start]
        gap = masked(self._view, first.end, second.start)
        if lists_loosely(gap):
            return index < 2 or not self._breaks(index - 1)
        value = _VALUE.sub("", raw, count=1)
        return not self._breaks(index - 1) and "(" not in raw and lists_loosely(value)

    def _breaks(self, index: int) -> bool:
        """Tell whether a name stands behind others of its list, so that its specimen is its own."""
        if index == 0:
            return False
        hit = next((hit for hit in reversed(self._direct) if hit.end <= self._names[index].start), None)
        before = self._names[index - 1].end
        if hit is None or hit.start < before:
            return False
        return lists_loosely(_VALUE.sub("", self._view.text[before : hit.start], count=1))

    def _behind(self, index: int, end: int, *, depth: int = 0) -> str:
        """Return the specimen told behind an offset, unless another name stands before it."""
        others = [name for name in self._names if name.start >= end and not self._opens(name)]
        if (
            others
            and depth < _LONGEST_LIST
            and _NEXT_OF_LIST.fullmatch(self._view.text[end : others[0].start])
            and others[0] is not self._names[index]
        ):
            return self._behind(self._names.index(others[0]), others[0].end, depth=depth + 1)
        limit = min(self._end, others[0].start if others else self._end)
        match = _told_behind().match(self._view.text, end, limit)
        if match is None:
            return ""
        found = specimen_index(header=False).find(self._view.words_in(match.start("what"), match.end("what")))
        return next((hit.entry.specimen for hit in found), "")

    def _opens(self, name: Name) -> bool:
        """Tell whether a name begins with a specimen word: ``urine dipstick``."""
        return any(hit.start == name.start for hit in self._direct)

    def _stands_alone(self, start: int, gap: str) -> bool:
        """Tell whether a specimen opens its list: ``In serum, A and B``."""
        return gap.startswith(",") and self._view.text[max(0, start - 3) : start].lower() == "in "

    def _from_header(self, index: int) -> str:
        name = self._names[index]
        if name.concept.quantity in rule_words("not_in_fluid"):
            return ""
        for hit in reversed(self._headers):
            if hit.end > name.start or hit.entry.specimen in _OF_TISSUE:
                continue
            gap = self._view.text[hit.end : name.start]
            if hit.entry.specimen in _FLUIDS and ";" not in gap:
                return "" if self._left_fluid(hit.end, index) else hit.entry.specimen
            if hit.entry.specimen == "serum" and (_opening().match(gap) or self._stands_alone(hit.start, gap)):
                return "serum"
            if hit.entry.specimen == "blood" and len(gap) < _HEADED and not _MEMBER.match(gap):
                return "blood"
        if name.concept.quantity in rule_words("marrow_cells"):
            return next((hit.entry.specimen for hit in self._headers if hit.entry.specimen == "bone_marrow"), "")
        return ""
