"""Offsets of the reading copy and of the raw text, tied character by character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Edit = tuple[int, int, str]
"""Replace ``text[start:end]`` by a string: ``(start, end, replacement)``."""


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in order of their places; of two that overlap the earlier one stays."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


@dataclass(frozen=True)
class OffsetMap:
    """Character offsets of the reading copy <-> character offsets of the raw text.

    The copy is a row of segments. In a segment of equal lengths each character stands for
    one raw character. A segment of unequal lengths was rewritten as a whole
    (``109`` -> ``10^9``): any part of it stands for the whole raw stretch. Raw characters
    between two segments were dropped and stand for nothing.

    Parameters
    ----------
    segments
        ``(copy start, copy length, raw start, raw length)``, in order, without gaps in
        the copy.
    """

    segments: tuple[tuple[int, int, int, int], ...]

    @cached_property
    def _copy_starts(self) -> list[int]:
        return [segment[0] for segment in self.segments]

    @cached_property
    def _raw_ends(self) -> list[int]:
        return [segment[2] + segment[3] for segment in self.segments]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [segment[2] for segment in self.segments]

    @property
    def size(self) -> int:
        """Length of the reading copy."""
        return self.segments[-1][0] + self.segments[-1][1] if self.segments else 0

    def _character(self, offset: int) -> tuple[int, int]:
        i = bisect_right(self._copy_starts, offset) - 1
        copy_start, copy_length, raw_start, raw_length = self.segments[i]
        if copy_length == raw_length:
            place = raw_start + offset - copy_start
            return place, place + 1
        return raw_start, raw_start + raw_length

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span of a span of the copy.

        It begins with the first raw character of the first character of the copy's span
        and ends with the last of the last: no line end or hyphen around it is taken in.

        Parameters
        ----------
        start, end
            Offsets in the copy, half open.

        Returns
        -------
        tuple of int
            Offsets in the raw text, half open; empty for an empty span.
        """
        if not self.segments:
            return 0, 0
        if end <= start:
            place = self._character(start)[0] if start < self.size else self._raw_ends[-1]
            return place, place
        return self._character(start)[0], self._character(end - 1)[1]

    def to_copy(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the smallest span of the copy that holds all that is left of a raw span.

        Parameters
        ----------
        start, end
            Offsets in the raw text, half open.

        Returns
        -------
        tuple of int or None
            Offsets in the copy; None if no raw character of the span is in the copy.
        """
        first = bisect_right(self._raw_ends, start)
        last = bisect_left(self._raw_starts, end) - 1
        if end <= start or first > last:
            return None
        copy_start, copy_length, raw_start, raw_length = self.segments[first]
        if copy_length == raw_length:
            copy_start += max(0, start - raw_start)
        last_start, last_length, last_raw, last_raw_length = self.segments[last]
        copy_end = last_start + last_length
        if last_length == last_raw_length:
            copy_end = min(copy_end, last_start + end - last_raw)
        return (copy_start, copy_end) if copy_start < copy_end else None

    def to_plain(self) -> list[int]:
        """Return the map as one flat list of integers."""
        return [number for segment in self.segments for number in segment]

    @classmethod
    def from_plain(cls, plain: Any) -> OffsetMap:
        """Read back what :meth:`to_plain` wrote, also after a trip through msgpack."""
        numbers = iter(plain)
        return cls(tuple(zip(numbers, numbers, numbers, numbers, strict=True)))


class Draft:
    """A text under repair that remembers which raw characters each of its own stands for.

    Parameters
    ----------
    raw
        The raw text, which is never changed.
    """

    def __init__(self, raw: str) -> None:
        self.text = raw
        self._starts = np.arange(len(raw))
        self._ends = np.arange(1, len(raw) + 1)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply edits that do not overlap, in order of their places.

        A replacement as long as what it replaces stands for it character by character,
        any other one as a whole.
        """
        pieces: list[str] = []
        starts: list[npt.NDArray[np.int64]] = []
        ends: list[npt.NDArray[np.int64]] = []
        done = 0
        for start, end, new in edits:
            if start < done:
                raise ValueError(f"edit {start}:{end} overlaps the one before, which ends at {done}")
            pieces += (self.text[done:start], new)
            if len(new) == end - start:
                starts.append(self._starts[done:end])
                ends.append(self._ends[done:end])
            else:
                starts += (self._starts[done:start], np.full(len(new), self._starts[start]))
                ends += (self._ends[done:start], np.full(len(new), self._ends[end - 1]))
            done = end
        if not pieces:
            return
        pieces.append(self.text[done:])
        starts.append(self._starts[done:])
        ends.append(self._ends[done:])
        self.text, self._starts, self._ends = "".join(pieces), np.concatenate(starts), np.concatenate(ends)

    def offsets(self) -> OffsetMap:
        """Return the map of the text as it stands."""
        cuts = self._cuts()
        firsts = [0, *cuts][: len(cuts)]
        raw_starts = self._starts[firsts].tolist() if cuts else []
        raw_ends = self._ends[[cut - 1 for cut in cuts]].tolist() if cuts else []
        segments: list[tuple[int, int, int, int]] = []
        for first, after, raw_start, raw_end in zip(firsts, cuts, raw_starts, raw_ends, strict=True):
            if segments and segments[-1][2] == raw_start:
                copy_start, copy_length, _, raw_length = segments.pop()
                segments.append((copy_start, copy_length + after - first, raw_start, raw_length))
            else:
                segments.append((first, after - first, raw_start, raw_end - raw_start))
        return OffsetMap(tuple(segments))

    def _cuts(self) -> list[int]:
        """Return where a stretch ends in which character follows character in the raw text too.

        A character that shares its raw stretch with its neighbour is a stretch of its own.
        """
        starts, ends = self._starts, self._ends
        plain = (starts[:-1] + 1 == ends[:-1]) & (ends[:-1] == starts[1:]) & (starts[1:] + 1 == ends[1:])
        broken = np.flatnonzero(~plain) + 1
        shared = broken[starts[broken - 1] == starts[broken]]
        size = len(self.text)
        cuts = {size, *broken.tolist(), *(shared - 1).tolist(), *(shared + 1).tolist()}
        return sorted(cut for cut in cuts if 0 < cut <= size)
