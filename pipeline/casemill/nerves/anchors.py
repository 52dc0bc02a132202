"""Words without which a sentence names no nerve: the rest is passed over at once.

A nerve is told by a head noun (``ulnar nerve``), a disorder (``ulnar palsy``), a study
(``the ulnar SNAP``), a spinal level with its cue, a number with a head, a name of its own
(``cauda equina``) or a short form that the report has introduced for one.
"""

from __future__ import annotations

from functools import cache

from casemill.lexicons import listed, table
from casemill.nerves.finding import meant_nerve
from casemill.nerves.lexicon import terms
from casemill.nerves.numbered import PALSIES
from casemill.view import View
from casemill.words import Word, words_of

_TABLES = ("nerve_heads", "nerve_adjective_cues", "nerve_study_cues", "nerve_level_cues")
_HEADS = ("n", "nn", "nervus", "nervi", "cranial", "cn")


@cache
def _anchors() -> frozenset[str]:
    cues = (cue for name in _TABLES for row in table(f"rules/{name}") for cue in listed(row["cue"]))
    return frozenset({*(words_of(cue)[0].key for cue in cues), *terms().firsts, *PALSIES, *_HEADS})


def anchors_of(view: View) -> frozenset[str]:
    """Return the folded words of which a sentence of this report holds one if it names a nerve."""
    shorts = (short for short, long in view.abbreviations.items() if meant_nerve(long))
    return _anchors().union(word.key for short in shorts for word in words_of(short))


def is_anchored(words: list[Word], anchors: frozenset[str]) -> bool:
    """Tell whether a sentence can name a nerve; ``CNVII`` is one word."""
    return any(word.key in anchors or word.text.startswith("CN") for word in words)
