"""Disorders of nerves, roots, plexuses and spinal cord named by one word that is made of parts.

``polyradiculoneuropathy``, ``meningomyelitis`` and ``neuronopathies`` are combining forms of places
and an ending; the words before them (``sensory and motor``, ``demyelinating``) belong to the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from casemill.diagnoses.lexicon import HYPHENS, Candidate, Disease, diseases, kind_of, named
from casemill.diagnoses.misspellings import nearest
from casemill.diagnoses.modifiers import LONGEST_RUN, NERVE, Modifier, run_at
from casemill.lexicons import listed, table
from casemill.words import Word, fold

_LONGEST_WORD = 40
_LONG_NAME = 10


@dataclass(frozen=True, slots=True)
class Parts:
    """What a word is made of: the diseases of the places that it names, and whether of the brain, too."""

    general: frozenset[str] = frozenset()
    brain: bool = False

    @property
    def is_disorder(self) -> bool:
        """Tell whether the word names a disorder in scope; with the brain it takes two places more."""
        return len(self.general) > (1 if self.brain else 0)


def nerve_word_disorders(text: str, words: list[Word]) -> Iterator[Candidate]:
    """Yield the disorders with the modifiers before them; they may overlap.

    Parameters
    ----------
    text
        The reading copy, for the hyphens that words leave out.
    words
        Words of a sentence.
    """
    for i, word in enumerate(words):
        if parts_of(word.key) is None and not _misspelt(word.key):
            continue
        key = _joined(text, words, i)
        first = i if key == word.key else i - 1
        spelled = "".join(part.text for part in words[first : i + 1])
        parts = parts_of(key)
        if parts is None and (meant := _misspelt(key)):
            spelled, parts = meant, parts_of(meant)
        if parts is None or not parts.is_disorder:
            continue
        start, modifiers = _before(words, first)
        yield Candidate(words[start].start, word.end, _disease(spelled, parts, modifiers))


@cache
def _single_words() -> dict[str, str]:
    """Return the names of the lexicon that are one word made of parts: what a misspelling may be near to."""
    return {fold(name): name for name in diseases() if (parts := parts_of(fold(name))) and parts.is_disorder}


@lru_cache(maxsize=1 << 15)
def _misspelt(word: str) -> str:
    return nearest(word, _single_words(), shortest=_LONG_NAME) or ""


def _joined(text: str, words: list[Word], i: int) -> str:
    """Return the folded word ``i``, with the part that a hyphen joins to it: ``poly-neuropathy``."""
    key = words[i].key
    if i > 0 and text[words[i - 1].end : words[i].start] in HYPHENS:
        whole = words[i - 1].key + key
        if parts_of(key) is not None and parts_of(whole) is not None:
            return whole
    return key


def _before(words: list[Word], i: int) -> tuple[int, tuple[Modifier, ...]]:
    """Return where the modifiers directly before word ``i`` begin, and which they are."""
    for start in range(max(0, i - LONGEST_RUN), i):
        last, modifiers = run_at(words, start, NERVE)
        if last == i and modifiers:
            return start, modifiers
    return i, ()


def _disease(word: str, parts: Parts, modifiers: tuple[Modifier, ...]) -> Disease:
    """Return the disease of the lexicon, else one with a name made of the parts in the order of the table."""
    head = named(word) or _made(_singular(word.lower()), parts)
    tokens = [modifier.token for modifier in sorted(modifiers, key=lambda m: m.order) if modifier.token]
    parents = kind_of(head.name) if head.name in diseases() else (head.name, *head.parents)
    name = " ".join(dict.fromkeys((*tokens, head.name)))
    return named(name) or (Disease(name, parents=parents) if tokens else head)


def _made(name: str, parts: Parts) -> Disease:
    """Return a disease that has no row; a word of several places is a kind of none of them."""
    general = sorted(parts.general)
    return Disease(name, parents=kind_of(general[0]) if len(general) == 1 and general[0] != name else ())


def _singular(word: str) -> str:
    for plural, single in (("itides", "itis"), ("pathies", "pathy")):
        if word.endswith(plural):
            return word.removesuffix(plural) + single
    return word


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Return combining form -> its role and the general disease of its place."""
    return {
        form: (row["role"], row["general"])
        for row in table("rules/diagnosis_forms")
        if row["role"] != "ending"
        for form in listed(row["form"])
    }


@cache
def _endings() -> tuple[str, ...]:
    rows = table("rules/diagnosis_forms")
    found = {fold(form) for row in rows if row["role"] == "ending" for form in listed(row["form"])}
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


@lru_cache(maxsize=1 << 15)
def parts_of(key: str) -> Parts | None:
    """Return what a folded word is made of, or None if it is not combining forms and an ending.

    Examples
    --------
    >>> sorted(parts_of("polyradiculoneuropathy").general)
    ['neuropathy', 'radiculopathy']
    >>> parts_of("osteomyelitis") is None
    True
    """
    if len(key) > _LONGEST_WORD:
        return None
    for ending in _endings():
        if key.endswith(ending) and (parts := _stem(key[: -len(ending)])):
            return parts
    return None


def _stem(stem: str) -> Parts | None:
    """Cut a stem into forms, from each place that forms can reach to the next."""
    reached: dict[int, Parts] = {0: Parts()}
    for at in range(len(stem)):
        if at not in reached:
            continue
        for form, (role, general) in _forms().items():
            if stem.startswith(form, at):
                so_far = reached[at]
                places = so_far.general | {general} if role == "place" else so_far.general
                reached.setdefault(at + len(form), Parts(places, so_far.brain or role == "brain"))
    return reached.get(len(stem)) if stem else None
