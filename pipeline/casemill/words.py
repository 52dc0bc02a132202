"""Words of a text and the look-up of lexicon terms in them.

spaCy's tokens glue what case reports write without blanks (``9.1g/dL``, ``20mg``,
``BP150/110``), so lexicons are looked up in words that change wherever letters meet
digits or signs. A term is found whatever hyphens or blanks join its parts, in British or
American spelling, in singular or plural; an abbreviation only in its own capitals.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, KeysView
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

_WORD = re.compile(r"[^\W\d_]+|\d+|\n|[^\w\s]|_")
_JOINERS = frozenset("-‐‑–—'’")

T = TypeVar("T")


@lru_cache(maxsize=1 << 16)
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


class Word(NamedTuple):
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
    end = 0
    # thousands of words a report: strings are found again faster than match objects are made,
    # and the constructor of a named tuple takes twice as long as that of its base
    for piece in _WORD.findall(text):
        start = text.find(piece, end)
        end = start + len(piece)
        if piece in _JOINERS and start > 0 and end < size and text[start - 1].isalnum() and text[end].isalnum():
            continue
        words.append(tuple.__new__(Word, (start, end, piece, fold(piece))))
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
        self._roots: dict[str, _Node[T]] = {}
        for term, entry in terms:
            words = words_of(term)
            if not words:
                continue
            is_exact = is_abbreviation(term) if wanted is None else term in wanted
            node = _Node(self._roots)
            for word in words:
                node = node.children.setdefault(word.key, _Node({}))
            letters = "".join(word.text for word in words) if is_exact else ""
            node.entries.setdefault(letters, entry)

    @property
    def firsts(self) -> KeysView[str]:
        """Folded words with which a term begins."""
        return self._roots.keys()

    def at(self, words: list[Word], first: int) -> Hit[T] | None:
        """Return the longest term that begins with word number ``first``, if any; none behind the last."""
        root = self._roots.get(words[first].key) if first < len(words) else None
        return _longest(root, words, first) if root else None

    def find(self, words: list[Word]) -> Iterator[Hit[T]]:
        """Yield the longest terms from left to right; none shares a word with another."""
        roots = self._roots
        done = 0
        for i, word in enumerate(words):
            if word.key in roots and i >= done and (hit := _longest(roots[word.key], words, i)):
                yield hit
                done = hit.last


@dataclass(frozen=True, slots=True)
class _Node(Generic[T]):
    """What follows on the first words of some terms, and the terms that end here, by their letters if they must fit."""

    children: dict[str, _Node[T]]
    entries: dict[str, T] = field(default_factory=dict)


def _longest(node: _Node[T] | None, words: list[Word], first: int) -> Hit[T] | None:
    """Walk from the node of word ``first`` as far as the words go; of terms of equal length the exact one wins."""
    hit = None
    last = first
    while node is not None:
        last += 1
        if node.entries and (letters := _spelled(node.entries, words[first:last])) is not None:
            hit = Hit(words[first].start, words[last - 1].end, first, last, node.entries[letters])
        node = node.children.get(words[last].key) if last < len(words) else None
    return hit


def is_abbreviation(term: str) -> bool:
    """Tell whether a term is matched letter for letter: short, with two capitals or more."""
    return len(term) <= 6 and sum(char.isupper() for char in term) >= 2


def _spelled(entries: Collection[str], words: list[Word]) -> str | None:
    """Return the key of the entry that the words spell: their very letters, else any letters."""
    found = "".join([word.text for word in words])
    for letters in (found, found.removesuffix("s")):
        if letters in entries:
            return letters
    return "" if "" in entries else None
