"""How far a cue reaches: to the end of its clause, and no further than its row allows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from casemill.lexicons import Row, listed

if TYPE_CHECKING:
    from medspacy.context.context_modifier import ConTextModifier
    from spacy.tokens import Doc, Span

_LIST = "list"
_FRONTING = frozenset({"without", "in", "instead", "rather", "for", "after", "upon", "following", "owing", "given"})
"""Words that open a phrase in front of its sentence; a comma closes it."""
_BEFORE_A_NOUN = frozenset({"the", "of", "to", "a"})
_CLOSING = frozenset({"and", "or", "nor"})
_PREDICATES = frozenset({"is", "are", "was", "were", "has", "have", "had"})


@dataclass(frozen=True, slots=True)
class Parting:
    """Words that end what a cue with a reach holds for.

    Parameters
    ----------
    in_phrase
        For a reach that counts words: one noun phrase.
    in_list
        For the reach ``list``: noun phrases parted by commas, ``and``, ``or``.
    """

    in_phrase: frozenset[str]
    in_list: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Between:
    """The words between a cue and a head, with what stands around them.

    Parameters
    ----------
    sentence
        The sentence as a Doc of its own.
    cue
        First token of the cue.
    first, last
        Tokens between the two, half open.
    target
        The head.
    targets
        All heads of the sentence.
    """

    sentence: Doc
    cue: int
    first: int
    last: int
    target: Span
    targets: Sequence[Span]


def is_behind_a_fronted_phrase(between: Between) -> bool:
    """Tell whether a cue opens the sentence and the comma behind its phrase stands before the head.

    ``Without A, B was used``. In ``without A, B or C, D was used`` the phrase is a list, and ends behind C.
    """
    words = between.sentence
    opens = words[0].lower_ in _FRONTING and all(words[i].lower_ in _BEFORE_A_NOUN for i in range(1, between.cue))
    if between.last != between.target.start or not opens:
        return False
    commas = [i for i in range(between.first, len(words)) if words[i].lower_ == ","]
    if not commas:
        return False
    closed = commas[0]
    for before, comma in pairwise(commas):
        within = {words[k].lower_ for k in range(before, comma)}
        if _CLOSING & within and _PREDICATES.isdisjoint(words[k].lower_ for k in range(commas[0], comma)):
            closed = comma
    return closed < between.target.start


class Ends:
    """The clause ends of a sentence, found by place."""

    def __init__(self, modifiers: Iterable[ConTextModifier]) -> None:
        ends = sorted((*m.modifier_span, m.rule.metadata["id"]) for m in modifiers)
        self._starts = [start for start, _, _ in ends]
        self._ends = ends

    def between(self, first: int, last: int) -> list[str]:
        """Return the kinds of those that lie between two tokens."""
        held = self._ends[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [kind for _, end, kind in held if end <= last]


def holding(modifier: ConTextModifier, between: Between, ends: Ends, parting: Parting) -> Row | None:
    """Return the first row of a cue that holds for a head, or None; a cue may cross one clause end of a kind it names.

    Parameters
    ----------
    modifier
        The cue in its sentence; its rule knows the rows.
    between
        What stands between it and the head.
    ends
        The clause ends of the sentence.
    parting
        Words that no cue with a reach goes beyond.
    """
    crossed = ends.between(between.first, between.last)
    for row in modifier.rule.metadata["rows"]:
        if crossed and crossed != [row["crosses"]]:
            continue
        if _is_for(row, between.target) and _reaches(row, between, parting):
            return row
    return None


def _is_for(row: Row, target: Span) -> bool:
    labels = listed(row.get("labels", ""))
    return not labels or target.label_ in {label.upper() for label in labels}


def _reaches(row: Row, between: Between, parting: Parting) -> bool:
    """Tell whether a cue with a reach or a pattern is near enough and the clause says what it needs.

    A reach is a number of words, or ``list``; its pattern must be found behind the head.
    """
    words = between.sentence[between.first : between.last]
    if row["reach"] == _LIST:
        if any(word.lower_ in parting.in_list for word in words):
            return False
    elif row["reach"] and (len(words) > int(row["reach"]) or any(word.lower_ in parting.in_phrase for word in words)):
        return False
    if not row["pattern"]:
        return True
    behind = between.sentence.text[between.target.end_char :]
    return re.search(row["pattern"], behind, re.IGNORECASE) is not None
