"""What the rules see of a document: its text, sentences, words and earlier findings.

Rules are plain functions from a :class:`View` to mentions. They do not know spaCy; the
pipes of :mod:`casemill.components` hand them a view and store what they return.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, TypeVar

from casemill.mentions import Mention
from casemill.words import Hit, TermIndex, Word, words_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reading copy.

    Parameters
    ----------
    start, end
        Character offsets in the reading copy, half open.
    section
        Category of the section it stands in, see ``rules/sections.tsv``; ``body`` if
        no heading was found.
    read
        False for author lines, keywords, references and acknowledgements.
    """

    start: int
    end: int
    section: str = "body"
    read: bool = True


@dataclass(frozen=True)
class View:
    """The reading copy of a report with all that earlier pipes found.

    Parameters
    ----------
    text
        The reading copy.
    sentences
        Those that are read, in order.
    mentions
        Found so far, in any order.
    abbreviations
        Short form -> long form, as the report itself introduces them.
    """

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _wording(self) -> _Wording:
        return _wording_of_report(self.text)

    @property
    def words(self) -> list[Word]:
        """All words of the text."""
        return self._wording.words

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in ``[start, end)``."""
        return self._wording.between(start, end)

    def keys_in(self, start: int, end: int) -> frozenset[str]:
        """Return the folded words that begin in ``[start, end)``."""
        return self._wording.keys(start, end)

    def has_any(self, start: int, end: int, keys: AbstractSet[str]) -> bool:
        """Tell whether one of the folded words begins in ``[start, end)``.

        Most sentences hold none of the words that a rule cannot do without; to ask for them first
        costs next to nothing, for the words of a sentence are cut and folded once a report.
        """
        return not self._wording.keys(start, end).isdisjoint(keys)

    def find(self, index: TermIndex[T], start: int, end: int) -> list[Hit[T]]:
        """Return the terms of a lexicon in ``[start, end)``, from left to right; none shares a word with another."""
        return self._wording.find(index, start, end)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the read sentence that holds a character, or None."""
        i = bisect.bisect_right(self._sentence_starts, offset) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None

    @cached_property
    def _indices(self) -> dict[tuple[str, ...], _Index]:
        return {}

    def _index(self, labels: tuple[str, ...]) -> _Index:
        if labels not in self._indices:
            self._indices[labels] = _Index([m for m in self.mentions if not labels or m.label in labels])
        return self._indices[labels]

    def found(self, *labels: str) -> Sequence[Mention]:
        """Return the earlier mentions with one of the labels, in order of their places.

        Sorted once a view. Ask :meth:`found_in` for those of one sentence: walking all of
        them for each sentence takes time that grows with the square of the text.
        """
        return self._index(labels).mentions if labels else ()

    def found_in(self, start: int, end: int, *labels: str) -> Sequence[Mention]:
        """Return the earlier mentions (of the labels, if given) that meet ``[start, end)``, in order."""
        return self._index(labels).meeting(start, end)

    def is_free(self, start: int, end: int, *labels: str) -> bool:
        """Tell whether no earlier mention (of the labels, if given) meets ``[start, end)``."""
        return not self._index(labels).meets(start, end)


class _Index:
    """Mentions in order of their places, found by place without a walk over all of them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: m.place))
        self._starts = [m.start for m in self.mentions]
        self._furthest = list(accumulate((m.end for m in self.mentions), max))
        """Where the mentions up to each one end at the latest: rises, as the starts do."""

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a mention shares a character with ``[start, end)``."""
        before = bisect.bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start

    def meeting(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that share a character with ``[start, end)``."""
        first = bisect.bisect_right(self._furthest, start)
        before = bisect.bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[first:before] if m.end > start)


class _Wording:
    """The words of a text, found by place."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self._starts = [word.start for word in self.words]
        self._keys: dict[tuple[int, int], frozenset[str]] = {}
        self._found: dict[tuple[TermIndex[Any], int, int], list[Hit[Any]]] = {}

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in ``[start, end)``."""
        return self.words[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]

    def keys(self, start: int, end: int) -> frozenset[str]:
        """Return the folded words that begin in ``[start, end)``."""
        found = self._keys.get((start, end))
        if found is None:
            found = self._keys[start, end] = frozenset([word.key for word in self.between(start, end)])
        return found

    def find(self, index: TermIndex[T], start: int, end: int) -> list[Hit[T]]:
        """Return the terms in ``[start, end)``; several rules ask for those of one lexicon."""
        if self.keys(start, end).isdisjoint(index.firsts):
            return []
        found = self._found.get((index, start, end))
        if found is None:
            found = self._found[index, start, end] = list(index.find(self.between(start, end)))
        return found


@lru_cache(maxsize=1)
def _wording_of_report(text: str) -> _Wording:
    """Return the words of a text; the last text's are kept, for each pipe asks for them anew."""
    return _Wording(text)


def view_of(text: str, *, mentions: Iterable[Mention] = ()) -> View:
    """Make a view of one plain sentence or a few lines, one sentence a line.

    For tests and for trying a rule by hand: no reading repair, no sections.
    """
    sentences = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Sentence(start, start + len(line)))
        start += len(line) + 1
    return View(text, tuple(sentences), tuple(mentions))
