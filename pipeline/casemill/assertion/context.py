"""ConText with our own cues and with scopes that end where a clause ends.

medspaCy's default scope runs to the ends of the sentence; ours ends at the words of
``rules/clause_ends.tsv``, so ``in absence of fever, methotrexate was stopped`` says one
thing of methotrexate and not two. Status of drugs and assertion of the other heads are
two tables of cues for the one engine.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from casemill.assertion.cues import CueMatcher, by_cue, read_cue
from casemill.assertion.reach import Between, Ends, Parting, holding
from casemill.lexicons import Row, listed, table
from casemill.mentions import Mention

with warnings.catch_warnings():  # importing medspacy silences the warnings of the whole process
    from medspacy.common.util import prune_overlapping_matches
    from medspacy.context import ConTextRule
    from medspacy.context.context_graph import ConTextGraph
    from medspacy.context.context_modifier import ConTextModifier

if TYPE_CHECKING:
    from spacy.language import Language

_CLAUSE_END = "CLAUSE_END"


@dataclass(frozen=True, slots=True)
class Said:
    """What a cue says of a head.

    Parameters
    ----------
    value
        The status or assertion that its row gives.
    cue
        Its words, as they stand in the text.
    """

    value: str
    cue: str


class ContextRules:
    """What the nearest cue of a table says of each head of a sentence.

    Parameters
    ----------
    nlp
        The pipeline whose tokenizer and vocabulary the cues are matched with.
    cues
        Rows with ``cue``, ``direction``, ``reach``, ``crosses``, ``pattern`` and, if they hold for some
        labels alone, ``labels``. Rows with the same cue have the same direction.
    value
        Column that names what a cue says; rows of direction ``pseudo`` leave it empty.
    ends
        Tables of the words that end a clause.
    parts
        Tells whether a new statement begins between a cue and a head.
    parting
        Words that no cue with a reach goes beyond.
    """

    def __init__(
        self,
        nlp: Language,
        cues: Iterable[Row],
        *,
        value: str,
        ends: Iterable[str],
        parts: Callable[[Between], bool],
        parting: Parting,
    ) -> None:
        rows = by_cue(cues)
        ends_ = {cue: row for name in ends for row in table(name) for cue in listed(row["cue"]) if cue not in rows}
        self._value = value
        self._rules = [
            *(_rule(cue, said, value) for cue, said in rows.items()),
            *(_end_rule(cue, row) for cue, row in ends_.items()),
        ]
        self._telling = CueMatcher(read_cue(nlp, cue) for cue in rows)
        self._ending = CueMatcher(read_cue(nlp, cue) for cue in ends_)
        self._first_end = len(rows)
        self._parts = parts
        self._parting = parting

    @property
    def triggers(self) -> frozenset[str]:
        """Words in lower case of which a sentence holds one if it holds a cue."""
        return self._telling.triggers

    def decide(self, sentence: Doc, targets: Sequence[Span]) -> list[Said | None]:
        """Return what the nearest cue says of each target, in their order.

        Parameters
        ----------
        sentence
            One sentence, see :func:`alone`.
        targets
            Its heads, see :func:`target_of`; ConText asks for their labels.
        """
        modifiers = self._modifiers(sentence)
        if not modifiers:
            return [None] * len(targets)
        graph = ConTextGraph(targets=list(targets), modifiers=modifiers)
        graph.update_scopes()
        graph.apply_modifiers()
        # clause ends are pseudo cues: ConText 1.3 would shorten a scope by the first one alone, and some may be crossed
        ends = Ends(m for m in modifiers if m.category == _CLAUSE_END)
        nearest: dict[tuple[int, int, str], tuple[bool, int, str, str]] = {}
        for target, modifier in graph.edges:
            first, last = modifier.modifier_span
            place = (last, target.start) if last <= target.start else (target.end, first)
            between = Between(sentence, first, *place, target, targets)
            row = holding(modifier, between, ends, self._parting)
            if row is None or self._parts(between):
                continue
            # what is found of a suspicion at last stands behind it: ``suspected neuropathy was excluded``
            settled = last > target.start and row[self._value] == "negated"
            found = (not settled, place[1] - place[0], row[self._value], sentence[first:last].text)
            nearest[_key(target)] = min(nearest.get(_key(target), found), found)
        return [Said(*nearest[_key(target)][2:]) if _key(target) in nearest else None for target in targets]

    def _modifiers(self, sentence: Doc) -> list[ConTextModifier]:
        """Return cues and clause ends, the longest where some overlap; nothing if no cue is there."""
        words = [token.lower_ for token in sentence]
        matches = self._telling.find(words)
        if not matches:
            return []
        matches += [(self._first_end + number, start, end) for number, start, end in self._ending.find(words)]
        longest = prune_overlapping_matches(matches)
        # cues of two rows may read the same words, each for other labels; of those the pruning keeps one
        told = {(start, end) for number, start, end in longest if number < self._first_end}
        again = [match for match in matches if match[0] < self._first_end and match[1:] in told]
        return [
            ConTextModifier(self._rules[number], start, end, sentence)
            for number, start, end in sorted({*longest, *again}, key=lambda match: (match[1:], match[0]))
        ]


def alone(sentence: Span) -> Doc:
    """Return a sentence as a Doc of its own; ``as_doc`` would copy arrays of the whole document each time."""
    return Doc(
        sentence.doc.vocab,
        words=[token.text for token in sentence],
        spaces=[bool(token.whitespace_) for token in sentence],
        sent_starts=[i == 0 for i in range(len(sentence))],
    )


def target_of(sentence: Doc, text_length: int, offset: int, mention: Mention) -> Span:
    """Return the tokens of a mention in the Doc of its sentence.

    Parameters
    ----------
    sentence
        Of :func:`alone`.
    text_length
        Number of characters of the sentence; a mention that runs on is cut there.
    offset
        Where the sentence begins in the reading copy.
    mention
        A head that begins in the sentence.

    Raises
    ------
    ValueError
        If it does not begin there.
    """
    span = sentence.char_span(
        mention.start - offset,
        min(mention.end - offset, text_length),
        label=mention.label.upper(),
        alignment_mode="expand",
    )
    if span is None:
        raise ValueError(f"{mention.label} at {mention.place} lies outside the sentence at {offset}")
    return span


def _key(target: Span) -> tuple[int, int, str]:
    return target.start, target.end, target.label_


def _end_rule(cue: str, row: Row) -> ConTextRule:
    return ConTextRule(cue, _CLAUSE_END, direction="PSEUDO", metadata=row)


def _rule(cue: str, rows: list[Row], value: str) -> ConTextRule:
    first = rows[0]
    if any(row["direction"] != first["direction"] for row in rows):
        raise ValueError(f"rows {[row['id'] for row in rows]} share the cue {cue!r} and differ in direction")
    kinds = [listed(row.get("labels", "")) for row in rows]
    return ConTextRule(
        cue,
        first[value],
        direction=first["direction"].upper(),
        allowed_types={label.upper() for labels in kinds for label in labels} if all(kinds) else None,
        metadata={"rows": rows},
    )
