"""Leukemias and lymphomas by the set of their words, whatever their order and spelling.

``acute lymphoblastic leukemia``, ``lymphoblastic acute leukaemia`` and ``acute lymphocytic leukosis``
share a head and a set of tokens; each name of the lexicon is read in the same way, so the texts may
say it in any order.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from casemill.diagnoses.lexicon import HAEMATOLOGICAL, Candidate, Disease, ambiguous_names, diseases, short_names
from casemill.diagnoses.misspellings import nearest
from casemill.diagnoses.modifiers import BLOOD, may_begin, run_at
from casemill.lexicons import listed, table
from casemill.words import Word, fold, words_of

Tokens = frozenset[str]

_SHORTEST_HEAD = 7


@cache
def _heads() -> dict[str, str]:
    """Return the head nouns, folded, each with the one that stands for its spellings."""
    return {fold(cue): row["head"] for row in table("rules/diagnosis_heads") for cue in listed(row["cue"])}


def blood_diseases(words: list[Word]) -> Iterator[Candidate]:
    """Yield the names that are made of modifiers and a head; they may overlap.

    Parameters
    ----------
    words
        Words of a sentence.
    """
    for i, word in enumerate(words):
        if not may_begin(word, BLOOD):
            continue
        last, modifiers = run_at(words, i, BLOOD)
        tokens = frozenset(modifier.token for modifier in modifiers)
        if not modifiers:
            continue
        if head := _head_at(words, last):
            disease = _meant(head, tokens)
            if disease:
                yield Candidate(word.start, words[_behind_twin(words, last)].end, disease)
        else:
            yield from _before_short_form(words, last, word.start, tokens)


def _head_at(words: list[Word], i: int) -> str:
    """Return the head that word ``i`` is, also misspelt, behind modifiers; empty if it is none."""
    if i >= len(words):
        return ""
    return _heads().get(words[i].key) or _misspelt(words[i].key)


def _behind_twin(words: list[Word], i: int) -> int:
    """Return the number of the last word of ``leukemia`` or ``leukemia/lymphoma``, whose first word is ``i``."""
    twin = i + 2 < len(words) and words[i + 1].text == "/" and words[i + 2].key in _heads()
    return i + 2 if twin else i


@lru_cache(maxsize=1 << 15)
def _misspelt(word: str) -> str:
    return nearest(word, _heads(), shortest=_SHORTEST_HEAD) or ""


def _before_short_form(words: list[Word], i: int, start: int, tokens: Tokens) -> Iterator[Candidate]:
    """Yield modifiers and a short form (``Ph+ ALL``).

    Words before an ambiguous form bear it out only if they make a narrower name of it: ``T-ALL``
    is a leukemia, but ``chronic HD`` may be hemodialysis.
    """
    clear = short_names().at(words, i)
    short = clear or ambiguous_names().at(words, i)
    parsed = _parsed(short.entry.name) if short else None
    disease = _meant(parsed[0], parsed[1] | tokens) if parsed else None
    if short and disease and (clear or short.entry.name in disease.parents):
        yield Candidate(start, short.end, disease)


@cache
def _parsed(name: str) -> tuple[str, Tokens] | None:
    """Return head and tokens of a name, if it is made of these alone."""
    words = words_of(name)
    last, modifiers = run_at(words, 0, BLOOD)
    if last + 1 != len(words) or words[last].key not in _heads():
        return None
    return _heads()[words[last].key], frozenset(modifier.token for modifier in modifiers)


@cache
def _by_tokens() -> dict[str, dict[Tokens, Disease]]:
    """Return head -> tokens -> disease, of all names that the lexicon has in full."""
    found: dict[str, dict[Tokens, Disease]] = {}
    rows = [row for row in table("lexicons/diseases") if row["kind"] == HAEMATOLOGICAL]
    for names in ([[row["name"]] for row in rows], [listed(row["synonyms"]) for row in rows]):
        for row, terms in zip(rows, names, strict=True):
            for term in terms:
                if parsed := _parsed(term):
                    found.setdefault(parsed[0], {}).setdefault(parsed[1], diseases()[row["name"]])
    return found


@lru_cache(maxsize=4096)
def _meant(head: str, tokens: Tokens) -> Disease | None:
    """Return the disease with these tokens, else the narrowest that has no others, with the most of them.

    One that has none of them is not meant: a ``large lymphoma`` of the orbit is a lymphoma.
    """
    known = _by_tokens().get(head, {})
    if tokens in known:
        return known[tokens]
    fitting = {some: disease for some, disease in known.items() if some and some <= tokens}
    wider = {parent for disease in fitting.values() for parent in disease.parents}
    narrowest = [some for some, disease in fitting.items() if disease.name not in wider]
    return fitting[max(narrowest, key=len)] if narrowest else None
