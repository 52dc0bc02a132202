"""Names of drugs in a text: look-up in the tables, then what their context says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from casemill.drugs.context import says
from casemill.drugs.lexicon import Entry, Name, combinations, salts, term_index
from casemill.drugs.misspellings import corrected
from casemill.drugs.protocols import protocol_names
from casemill.drugs.stems import has_drug_stem
from casemill.mentions import Mention
from casemill.view import Sentence, View
from casemill.words import Word, words_of

_DRUG_ENDING = re.compile(
    r"(?:[aeioy]n[eo]?|[ai]de|ate|ole|[ai]n[iy]l|ane|ol|a[mbn]|ib|i[ln]|ium|idum|on[ea]?|one|ime|il|ir|us|in)\Z",
    re.IGNORECASE,
)
_COORDINATED = re.compile(
    r"(?:\s?\([^()]{0,60}\))?\s?(?:,|;|/|\+|&|-|\b(?:and|or|plus|with|then|to|by|including|followed by|as well as"
    r"|combined with|and/or|versus)\b|\s|\(|\))+(?:(?:high|low)[ -]dose |oral |intravenous |IV |i\.v\. )?\Z"
)
_EQUALS = re.compile(r"\s?(?:[–—=:,-]|\(|,? or |\[)\s?\Z")
_BESIDE_BEHIND = re.compile(
    r"(?:\s?\([^()]{0,25}\))?[\s,:(]{0,2}(?:(?:at|was|given|tablets?|therapy|treatment|injections?|infusions?|a|dose"
    r"|doses|dosage|of|the|in|bolus|started|sustained-release)[\s,:(]{1,2}){0,5}\Z"
)
_BESIDE_BEFORE = re.compile(
    r"\s?(?:(?:of|the|dose|doses|administration|infusions?|injections?|tablets?|bolus|a|daily|therapy|treatment|with"
    r"|high-dose|low-dose|recombinant|human|active|per day)\s?){0,4}\Z"
)
_BESIDE_FAR = 60
_HEAD_NOUNS = frozenset({"therapy", "treatment", "drug", "agent", "medication", "regimen", "infusion", "protocol"})
_MINUS = frozenset("/-–+")


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
    taken = [(m.start, m.end) for m in view.found("Analyte", "Date", "Age", "Duration", "Frequency")]
    found: list[Mention] = []
    for sentence in view.sentences:
        names = [
            name
            for name in _names_in(view, sentence, places)
            if not any(start < name.end and name.start < end for start, end in taken)
        ]
        found.extend(_mention(view, name) for name in _kept(view, names, places))
    return found


def _names_in(view: View, sentence: Sentence, places: list[tuple[int, int]]) -> list[Name]:
    words = view.words_in(sentence.start, sentence.end)
    protocols = protocol_names(view, sentence)
    names = list(protocols)
    i = 0
    while i < len(words):
        word = words[i]
        if any(p.start <= word.start < p.end for p in protocols):
            i += 1
            continue
        hit = term_index().at(words, i)
        name = None
        if hit is not None:
            name, i = Name(hit.start, hit.end, hit.entry), hit.last
        else:
            entry = _own_abbreviation(view, word) or _unlisted(view, word, places)
            i += 1
            if entry is not None:
                name = Name(word.start, word.end, entry, "abbreviation" if word.text.isupper() else "stem")
        if name is not None:
            name, i = _with_salt(name, words, i)
            names.append(name)
    return _combined(view, sorted(names, key=lambda name: name.start))


def _own_abbreviation(view: View, word: Word) -> Entry | None:
    """Return the drug that the report itself gives a short form for."""
    long_form = view.abbreviations.get(word.text)
    return named(long_form) if long_form else None


def named(phrase: str) -> Entry | None:
    """Return the drug that a phrase names, or None.

    Two words may stand before the name (``intravenous immunoglobulin``), and ``therapy``
    or the like behind it.

    >>> named("oral methotrexate therapy").name
    'methotrexate'
    >>> named("methotrexate resistance") is None
    True
    """
    words = words_of(phrase)
    for first in range(min(3, len(words))):
        hit = term_index().at(words, first)
        if hit is not None:
            rest = [word.key for word in words[hit.last :]]
            return hit.entry if all(key in _HEAD_NOUNS or key in salts() for key in rest) else None
    return None


def _unlisted(view: View, word: Word, places: list[tuple[int, int]]) -> Entry | None:
    if len(word.text) < 6 or not word.text.isalpha():
        return None
    if _DRUG_ENDING.search(word.text) or _slot_beside(view, word.start, word.end, places):
        entry = corrected(word)
        if entry is not None:
            return entry
    if has_drug_stem(word):
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


def _kept(view: View, names: list[Name], places: list[tuple[int, int]]) -> list[Name]:
    verdicts = [_verdict(view, name, places) for name in names]
    for order in (range(1, len(names)), range(len(names) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for i in order:
            if verdicts[i] is None and verdicts[i + step]:
                verdicts[i] = _agree(view, names[i], names[i + step]) or None
    kept = [name for name, verdict in zip(names, verdicts, strict=True) if verdict]
    return [
        name
        for name, after in zip_longest(kept, kept[1:])
        if not (after and _only_describes(view, name, after))
    ]


def _only_describes(view: View, name: Name, after: Name) -> bool:
    """Tell whether a class is no more than the adjective of a regimen (``cytostatic triplet``)."""
    between = view.text[name.end : after.start]
    return name.entry.kind == "class" and after.entry.kind == "regimen" and between == " "


def _agree(view: View, name: Name, other: Name) -> bool:
    first, second = sorted((name, other), key=lambda n: n.start)
    gap = view.text[first.end : second.start]
    if name.entry.name == other.entry.name and len(gap) <= 4:
        return bool(_EQUALS.match(gap))
    if name.entry.context in ("dose", "therapy"):
        return False
    if name.entry.context == "protocol":
        return other.entry.name in name.entry.components and len(gap) < 25
    return bool(_COORDINATED.match(gap))


def _verdict(view: View, name: Name, places: list[tuple[int, int]]) -> bool | None:
    """Return True for a drug, False for none, None where its neighbours must tell."""
    entry, start, end = name.entry, name.start, name.end
    if name.how == "protocol":
        return True
    short = view.text[start:end]
    own = view.abbreviations.get(short) or view.abbreviations.get(short.rstrip("s"))
    if own is not None:
        meant = named(own)
        if meant is None and (entry.context or short.isupper()):
            return False
        entry = meant or entry
    groups = ("all", entry.context) if entry.context else ("all",)
    if entry.context in ("context", "measured"):
        groups = ("all", "cue", "antibiogram")
    elif entry.context == "list":
        groups = ("all", "antibiogram")
    if says(view, start, end, effect="bars", groups=groups):
        return False
    if entry.context in ("", "antibiogram", "measured"):
        return True
    if entry.context not in ("protocol", "therapy") and _slot_beside(view, start, end, places):
        return True
    if entry.context in ("cue", "context") and says(view, start, end, effect="gives", groups=("cue",)):
        return True
    if entry.context in ("protocol", "therapy") and says(
        view, start, end, effect="gives", groups=(entry.context,)
    ):
        return True
    return None


def _slot_beside(view: View, start: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Tell whether an amount or a route word stands directly before or behind ``[start, end)``."""
    first = bisect_left(places, (start - _BESIDE_FAR,))
    last = bisect_left(places, (end + _BESIDE_FAR,))
    return any(
        (b <= start and _BESIDE_BEFORE.match(view.text[b:start]) is not None)
        or (end <= a and _BESIDE_BEHIND.match(view.text[end:a]) is not None)
        for a, b in places[first:last]
    )


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

