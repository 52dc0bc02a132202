"""Repeating times and rates."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.timing.amounts import FULL_UNIT, UNIT_WORDS, Amount, length, unit_of
from casemill.timing.numbers import DASH, ORDINAL, PLAIN, number_of, ordinal_of, plain
from casemill.timing.passage import Passage
from casemill.words import fold, words_of

_DOSE = (
    r"(?:mg|mcg|[µμ]g|ug|g|kg|mL|ml|cc|IU|MIU|MU|U|units?|m2|m²|tablets?|tabs?|capsules?|drops?|puffs?|sachets?|mEq|mmol"
    r"|vials?|ampoules?|pills?)"
)
_DOSE_BEFORE = re.compile(
    rf"(?:\d\s?{_DOSE}(?:/\w+)*|\b{_DOSE})\)?,?\s?$|\b(?i:oral(?:ly)?|po|p\.o\.|iv|i\.v\.|sc|s\.c\.|im"
    r"|intravenous(?:ly)?|subcutaneous(?:ly)?|given|tablet|topical(?:ly)?|dose|divided|split)\s?$"
)
_DOSE_NEAR = re.compile(rf"\d\s?(?:{_DOSE})\b|\b(?:tablet|capsule|pill|po|p\.o\.|dose|taken|took)\b")

_TIMES = (
    rf"(?:once|twice|thrice|(?:{PLAIN})(?:\s?(?:{DASH}|to|or)\s?(?:{PLAIN}))?(?:\s|-)?(?:times?|x|×|doses|fractions|f|sessions"
    r"|injections|courses|infusions|episodes|cycles|pulses|applications|days(?=\s?/?\s?(?:a|per|each)?\s?(?:week|month|cycle))|nights)|x\s?\d)"
)
_PER = rf"(?:\s?/\s?|\s(?:(?:a|an|per|each|every|in\sa|in\severy|in)\s)|-a-|{DASH})"
_EVERY_N = rf"(?:\severy\s)(?:(?P<every>{PLAIN})(?:\s|{DASH}))"
_LY = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}
_LY_WORD = "(?:" + "|".join(sorted(_LY, key=len, reverse=True)) + ")"
_COUNTED = re.compile(
    rf"(?<![\w.])(?P<times>{_TIMES})(?:(?:{_PER}|{_EVERY_N})(?P<unit>{FULL_UNIT}|wk|d|h|course|cycle)(?![A-Za-z])"
    rf"|(?:\s|{DASH})(?:in\s)?(?P<ly>{_LY_WORD})\b)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:(?:once\s)?(?:every|each)\s(?:alternate\s)?|(?P<q>[qQ]\.?\s?))(?:(?P<ordinal>{ORDINAL})|(?P<low>{PLAIN}))(?:\s?(?:{DASH}|to|or|/)\s?(?P<high>{PLAIN}))?"
    rf"(?:\s?(?P<joint>{DASH})?\s?)(?P<unit>{FULL_UNIT}|(?:hrs?|mins?|wks?|mos?|mths?|yrs?|[hHdDwW])(?![A-Za-z]))\.?(?<!\.\.)",
    re.IGNORECASE,
)
_N_LY = re.compile(
    rf"(?<![\w.,/])(?P<low>{PLAIN})(?:\s?(?:{DASH}|to|or)\s?(?P<high>{PLAIN}))?(?P<gap>\s?{DASH}?\s?)(?P<ly>hourly|daily|weekly|monthly|yearly)\b",
    re.IGNORECASE,
)
_TIMES_WORDS = frozenset(map(fold, (
    "once", "twice", "thrice", "time", "times", "x", "×", "doses", "fractions", "f", "sessions", "injections",
    "courses", "infusions", "episodes", "cycles", "pulses", "applications", "days", "nights",
)))  # fmt: skip
"""Folded words of which ``_TIMES`` holds one."""
_COURSES = frozenset({"course", "cycle"})
_LY_WORDS = frozenset(_LY)
_COUNTED_IN = UNIT_WORDS | _COURSES | _LY_WORDS
_EVERY_WORDS = frozenset(("every", "each", "q"))
_PLURAL_BEHIND = re.compile(r"\s(?:[a-z]+\s)?[a-z]+s\b")
_BASIS = re.compile(rf"['’]?(?:{DASH}|\s)(?:basis|intervals?)\b", re.IGNORECASE)
_AT_AN = re.compile(r"(?i:\b(?:at|with)\s(?:an?\s|the\s)?)$")
_EXCRETED = re.compile(r"(?i:protein|urin|excret|output|album|drain|stool volume)")
_NOT_RATE = re.compile(
    r"[-\s](?:living|life|lives|activit|routine|function|rate|mortality|risk|prevalence|practice|incidence|number|report|meeting|congress|conference|clinical\spractice)",
    re.IGNORECASE,
)
_NUMBER_NOUN = re.compile(
    rf"(?:^|(?<=[\s(]))(?P<n>{PLAIN})(?P<high>(?:\s?(?:{DASH}|to)\s?{PLAIN})?)\s(?P<noun>(?:[a-z]+\s){{0,2}}[a-z]+s\s)?$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(rf"(?<![\w]){_DOSE}(?![\w])|\b(?:times|once|twice|days|weeks|months|hours|years|doses)\b")
_ARTICLED = (
    "per day",
    "a day",
    "per week",
    "a week",
    "per month",
    "a month",
    "per year",
    "a year",
    "per hour",
    "per night",
)


@cache
def _terms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]], frozenset[str]]:
    """Return a pattern of all terms of the lexicon, value and context of each, and the longest word of each, folded."""
    known = {
        term.casefold(): (row["value"], row["context"])
        for row in table("lexicons/frequencies")
        for term in listed(row["term"])
    }
    words = "|".join(re.escape(term) for term in sorted(known, key=lambda term: (-len(term), term)))
    longest = frozenset(max((word.key for word in words_of(term)), key=len) for term in known)
    return re.compile(rf"(?<![\w/.])(?:{words})(?![\w])", re.IGNORECASE), known, longest


@cache
def rate_words() -> frozenset[str]:
    """Return the folded words of which a rate holds one that has neither digit nor unit."""
    return _terms()[2] | _LY_WORDS | _COURSES


def find_frequencies(passage: Passage) -> list[Mention]:
    """Find the repeating times and rates of a sentence; the longest wins where they overlap."""
    found = _basis(passage)
    if passage.has(_TIMES_WORDS) and passage.has(_COUNTED_IN):
        found += _counted(passage)
    if passage.has(_EVERY_WORDS) and passage.has(UNIT_WORDS):
        found += _every(passage)
    if passage.has(_LY_WORDS):
        found += _n_ly(passage)
    return [*found, *_listed(passage)] if passage.has(_terms()[2]) else found


def _counted(passage: Passage) -> list[Mention]:
    found = []
    for match in _COUNTED.finditer(passage.text):
        times = _times_of(match["times"])
        if match["ly"]:
            span = _LY[match["ly"].casefold()]
        elif match["unit"].casefold() in ("course", "cycle"):
            found.append(passage.mention("Frequency", match.start(), match.end()))
            continue
        else:
            unit, factor = unit_of(match["unit"])
            number = number_of(match["every"]) if match["every"] else 1.0
            span = f"P{length((number or 1.0) * factor, unit)}"
            if unit == "TM" or unit == "TS":
                continue
        found.append(passage.mention("Frequency", match.start(), match.end(), Value=f"R{times}/{span}"))
    return found


def _times_of(text: str) -> str:
    word = text.casefold()
    for name, number in (("once", "1"), ("twice", "2"), ("thrice", "3")):
        if word.startswith(name):
            return number
    numbers = [plain(number_of(match.group())) for match in re.finditer(PLAIN, word)]
    return "-".join(numbers[:2]) if numbers else "1"


def _every(passage: Passage) -> list[Mention]:
    found = []
    for match in _EVERY.finditer(passage.text):
        unit, factor = unit_of(match["unit"])
        if unit == "TS" or (match["joint"] and match.group().casefold().startswith("each")):
            continue
        ends = [number_of(text) for text in (match["low"], match["high"]) if text]
        ends = ends or [float(ordinal_of(match["ordinal"]))]
        spans = "/".join(f"P{length(None if n is None else n * factor, unit)}" for n in ends)
        end = match.end() - match.group().endswith(".")
        found.append(passage.mention("Frequency", match.start(), end, Value=f"R1/{spans}"))
    return found


def _n_ly(passage: Passage) -> list[Mention]:
    """Read ``three-weekly`` as every three weeks, but ``3 monthly checks`` as three of them a month."""
    found = []
    for match in _N_LY.finditer(passage.text):
        word = match["ly"].casefold()
        low, high = number_of(match["low"]), number_of(match["high"]) if match["high"] else None
        unit, factor = unit_of("day" if word == "daily" else word.removesuffix("ly"))
        basis = _BASIS.match(passage.text, match.end())
        end = basis.end() if basis and "interval" in basis.group() else match.end()
        several = not basis and match["gap"].isspace() and _PLURAL_BEHIND.match(passage.text, match.end())
        if (several and unit != "TH") or word == "daily":
            value = f"R{plain(low)}/P{length(factor, unit)}"
        else:
            ends = [low] if high is None else [low, high]
            value = "R1/" + "/".join(f"P{length(n, unit)}" for n in ends)
        found.append(passage.mention("Frequency", match.start(), end, Value=value))
    return found


def _basis(passage: Passage) -> list[Mention]:
    """Read ``on a three months basis`` and ``at 6-month intervals``."""
    found = []
    for amount in passage.amounts:
        match = _BASIS.match(passage.text, amount.end)
        if match and not amount.article:
            word = match.group().casefold()
            if word.endswith("interval") and not _AT_AN.search(passage.before(amount.start)):
                continue
            end = match.end() if "interval" in word else amount.end
            found.append(_frequency(passage, amount, end))
    return found


def _frequency(passage: Passage, amount: Amount, end: int) -> Mention:
    return passage.mention("Frequency", amount.start, end, Value=f"R1/{amount.value()}")


def _listed(passage: Passage) -> list[Mention]:
    pattern, known, _ = _terms()
    found = []
    for match in pattern.finditer(passage.text):
        term = match.group().casefold()
        value, context = known[term]
        before = passage.before(match.start())
        if _NOT_RATE.match(passage.text, match.end()):
            continue
        if context == "dose" and not (
            _DOSE_BEFORE.search(before) if term in ("od", "hs", "bid", "bd", "mane") else _DOSE_NEAR.search(before)
        ):
            continue
        start = match.start()
        if term in _ARTICLED:
            number = _NUMBER_NOUN.search(before)
            if number and not _NO_NOUN.search(number["noun"] or ""):
                start -= len(number.group())
                times = "-".join(plain(number_of(n)) for n in re.findall(PLAIN, number["n"] + number["high"]))
                value = f"R{times}{value[2:]}"
            elif not _DOSE_BEFORE.search(before) or _EXCRETED.search(before):
                continue
        found.append(passage.mention("Frequency", start, match.end(), Value=value))
    return found
