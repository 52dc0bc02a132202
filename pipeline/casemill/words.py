"""Words of a text and the look-up of lexicon terms in them.

spaCy's tokens glue what case reports write without blanks (``9.1g/dL``, ``20mg``,
``BP150/110``), so lexicons are looked up in words that change wherever letters meet
digits or signs. A term is found whatever hyphens or blanks join its parts, in British or
American spelling, in singular or plural; an abbreviation only in its own capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W\d_]+|\d+|\n|[^\w\s]|_")
_JOINERS = frozenset("-‐‑–—'’")

T = TypeVar("T")


def fold(word: str) -> str:
    """Return the key under which a word is looked up.

    Case, the British digraphs ``ae`` and ``oe`` and a plural ``s`` are folded away.

    >>> fold("Haemoglobins") == fold("hemoglobin")
    True
    >>> fold("virus")
    'virus'
    """
    key = word.casefold().replace("ae", "e").replace("oe", "e").replace("leuc", "leuk")
    if len(key) > 3 and key.endswith("s") and key[-2] not in "sui":
        key = key[:-3] + "y" if key.endswith("ies") and len(key) > 5 else key[:-1]
    return key


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters, a run of digits, or one sign, with its place in the text."""

    start: int
    end: int
    text: str
    key: str


def words_of(text: str) -> list[Word]:
    """Cut a text into words; hyphens and apostrophes between letters or digits are dropped.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Word
        In order; line ends are words of their own, so no term crosses one.
    """
    words = []
    size = len(text)
    for match in _WORD.finditer(text):
        start, end = match.span()
        piece = match.group()
        if piece in _JOINERS and start > 0 and end < size and text[start - 1].isalnum() and text[end].isalnum():
            continue
        words.append(Word(start, end, piece, fold(piece)))
    return words


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A term found: its place in the text, the words it took, and what it stands for."""

    start: int
    end: int
    first: int
    last: int
    entry: T


class TermIndex(Generic[T]):
    """Terms of a lexicon, found in the words of a text.

    Parameters
    ----------
    terms
        Pairs of a term and what it stands for. The first of two equal terms wins.
    exact
        Terms that must stand in the text letter for letter (abbreviations); a plural
        ``s`` behind capitals is allowed. By default those of at most six characters
        that have two capitals or more.
    """

    def __init__(self, terms: Iterable[tuple[str, T]], *, exact: Iterable[str] | None = None) -> None:
        wanted = None if exact is None else frozenset(exact)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        seen: set[tuple[tuple[str, ...], str]] = set()
        for term, entry in terms:
            words = words_of(term)
            if not words:
                continue
            is_exact = is_abbreviation(term) if wanted is None else term in wanted
            letters = "".join(word.text for word in words) if is_exact else ""
            keys = tuple(word.key for word in words)
            if (keys, letters) in seen:
                continue
            seen.add((keys, letters))
            self._by_first.setdefault(keys[0], []).append((keys, letters, entry))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: (-len(row[0]), not row[1]))

    def at(self, words: list[Word], first: int) -> Hit[T] | None:
        """Return the longest term that begins with word number ``first``, if any; none behind the last."""
        if first >= len(words):
            return None
        for keys, letters, entry in self._by_first.get(words[first].key, ()):
            last = first + len(keys)
            if last > len(words) or any(words[first + i].key != key for i, key in enumerate(keys) if i):
                continue
            if letters and not _same_letters(words[first:last], letters):
                continue
            return Hit(words[first].start, words[last - 1].end, first, last, entry)
        return None

    def find(self, words: list[Word]) -> Iterator[Hit[T]]:
        """Yield the longest terms from left to right; none shares a word with another."""
        i = 0
        while i < len(words):
            hit = self.at(words, i)
            if hit is None:
                i += 1
            else:
                yield hit
                i = hit.last


def is_abbreviation(term: str) -> bool:
    """Tell whether a term is matched letter for letter: short, with two capitals or more."""
    return len(term) <= 6 and sum(char.isupper() for char in term) >= 2


def _same_letters(words: list[Word], letters: str) -> bool:
    found = "".join(word.text for word in words)
    return found == letters or found == letters + "s"
