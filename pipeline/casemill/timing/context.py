"""Words on either side of an amount of time that belong to its span or decide what it is."""

from __future__ import annotations

import re

from casemill.timing.numbers import DASH

HEDGE = (
    r"(?:(?:approximately|approx\.?|about|around|nearly|almost|roughly|some|just|only|circa|ca\.?|exactly|up\sto"
    r"|the|an?\s(?:total|period|interval|duration|course|average|mean|median)\sof"
    r"|another|an\sadditional|a\sfurther|as\slong\sas|as\searly\sas)\s|~\s?|≈\s?)"
)
"""Words between a preposition and an amount that are no part of the span."""

COMPARATOR = (
    r"(?:(?:more|less|greater|longer|fewer|later)\sthan\s|at\s(?:least|most)\s|(?:above|below|under|over)\s"
    r"|[<>≥≤]\s?)"
)
"""Comparators that belong to the span."""

MODIFIER = (
    r"(?:(?:very\s)?(?:last|past|next|previous|preceding|following|first|final|initial|subsequent|ensuing|coming"
    r"|remaining|prior|further)\s)"
)
"""Words that place a length of time and belong to its span."""

LASTING = re.compile(
    rf"(?i:\b(?:for|over|during|lasting|lasted|lasts|throughout|spanning|duration\sof|history\sof|period\sof|course\sof"
    rf"|remained|total\sof|in(?=\sthe\s$))\s(?:the\s|a\s|an\s|his\s|her\s)?{MODIFIER}?{HEDGE}?{COMPARATOR}?)$|(?i:{MODIFIER})$"
)
"""What makes a length of the amount even though a direction word follows (``for 3 days after``)."""

AFTER = re.compile(rf"(?i:(?<!the\s)\b(?:after|following)\s{HEDGE}?{COMPARATOR}?)$")
AT = re.compile(
    rf"(?i:(?<!delayed\s)(?<!prolonged\s)(?<!preceded\s)(?<!extended\s)(?<!followed\s)(?<!shortened\s)"
    rf"(?<!separated\s)(?<!reduced\s)(?<!increased\s)\b(?:at|by)\s{HEDGE}?)$"
)
FOLLOW_UP = re.compile(rf"(?i:follow(?:ed|ing)?(?:{DASH}|\s)?up)")
TESTED = re.compile(
    r"(?i:['’]?\s?(?:urin|Holter|electrocardiogra|ECG|EEG|ambulatory|pH\b|protein|creatinine|tape\b|collection"
    r"|recording|monitoring|walk|sampling|video|proteinuria|younger\b|older\b|sized?\b|developmental|half-life|glucose))"
)
"""Words behind an amount that make it part of the name of a test (``24-hour urine``)."""


def comparator_start(text: str, start: int) -> int:
    """Return where the comparator in front of an amount begins, or ``start`` if there is none."""
    match = re.search(rf"(?i:(?<![a-z]){COMPARATOR})$", text[max(0, start - 20) : start])
    return start - len(match.group()) if match else start
