"""Names of drugs in a text: look-up in the tables, then what their context says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple, TypedDict

from casemill.drugs.brands import marked_brands
from casemill.drugs.context import may_say, says, slot_beside
from casemill.drugs.lexicon import Entry, Name, combinations, named, salts, term_index
from casemill.drugs.misspellings import corrected, may_be_misspelt
from casemill.drugs.protocols import protocol_names
from casemill.drugs.stems import has_drug_stem
from casemill.drugs.verdicts import judged
from casemill.mentions import Mention
from casemill.view import Sentence, View
from casemill.words import Hit, Word


class _Rules(TypedDict):
    effect: str
    groups: tuple[str, ...]


_DRUG_ENDING = re.compile(
    r"(?:[aeioy]n[eo]?|[ai]de|ate|ole|[ai]n[iy]l|ane|ol|a[mbn]|ib|i[ln]|ium|idum|on[ea]?|one|ime|il|ir|us|in|[io]d)s?\Z",
    re.IGNORECASE,
)
_SHORTEST = 6
_TAKEN = ("Analyte", "Date", "Age", "Duration", "Frequency")
_MINUS = frozenset("/-–+")
_MISSPELT: _Rules = {"effect": "gives", "groups": ("misspelt",)}


def drug_names(view: View, slots: Iterable[tuple[int, int]]) -> list[Mention]:
    """Return the Drug mentions of a text.

    Parameters
    ----------
    view
        The text and what earlier pipes found in it.
    slots
        Places of the amounts and route words, which prove the name beside them.
    """
    places = sorted(slots)
    sentences = []
    for sentence in view.sentences:
        names = _names_in(view, sentence, places)
        sentences.append([n for n in names if view.is_free(n.start, n.end, *_TAKEN)])
    return [_mention(view, name) for name in judged(view, sentences, places)]


def _names_in(view: View, sentence: Sentence, places: list[tuple[int, int]]) -> list[Name]:
    words = view.words_in(sentence.start, sentence.end)
    protocols = protocol_names(view, sentence)
    names = list(protocols)
    gives = cache(partial(may_say, view, sentence, **_MISSPELT))
    firsts, own = term_index().firsts, view.abbreviations
    i = 0
    while i < len(words):
        word = words[i]
        may_name = word.key in firsts or word.text in own or _shape(word.text) is not _NONE
        if not may_name or any(p.start <= word.start < p.end for p in protocols):
            i += 1
            continue
        hit = _longest(words, i)
        name = None
        if hit is not None:
            name, i = Name(hit.start, hit.end, hit.entry), hit.last
        else:
            entry = _own_abbreviation(view, word) or _unlisted(view, word, places, gives=gives)
            i += 1
            if entry is not None:
                name = Name(word.start, word.end, entry, "abbreviation" if word.text.isupper() else "stem")
        if name is not None:
            name, i = _with_salt(name, words, i)
            names.append(name)
    names += marked_brands(view, sentence, names)
    return _combined(view, sorted(names, key=lambda name: name.start))


def _longest(words: list[Word], i: int) -> Hit[Entry] | None:
    """Return the term at a word; one that begins inside it and ends behind it comes first.

    ``human interferon alfa-2b`` is ``interferon alfa-2b``, not ``human interferon alfa``.
    """
    hit = term_index().at(words, i)
    if hit is None:
        return None
    inside = (term_index().at(words, j) for j in range(i + 1, hit.last))
    return max((hit, *(other for other in inside if other)), key=lambda found: found.last)


def _own_abbreviation(view: View, word: Word) -> Entry | None:
    """Return the drug that the report itself gives a short form for."""
    long_form = view.abbreviations.get(word.text)
    return named(long_form) if long_form else None


class _Shape(NamedTuple):
    """What the letters of a word that no table lists tell of it."""

    misspelt: bool
    stem: bool
    ends_as_drugs_do: bool


_NONE = _Shape(misspelt=False, stem=False, ends_as_drugs_do=False)


@lru_cache(maxsize=1 << 16)
def _shape(text: str) -> _Shape:
    """Return the shape of a word: each word of the language is judged once."""
    if len(text) < _SHORTEST or not text.isalpha():
        return _NONE
    found = _Shape(may_be_misspelt(text), has_drug_stem(text), _DRUG_ENDING.search(text) is not None)
    return found if found.misspelt or found.stem else _NONE


def _unlisted(view: View, word: Word, places: list[tuple[int, int]], *, gives: Callable[[], bool]) -> Entry | None:
    shape = _shape(word.text)
    if shape.misspelt and (
        shape.ends_as_drugs_do
        or slot_beside(view, word.start, word.end, places)
        or (gives() and says(view, word.start, word.end, **_MISSPELT))
    ):
        entry = corrected(word.text)
        if entry is not None:
            return entry
    if shape.stem:
        return Entry(word.text.lower(), "ingredient", "", "")
    return None


def _with_salt(name: Name, words: list[Word], i: int) -> tuple[Name, int]:
    if name.entry.kind not in ("ingredient", "brand"):
        return name, i
    while i < len(words) and words[i].key in salts() and words[i].start - name.end <= 1:
        name = replace(name, end=words[i].end)
        i += 1
    return name, i


def _combined(view: View, names: list[Name]) -> list[Name]:
    """Join the ingredients of a known combination product that a slash or hyphen parts."""
    joined: list[Name] = []
    for name in names:
        if joined:
            gap = view.text[joined[-1].end : name.start].strip()
            parts = (*(joined[-1].entry.components or (joined[-1].entry.name,)), name.entry.name)
            product = combinations().get(frozenset(parts))
            if product is not None and gap and set(gap) <= _MINUS:
                joined[-1] = Name(joined[-1].start, name.end, product)
                continue
        joined.append(name)
    return joined


def _mention(view: View, name: Name) -> Mention:
    entry = name.entry
    own = view.abbreviations.get(view.text[name.start : name.end])
    if own is not None:
        entry = named(own) or entry
    details = {}
    if entry.components:
        details["components"] = "|".join(entry.components)
    if entry.concept:
        details["concept"] = entry.concept
    return Mention(
        "Drug",
        name.start,
        name.end,
        {"Kind": entry.kind},
        entry.name,
        f"ATC:{entry.atc}" if entry.atc else "",
        details=details,
    )
