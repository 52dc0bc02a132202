"""Scope: whether a sentence speaks of the reported patient or of others.

Every section has a weight of its own (an introduction speaks of the literature, a case
report of the patient), and the cues of the clause are added to it: at most one for each
row of ``rules/scope_cues.tsv``. A sum above zero means ``general``. So ``in our
patient`` in a discussion and ``has been reported`` in a case report both get their due.
A clause without a cue of its own but its tense takes those of its whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from casemill.lexicons import listed, table
from casemill.mentions import HEAD_LABELS, Mention
from casemill.view import Sentence, View

_RELATIVE = (
    r"(?:mother|father|parents?|sister|brother|siblings?|twin|son|daughter|uncle|aunt|cousin"
    r"|grandmother|grandfather|donor)"
)
_RELATIVE_AS_SUBJECT = re.compile(
    r"(?<!\bfrom )(?<!\bto )(?<!\bby )(?<!\bwith )(?<!\bof )\b(?:his|her|their|the|a|whose|[a-z]+['’]s) "
    rf"(?:older |younger |elder |twin |maternal |paternal )?{_RELATIVE}s?(?:,? aged [^,.;]{{1,20}},?)? "
    r"(?:was|were|is|are|had|has|died|took|received|suffered|developed)\b",
    re.IGNORECASE,
)
_SUBJECT_ENDS = re.compile(r"[;.]|,? (?:but|while|and (?:he|she|the patient))\b")
_RELATIVE_BEHIND = re.compile(
    rf"\s(?:\w+\s){{0,2}}?(?:on|in|of) (?:the |his |her |their |both )?(?:(?:patient|proband|child|infant)['’]s )?"
    rf"(?:healthy |unaffected )?{_RELATIVE}\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r";\s|,?\s(?:but|whereas|while|although)\s")
_TENSES = {"present", "past"}
_OF_OTHERS = ("Nerve", "Drug", "Analyte", "Age")


@cache
def _section_weights() -> dict[str, int]:
    return {row["section"]: int(row["weight"]) for row in table("rules/scope_sections")}


@cache
def _cues() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (
            row["id"],
            int(row["weight"]),
            re.compile(
                r"(?<![\w-])(?:"
                + "|".join(re.escape(cue).replace(r"\ ", r"\s") for cue in listed(row["cue"]))
                + r")(?![\w-])",
                re.IGNORECASE,
            ),
        )
        for row in table("rules/scope_cues")
    )


def decide_scope(view: View) -> list[Mention]:
    """Return all mentions, heads about others than the patient with ``Scope general``.

    The cues that decided are kept in ``details["scope_cue"]``.
    """
    decided = []
    by_clause: dict[tuple[int, int], tuple[int, str]] = {}
    for mention in view.mentions:
        sentence = view.sentence_at(mention.start) if mention.label in HEAD_LABELS else None
        if sentence is None or mention.label == "Sex":
            decided.append(mention)
            continue
        clause = _clause_at(view.text, sentence, mention.start)
        if clause not in by_clause:
            by_clause[clause] = _weigh_clause(view.text, sentence, clause)
        weight, cue = by_clause[clause]
        if mention.label in _OF_OTHERS and _is_of_a_relative(view.text, sentence, mention):
            weight, cue = 1, "relative"
        if weight > 0:
            mention = replace(
                mention,
                attributes={**mention.attributes, "Scope": "general"},
                details={**mention.details, "scope_cue": cue},
            )
        decided.append(mention)
    return decided


def weigh(sentence: str, *, section: str = "body") -> tuple[int, str]:
    """Weigh a sentence: above zero it speaks of others than the patient.

    Parameters
    ----------
    sentence
        Text of one sentence.
    section
        Category of its section.

    Returns
    -------
    weight : int
        Weight of the section and of the cues found.
    cues : str
        Names of the cues found, parted by commas, after the name of the section.
    """
    found = [(name, weight) for name, weight, pattern in _cues() if pattern.search(sentence)]
    total = _section_weights().get(section, 0) + sum(weight for _, weight in found)
    return total, ",".join(_names(section, found))


def _clause_at(text: str, sentence: Sentence, offset: int) -> tuple[int, int]:
    start = sentence.start
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if match.start() > offset:
            return start, match.start()
        start = match.end()
    return start, sentence.end


def _weigh_clause(text: str, sentence: Sentence, clause: tuple[int, int]) -> tuple[int, str]:
    weight, cue = weigh(text[clause[0] : clause[1]], section=sentence.section)
    if set(cue.split(",")[1:]) - _TENSES:
        return weight, cue
    return weigh(text[sentence.start : sentence.end], section=sentence.section)


def _names(section: str, found: Iterable[tuple[str, int]]) -> list[str]:
    return [section, *(name for name, _ in found)]


def _is_of_a_relative(text: str, sentence: Sentence, mention: Mention) -> bool:
    subject = _RELATIVE_AS_SUBJECT.search(text, sentence.start, mention.start)
    if subject and not _SUBJECT_ENDS.search(text, subject.end(), mention.start):
        return True
    return bool(_RELATIVE_BEHIND.match(text, mention.end, sentence.end))
