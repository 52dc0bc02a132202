"""The little language that cues are written in, and a matcher for it.

``be`` is any form of it, ``*`` any word, ``a/b`` either word; in a cue with one of these an adverb
may stand behind the first word and behind ``be``. spaCy's Matcher tries every pattern at every
token; here the rarest word of a cue is looked up first, and most cues are never tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casemill.lexicons import Row, listed

if TYPE_CHECKING:
    from spacy.language import Language

_FORMS_OF_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_ADVERBS = frozenset({"then", "also", "soon", "therefore", "later", "thus", "hence", "both", "all", "each", "again"})
_ANY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, word by word.

    Parameters
    ----------
    words
        What may stand at each place; empty for any word of letters.
    adverbs
        Whether an adverb may stand behind each place.
    trigger
        One of these words stands in every text that holds the cue: the place whose shortest word is
        longest, for long words are rare.
    """

    words: tuple[frozenset[str], ...]
    adverbs: tuple[bool, ...]
    trigger: frozenset[str]


class CueMatcher:
    """Find cues in the words of a sentence.

    Parameters
    ----------
    cues
        In the order of the numbers that :meth:`find` gives them.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)
        self._by_trigger: dict[str, list[int]] = {}
        for number, cue in enumerate(self._cues):
            for word in cue.trigger:
                self._by_trigger.setdefault(word, []).append(number)

    @property
    def triggers(self) -> frozenset[str]:
        """Words of which a sentence holds one if it holds a cue."""
        return frozenset(self._by_trigger)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, int]]:
        """Return number, first and last (half open) token of all that match.

        Parameters
        ----------
        words
            The words of a sentence in lower case.
        """
        places: dict[str, list[int]] = {}
        for i, word in enumerate(words):
            places.setdefault(word, []).append(i)
        candidates = {number for word in places for number in self._by_trigger.get(word, ())}
        found = []
        for number in sorted(candidates):
            cue = self._cues[number]
            first = cue.words[0]
            starts = sorted(i for word in first for i in places.get(word, ())) if first else range(len(words))
            found += [(number, start, end) for start in starts for end in _ends(cue, words, 0, start)]
        return found


def by_cue(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return cue -> the rows that list it; one rule alone is kept for the same words."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for cue in listed(row["cue"]):
            found.setdefault(cue, []).append(row)
    return found


def read_cue(nlp: Language, cue: str) -> Cue:
    """Read a cue as a table writes it; one without ``be``, ``*`` and ``/`` is cut into tokens as texts are."""
    parts = cue.split(" ")
    if any(part in ("be", "*") or "/" in part for part in parts):
        words = tuple(_word(part) for part in parts)
        adverbs = tuple(i == 0 or part == "be" for i, part in enumerate(parts))
    else:
        words = tuple(frozenset({token.lower_}) for token in nlp.make_doc(cue))
        adverbs = (False,) * len(words)
    trigger = max((w for w in words if w), key=lambda w: (w != _FORMS_OF_BE, min(map(len, w))))
    return Cue(words, adverbs, trigger)


def _word(part: str) -> frozenset[str]:
    if part == "*":
        return _ANY
    return _FORMS_OF_BE if part == "be" else frozenset(part.split("/"))


def _ends(cue: Cue, words: Sequence[str], i: int, at: int) -> Iterator[int]:
    """Yield where the cue can end if its word ``i`` stands at token ``at``."""
    if at >= len(words) or not (words[at] in cue.words[i] if cue.words[i] else words[at].isalpha()):
        return
    behind = [at + 1]
    if cue.adverbs[i] and at + 1 < len(words) and (words[at + 1].endswith("ly") or words[at + 1] in _ADVERBS):
        behind.append(at + 2)
    for place in behind:
        if i + 1 == len(cue.words):
            yield place
        else:
            yield from _ends(cue, words, i + 1, place)
