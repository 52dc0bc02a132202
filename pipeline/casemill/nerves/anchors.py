"""Words without which a sentence names no nerve: the rest is passed over at once.

A nerve is told by a head noun (``ulnar nerve``), a disorder (``ulnar palsy``), a study
(``the ulnar SNAP``), a spinal level with its cue, a number with a head, a name of its own
(``cauda equina``) or a short form that the report has introduced for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casemill.lexicons import listed, table
from casemill.nerves.finding import meant_nerve
from casemill.nerves.lexicon import first_words, terms
from casemill.nerves.numbered import HEADS, PALSIES
from casemill.view import Sentence, View
from casemill.words import words_of

_ALONE = ("nerve_heads", "nerve_level_cues")
_OF_STEMS = ("nerve_adjective_cues", "nerve_study_cues")


def _firsts(tables: tuple[str, ...]) -> Iterator[str]:
    return (words_of(cue)[0].key for name in tables for row in table(f"rules/{name}") for cue in listed(row["cue"]))


@cache
def _alone() -> frozenset[str]:
    """Return the folded words of which each may make a sentence name a nerve: with a number, a level or a stem."""
    return frozenset({*_firsts(_ALONE), *PALSIES, *HEADS})


@cache
def _cues() -> frozenset[str]:
    """Return the folded words that make a nerve of a stem in their sentence, and of nothing else."""
    return frozenset(_firsts(_OF_STEMS))


def anchored_sentences(view: View) -> Iterator[Sentence]:
    """Yield the sentences that may name a nerve; ``CNVII`` is one word."""
    shorts = (short for short, long in view.abbreviations.items() if meant_nerve(long))
    alone = _alone().union(word.key for short in shorts for word in words_of(short))
    for sentence in view.sentences:
        start, end = sentence.start, sentence.end
        if (
            view.has_any(start, end, alone)
            or (view.has_any(start, end, _cues()) and view.has_any(start, end, first_words()))
            or view.find(terms(), start, end)
            or view.text.find("CN", start, end) >= 0
        ):
            yield sentence
