"""What was measured in: blood, serum, CSF, bone marrow, urine, tissue."""

from __future__ import annotations

import re

from casemill.labs.gaps import lists_loosely, masked
from casemill.labs.lexicon import specimen_index
from casemill.labs.names import Name
from casemill.view import View

_IN_FRONT = 4
_MODIFIER = re.compile(r"(?:fasting|total|peak|basal|free|random|mean|elevated|high|low|normal|increased|levels?|concentrations?|of|morning|baseline|raised|testing|for|maximum|-|24|hour|h)")
_BEHIND = re.compile(
    r"[^;.]{0,45}?\b(?:in|of|from|by)\s(?:the\s|his\s|her\s|a\s|peripheral\s)?(?P<what>serum|plasma|blood serum|CSF|cerebrospinal fluid|bone marrow|marrow|urine|blood|biopsy tissue|tissue)\b"
)
_OF_TISSUE = frozenset({"tissue"})
_CELLS = frozenset({"blasts", "plasma cells", "ringed sideroblasts", "donor cells"})


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
    """

    def __init__(self, view: View, start: int, end: int, names: list[Name]) -> None:
        self._view, self._start, self._end, self._names = view, start, end, names
        words = view.words_in(start, end)
        self._direct = list(specimen_index(header=False).find(words))
        inside = [(name.start, name.end) for name in names]
        self._headers = [
            hit
            for hit in specimen_index(header=True).find(words)
            if hit.entry.specimen in {"csf", "urine"} or not any(a < hit.end and hit.start < b for a, b in inside)
        ]

    def of(self, index: int, *, end: int) -> str:
        """Return the specimen of a name, or the empty string.

        Parameters
        ----------
        index
            Number of the name in the sentence.
        end
            End of its value.
        """
        name = self._names[index]
        if name.concept.kind in {"vital", "score", "electrophysiology"}:
            return ""
        if "tissue" in name.concept.marks:
            return self._tissue(name)
        return (
            name.concept.specimen
            or self._inside(name)
            or self._in_front(index)
            or self._behind(end)
            or self._from_header(index)
        )

    def _tissue(self, name: Name) -> str:
        return "tissue" if any(hit.entry.specimen == "tissue" for hit in self._headers) else "tissue"

    def _inside(self, name: Name) -> str:
        """Return the specimen that the name holds: ``blood glucose``, ``serum iron``."""
        for hit in self._direct:
            if hit.start == name.start and hit.end < name.end and hit.entry.specimen in {"blood", "csf", "serum", "urine"}:
                return "" if name.concept.quantity in {"blood urea nitrogen", "plasma cells"} else hit.entry.specimen
        return ""

    def _in_front(self, index: int) -> str:
        name = self._names[index]
        for hit in reversed([hit for hit in self._direct if hit.end <= name.start]):
            gap = self._view.text[hit.end : name.start]
            words = gap.split()
            if len(words) <= _IN_FRONT and all(_MODIFIER.fullmatch(word) for word in words) and not set(gap) & set(",;:("):
                return hit.entry.specimen
            break
        if index and self._carries(index):
            return self._in_front(index - 1)
        return ""

    def _carries(self, index: int) -> bool:
        """Tell whether the specimen in front of the first of a list speaks for the next too."""
        first, second = self._names[index - 1], self._names[index]
        raw = self._view.text[first.end : second.start]
        gap = masked(self._view, first.end, second.start)
        if lists_loosely(gap):
            return index < 2 or not self._breaks(index - 1)
        value = re.sub(r"(?:of|was|at|:)?\s*[<>]?\s?[\d.,]+\s?[\w\u00b5\u03bc/%]*", "", raw, count=1)
        return not self._breaks(index - 1) and "(" not in raw and lists_loosely(value)

    def _breaks(self, index: int) -> bool:
        """Tell whether a name stands behind others of its list, so that its specimen is its own."""
        if index == 0:
            return False
        hit = next((hit for hit in reversed(self._direct) if hit.end <= self._names[index].start), None)
        return hit is not None and hit.start >= self._names[index - 1].end

    def _behind(self, end: int) -> str:
        limit = min(self._end, next((name.start for name in self._names if name.start >= end), self._end))
        match = _BEHIND.match(self._view.text, end, limit)
        if match is None:
            return ""
        found = specimen_index(header=False).find(self._view.words_in(match.start("what"), match.end("what")))
        return next((hit.entry.specimen for hit in found), "")

    def _from_header(self, index: int) -> str:
        name = self._names[index]
        for hit in reversed(self._headers):
            if hit.end > name.start or hit.entry.specimen in _OF_TISSUE:
                continue
            gap = self._view.text[hit.end : name.start]
            if hit.entry.specimen in {"csf", "urine", "bone_marrow"} and ";" not in gap:
                return hit.entry.specimen
            if hit.entry.specimen == "serum" and re.search(r"^\s(?:levels?|values|tests?|testing|chemistry)[^.;]*(?:were|:|showed|revealed|for)", gap):
                return "serum"
            if hit.entry.specimen == "blood" and len(gap) < 160:
                return "blood"
        if name.concept.quantity in _CELLS:
            return next((hit.entry.specimen for hit in self._headers if hit.entry.specimen == "bone_marrow"), "")
        return ""
