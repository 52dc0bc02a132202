"""A sentence as the rules of the course read it: its words, its clauses, and what stands around a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from casemill.words import Hit, TermIndex, Word, fold

T = TypeVar("T")

_FILLERS = frozenset({"the", "a", "an", "his", "her", "their", "s", "again", "first", "later", "then", "also"})
_MOST_FILLERS = 2
_LONGEST = 4
_PARTING = frozenset({";", "but", "whereas", "while", "although", "though", "however"})
_SUBJECTS = frozenset({"he", "she", "the", "his", "her", "patient", "it"})


@dataclass(frozen=True)
class Line:
    """A sentence: the whole text, and the words of this sentence alone."""

    text: str
    words: list[Word]

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset([word.key for word in self.words])

    def find(self, index: TermIndex[T]) -> list[Hit[T]]:
        """Return the terms of a lexicon in the sentence, in order; none shares a word with another."""
        return [] if self._keys.isdisjoint(index.firsts) else list(index.find(self.words))

    def key(self, i: int) -> str:
        """Return the folded word number ``i``, empty outside the sentence."""
        return self.words[i].key if 0 <= i < len(self.words) else ""

    @cached_property
    def _clause_starts(self) -> list[int]:
        """Numbers of the words that open a clause: behind ``;`` and ``but``, and where ``and`` has a new subject."""
        starts = [0]
        for i in range(1, len(self.words)):
            key = self.key(i)
            if key in _PARTING or (key == "and" and self.key(i + 1) in _SUBJECTS and self.key(i - 1) == ","):
                starts.append(i)
        return starts

    def clause(self, i: int) -> tuple[int, int]:
        """Return the numbers of the first word of the clause of word ``i`` and of the first one behind it."""
        number = bisect_right(self._clause_starts, i)
        end = self._clause_starts[number] if number < len(self._clause_starts) else len(self.words)
        return self._clause_starts[number - 1], end


class Phrases:
    """Phrases of a table's cell, asked for directly in front of a word or directly behind it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        wanted = list(phrases)
        self._index = TermIndex(((phrase, True) for phrase in wanted), exact=())
        self.empty = not wanted

    def end_at(self, words: list[Word], i: int) -> bool:
        """Tell whether a phrase ends directly in front of word ``i``."""
        return any(
            (hit := self._index.at(words, i - size)) is not None and hit.last == i
            for size in range(1, min(i, _LONGEST) + 1)
        )

    def begin_at(self, words: list[Word], i: int) -> bool:
        """Tell whether a phrase begins with word ``i``."""
        return self._index.at(words, i) is not None

    def stand_before(self, words: list[Word], i: int) -> bool:
        """Tell whether a phrase ends in front of word ``i``; determiners and adverbs may stand between."""
        for _ in range(_MOST_FILLERS + 1):
            if self.end_at(words, i):
                return True
            if i == 0 or not is_filler(words[i - 1]):
                return False
            i -= 1
        return False

    def stand_behind(self, words: list[Word], i: int) -> bool:
        """Tell whether a phrase begins at word ``i`` or behind determiners and adverbs."""
        for _ in range(_MOST_FILLERS + 1):
            if self.begin_at(words, i):
                return True
            if i >= len(words) or not is_filler(words[i]):
                return False
            i += 1
        return False


def is_filler(word: Word) -> bool:
    """Tell whether a word may stand between a cue and what it needs: a determiner, or an adverb in -ly."""
    return word.key in _FILLERS or (word.key.endswith("ly") and len(word.key) > 4)


@dataclass(frozen=True)
class Vetoes:
    """What stands directly around a cue and makes it another thing (rows of a table ``*_not``)."""

    rows: tuple[tuple[frozenset[str], Phrases, Phrases], ...]

    def hold(self, line: Line, hit: Hit, *, key: str = "") -> bool:
        """Tell whether a row forbids the cue, looked up under ``key`` if its own words vary."""
        key = key or cue_key(line.words[hit.first : hit.last])
        return any(
            key in cues and (before.end_at(line.words, hit.first) or behind.begin_at(line.words, hit.last))
            for cues, before, behind in self.rows
        )


def cue_key(words: Iterable[Word]) -> str:
    """Return the folded words of a cue."""
    return " ".join(word.key for word in words)


def folded(term: str) -> str:
    """Return the folded words of a cue written in a table with blanks or hyphens."""
    return " ".join(fold(part) for part in term.replace("-", " ").split())
