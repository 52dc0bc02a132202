"""Examinations in the words of a sentence: whole names, short forms, and nouns with their tissue in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casemill.procedures.lexicon import Head, classes, heads, key_of, lookalikes, names, singular
from casemill.words import Word, words_of

_MOST_WORDS = 6
"""Words that a tissue takes at most (``left minor salivary gland core needle``)."""
_BRACKET = 4


@dataclass(frozen=True, slots=True)
class Found:
    """An examination: place, preferred name, kind, and the number of the first word behind it."""

    start: int
    end: int
    name: str
    kind: str
    last: int


def examinations(text: str, words: list[Word], abbreviations: Mapping[str, str]) -> list[Found]:
    """Return the examinations named in a run of words, in order; none overlaps another.

    Parameters
    ----------
    text
        The text that the words were cut from.
    words
        Words of one sentence.
    abbreviations
        Short form -> long form, as the report introduces them.
    """
    of_class = _classes_by_word(words)
    found: list[Found] = []
    i = done = 0
    firsts = names().firsts
    while i < len(words):
        key, form = words[i].key, words[i].text
        if key not in firsts and key not in heads() and form not in abbreviations:
            i += 1
            continue
        one = _named_at(text, words, i, abbreviations) or _composed_at(text, words, i, of_class, done)
        if one and not _is_lookalike(words, i, one):
            found.append(_with_shared_tissue(words, i, found[-1] if found else None, one))
            done = one.last
        i = max(i + 1, one.last if one else 0)
    return found


def _with_shared_tissue(words: list[Word], i: int, previous: Found | None, one: Found) -> Found:
    """Name a bare noun by the tissue of the one that ``and`` joins it to: ``marrow aspirate and biopsy``."""
    joined = previous is not None and previous.last == i - 1 and words[i - 1].key in ("and", "or", "/", "with")
    if previous is None or not joined or previous.kind != one.kind or " " in one.name or " " not in previous.name:
        return one
    return replace(one, name=f"{previous.name.rsplit(' ', 1)[0]} {one.name}")


def _named_at(text: str, words: list[Word], i: int, abbreviations: Mapping[str, str]) -> Found | None:
    """Read a whole name, or a short form by what the report says that it stands for."""
    hit = names().at(words, i)
    end, last = (hit.end, hit.last) if hit else (words[i].end, i + 1)
    long = abbreviations.get(text[words[i].start : end])
    if long:
        meant = examinations(long, words_of(long), {})
        return Found(words[i].start, end, meant[-1].name, meant[-1].kind, last) if meant else None
    if hit is None or hit.entry.introduced:
        return None
    return Found(hit.start, hit.end, hit.entry.name, hit.entry.kind, last)


def _composed_at(text: str, words: list[Word], i: int, of_class: list[str], done: int) -> Found | None:
    """Read a noun (``biopsy``, ``analysis``) with the words in front that make it an examination.

    The words in front reach back to word ``done`` at most, where the last name ended.
    """
    for head in heads().get(words[i].key, ()):
        first = _first_in_front(words, i, of_class, head, done)
        if first < i or head.bare:
            name = _name(text, words, first, i, head)
            return Found(words[first].start, words[i].end, name, head.kind, i + 1)
    return None


def _first_in_front(words: list[Word], i: int, of_class: list[str], head: Head, done: int) -> int:
    first = i
    while first > done and i - first < _MOST_WORDS:
        before = _over_bracket(words, first, done)
        if before <= done or of_class[before - 1] not in head.before:
            break
        first = before - 1
    return first


def _over_bracket(words: list[Word], i: int, done: int) -> int:
    """Return the number of the word that opens a short bracket ending before word ``i``, else ``i``."""
    if words[i - 1].text == ")":
        for j in range(i - 2, max(done, i - 2 - _BRACKET), -1):
            if words[j].text == "(":
                return j
    return i


def _classes_by_word(words: list[Word]) -> list[str]:
    found = [""] * len(words)
    for hit in classes().find(words):
        found[hit.first : hit.last] = [hit.entry] * (hit.last - hit.first)
    return found


def _name(text: str, words: list[Word], first: int, i: int, head: Head) -> str:
    """Return the preferred name: the words in front without brackets, and the noun in the singular."""
    in_front = text[words[first].start : words[i].start]
    opened = in_front.find("(")
    if opened >= 0:
        in_front = in_front[:opened] + in_front[in_front.find(")") + 1 :]
    in_front = " ".join(_written_out(word) for word in in_front.lower().split())
    if "marrow" in in_front and "bone marrow" not in in_front:
        in_front = in_front.replace("marrow", "bone marrow")
    return f"{in_front} {head.name or singular(words[i].text)}".strip()


def _written_out(word: str) -> str:
    return {"csf": "cerebrospinal fluid", "bm": "bone marrow"}.get(word, word)


def _is_lookalike(words: list[Word], i: int, one: Found) -> bool:
    """Tell whether the words around make it another thing (``CT value``, ``aspiration pneumonia``)."""
    for before, behind in lookalikes().get(key_of(" ".join(word.text for word in words[i : one.last])), ()):
        in_front = any((hit := before.at(words, i - k)) and hit.last == i for k in (1, 2) if i >= k)
        if in_front or behind.at(words, one.last):
            return True
    return False
