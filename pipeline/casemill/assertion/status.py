"""Status of drugs by ConText: stopped, not given, considered.

medspaCy's ConText with our own cues. Its default scope runs to the ends of the sentence;
ours ends where a clause ends (``rules/clause_ends.tsv``), so ``in absence of fever,
methotrexate was stopped`` says one thing of methotrexate and not two.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span

from casemill.lexicons import listed, table
from casemill.mentions import Mention

if TYPE_CHECKING:
    from medspacy.context import ConText, ConTextModifier
    from spacy.language import Language

_TARGETS = "casemill_targets"
_CLAUSE_END = "CLAUSE_END"
_PARTED = frozenset({",", "and", "but", "that", "with", "by", "to", "for"})
_LIST_WORDS = 2
_FORMS_OF_BE = ["is", "are", "was", "were", "be", "been", "being"]


class StatusRules:
    """Decide the status of the drugs of one sentence.

    Parameters
    ----------
    nlp
        The pipeline whose tokenizer and vocabulary the cues are matched with.
    """

    def __init__(self, nlp: Language) -> None:
        self._context = _context(nlp)

    def decide(self, sentence: Span, drugs: list[Mention]) -> list[Mention]:
        """Return the drugs with their status; given is the default and is not written.

        Parameters
        ----------
        sentence
            The sentence, a span of the document.
        drugs
            The drugs whose places lie in the sentence.
        """
        part = _alone(sentence)
        targets = [_target(part, sentence.start_char, drug) for drug in drugs]
        part.spans[_TARGETS] = targets
        self._context(part)
        # clause ends are pseudo cues: ConText 1.3 would shorten a scope by the first one alone, and some may be crossed
        ends = [m for m in part._.context_graph.modifiers if m.category == _CLAUSE_END]
        cues: dict[int, list[tuple[int, str, str]]] = {}
        for target, modifier in part._.context_graph.edges:
            number = targets.index(target)
            first, last = modifier.modifier_span
            between = (last, target.start) if last <= target.start else (target.end, first)
            if _is_parted(modifier, between, ends) or _is_in_another_statement(part, between, targets):
                continue
            distance = max(first - target.end, target.start - last)
            if not _holds(part, modifier, target, between):
                continue
            cues.setdefault(number, []).append((distance, modifier.category.lower(), part[first:last].text))
        return [_with_status(drug, cues.get(i, [])) for i, drug in enumerate(drugs)]


def _context(nlp: Language) -> ConText:
    with warnings.catch_warnings():  # importing medspacy silences the warnings of the whole process
        from medspacy.context import ConText, ConTextRule
    context = ConText(nlp, rules=None, input_span_type="group", span_group_name=_TARGETS, span_attrs=None)
    rules = [
        ConTextRule(
            cue,
            row["status"],
            pattern=_pattern(cue),
            direction=row["direction"].upper(),
            metadata=row,
        )
        for row in table("rules/drug_status")
        for cue in listed(row["cue"])
    ]
    ends = [
        ConTextRule(cue, _CLAUSE_END, pattern=_pattern(cue), direction="PSEUDO", metadata=row)
        for row in table("rules/clause_ends")
        for cue in listed(row["cue"])
    ]
    context.add([*rules, *ends])
    return context


def _is_parted(modifier: ConTextModifier, between: tuple[int, int], ends: list[ConTextModifier]) -> bool:
    """Tell whether a clause ends between a cue and a drug; a cue may cross one end of a kind it names."""
    crossed = [
        end.rule.metadata["id"]
        for end in ends
        if between[0] <= end.modifier_span[0] and end.modifier_span[1] <= between[1]
    ]
    return bool(crossed) and crossed != [modifier.rule.metadata["crosses"]]


def _is_in_another_statement(part: Doc, between: tuple[int, int], targets: list[Span]) -> bool:
    """Tell whether a ``, and`` parts two statements (``A was given for days, and B was stopped``) or items of a list.

    Between the items of a list stand other drugs, their doses and few words besides.
    """
    others = {i for target in targets for i in range(target.start, target.end)}
    said = 0
    for i in range(*between):
        if part[i].lower_ == "," and i + 1 < between[1] and part[i + 1].lower_ == "and":
            return said > _LIST_WORDS
        said += part[i].is_alpha and len(part[i]) > 2 and i not in others
    return False


def _holds(part: Doc, modifier: ConTextModifier, target: Span, between: tuple[int, int]) -> bool:
    """Tell whether a cue with a reach or a pattern is near enough and the clause says what it needs.

    Such a cue holds for its own noun phrase alone: no more words than its reach may stand
    between, nor a comma, ``and``, ``that`` or a preposition; its pattern must be found behind the drug.
    """
    needs = modifier.rule.metadata
    if needs["reach"]:
        words = part[between[0] : between[1]]
        if len(words) > int(needs["reach"]) or any(word.lower_ in _PARTED for word in words):
            return False
    behind = part.text[target.end_char :]
    return not needs["pattern"] or re.search(needs["pattern"], behind, re.IGNORECASE) is not None


def _pattern(cue: str) -> list[dict[str, Any]] | None:
    """Return the token pattern of a cue with ``be`` (any form of it), ``*`` (any word) or ``a/b`` (either word).

    An adverb may stand behind the first word, or behind ``be``. Other cues are matched as
    they are: None.
    """
    words = cue.split(" ")
    if not any(word in ("be", "*") or "/" in word for word in words):
        return None
    adverb = {"LOWER": {"REGEX": "ly$|^then$|^also$|^soon$|^therefore$|^later$"}, "OP": "?"}
    pattern: list[dict[str, Any]] = []
    for i, word in enumerate(words):
        if word == "*":
            pattern.append({"IS_ALPHA": True})
        else:
            pattern.append({"LOWER": {"IN": _FORMS_OF_BE if word == "be" else word.split("/")}})
        if i == 0 or word == "be":
            pattern.append(adverb)
    return pattern


def _alone(sentence: Span) -> Doc:
    """Return a sentence as a Doc of its own; ``as_doc`` would copy arrays of the whole document each time."""
    return Doc(
        sentence.doc.vocab,
        words=[token.text for token in sentence],
        spaces=[bool(token.whitespace_) for token in sentence],
        sent_starts=[i == 0 for i in range(len(sentence))],
    )


def _target(part: Doc, offset: int, drug: Mention) -> Span:
    span = part.char_span(
        drug.start - offset, min(drug.end - offset, len(part.text)), label="Drug", alignment_mode="expand"
    )
    if span is None:
        raise ValueError(f"drug at {drug.place} lies outside the sentence at {offset}")
    return span


def _with_status(drug: Mention, cues: list[tuple[int, str, str]]) -> Mention:
    if not cues:
        return drug
    _, status, cue = min(cues)
    return replace(
        drug,
        attributes={**drug.attributes, "Status": status},
        details={**drug.details, "status_cue": cue},
    )
