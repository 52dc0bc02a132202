"""Disorders of a named nerve: ``left median neuropathy``, ``palsy of the facial nerve``, ``L5 radiculopathy``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from casemill.diagnoses.lexicon import Candidate, Disease, index_of, kind_of, named
from casemill.diagnoses.modifiers import NERVE, run_at
from casemill.lexicons import Row, listed, table
from casemill.mentions import Mention
from casemill.words import TermIndex, Word

_BETWEEN = frozenset({"the", "his", "her", "their", "left", "right", "both", "bilateral"})
_HEADS = frozenset({"nerve", "plexus", "root", "plexi"})
_BRACKET = 3
_WITH_NERVE = frozenset({"palsy", "entrapment", "lesion", "injury"})


@cache
def _disorders() -> TermIndex[Row]:
    rows = table("rules/diagnosis_nerve_disorders")
    return TermIndex((cue, row) for row in rows for cue in listed(row["cue"]))


def disorders_of(nerves: Sequence[Mention], words: list[Word]) -> Iterator[Candidate]:
    """Yield the disorders that stand behind a nerve, or before it with ``of``.

    A list that shares the word before it (``palsy of the right median and both facial nerves``) is
    no name, so behind ``of`` a nerve counts only with a head noun of its own; and a disorder that
    is a name without its nerve (``neuropathy of the tibial nerve``) ends before the place.

    Parameters
    ----------
    nerves
        Nerve mentions of a sentence.
    words
        Words of the same sentence.
    """
    for nerve in nerves:
        behind = _behind_bracket(words, index_of(words, nerve.end))
        last, _ = run_at(words, behind, NERVE)
        for at in dict.fromkeys((behind, last)):
            if hit := _disorders().at(words, at):
                yield Candidate(nerve.start, hit.end, _disease(nerve.name, hit.entry))
        if words[index_of(words, nerve.end) - 1].key in _HEADS:
            yield from _before(nerve, words, index_of(words, nerve.start))


def _behind_bracket(words: list[Word], i: int) -> int:
    """Step over a short bracket behind a nerve: ``facial nerve (VII) palsy``."""
    if i < len(words) and words[i].text == "(":
        for k in range(i + 1, min(i + _BRACKET + 1, len(words))):
            if words[k].text == ")":
                return k + 1
    return i


def _before(nerve: Mention, words: list[Word], i: int) -> Iterator[Candidate]:
    """Yield ``palsy of the left facial nerve``."""
    i -= 1
    for _ in range(2):
        if i >= 0 and words[i].key in _BETWEEN:
            i -= 1
    if i < 1 or words[i].key != "of":
        return
    hit = _disorders().at(words, i - 1)
    if hit and hit.last == i and named(words[i - 1].text) is None:
        yield Candidate(hit.start, nerve.end, _disease(nerve.name, hit.entry))


def _disease(nerve: str, disorder: Row) -> Disease:
    """Return the disorder of a nerve by its preferred names: ``fibular nerve palsy``, ``ulnar neuropathy``."""
    stem = nerve if disorder["name"] in _WITH_NERVE else _without_head(nerve, disorder["name"])
    name = f"{stem} {disorder['name']}"
    return named(name) or Disease(name, parents=kind_of(disorder["parent"]))


def _without_head(nerve: str, disorder: str) -> str:
    """Return a nerve without the head noun that the disorder says again: ``brachial`` before ``plexopathy``."""
    for head in (" nerve root", " nerve", " plexus" if disorder == "plexopathy" else ""):
        if head and nerve.endswith(head):
            return nerve[: -len(head)]
    return nerve
