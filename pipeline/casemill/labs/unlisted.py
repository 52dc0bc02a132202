"""Names that no lexicon lists, read from the words in front of a value that only a measurement has."""

from __future__ import annotations

import re

from casemill.labs.lexicon import Concept
from casemill.labs.measured import Measure, may_stand_bare
from casemill.labs.names import Name
from casemill.view import View

_HEAD = re.compile(
    r"(?P<name>(?:[\w\u03b1-\u03c9][\w\-\u2013'\u2019/\u03b1-\u03c9+]*\s){0,4}[\w\u03b1-\u03c9][\w\-\u2013'\u2019/\u03b1-\u03c9+]*)"
    r"(?P<level>\s(?:levels?|concentrations?|titers?|titres?|values?|counts?))?"
    r"(?P<short>\s?[(\[][\w\-\u2013/+ ]{1,14}[)\]])?"
    r"(?P<late>\s(?:levels?|concentrations?|titers?|titres?|values?|counts?))?"
    r"(?P<link>\s?[,:=(\[]?\s?(?:(?:of|was|were|is|at|to|been|found|measured|elevated|increased|decreased|reduced|low|high|normal|only|prolonged|about|approximately|as|be|up)\s){0,4}[(\[]?)$"
)
_STOP = frozenset(
    "a an the and or of in on at to with was were is are had has have his her their its by for from showed revealed "
    "demonstrated including include includes elevated increased decreased reduced raised low high normal abnormal mild "
    "moderate severe markedly slightly patient serum plasma blood urine urinary csf that which between about maximum "
    "mean average initial current baseline recent repeat repeated follow estimated calculated measured peak other as "
    "noted noting found after before during while also then but not no only when where it he she they this these those "
    "fasting random cerebrospinal fluid level levels laboratory under over than up down into given received dose".split()
)
_NOT_NAMES = frozenset(
    "dose doses dosage infusion solution bolus saline dextrose rate flow oxygen patient patients group mutation cut off "
    "injection loading daily energy power radiation contrast limit size diameter volume amount".split()
)
_TOO_GENERAL = frozenset("pressure pressures rate rates frequency index score scale ratio count counts cells gradient".split())
_LAB_UNITS = re.compile(
    r"(?:[km]?U|\[IU\]|[mukM]\[IU\]|u?U|u?kat|nkat|\[arb'U\]|\[GPL'U\]|\[MPL'U\])/(?:L|mL|dL|mmol|g)$"
    r"|(?:mmol|umol|nmol|pmol|meq|ueq)/(?:L|dL|mL)$|(?:ng|pg|fg)/(?:mL|L|dL)$|g/dL$|mg/dL$|ug/(?:dL|L|g)$|mmol/mol$|ng/mL/h$|mosm/(?:kg|L)$"
)
_ENDINGS = {
    "pressure": re.compile(r"(?:pressures?|gradients?|tension)$", re.IGNORECASE),
    "rate": re.compile(r"(?:rates?|frequency|pulse)$", re.IGNORECASE),
    "copies": re.compile(r"(?:load|DNA|RNA|PCR|copies|viremia|viraemia)$"),
    "count": re.compile(r"(?:counts?|cells|cytes|phils|blasts|erythrocytes)$", re.IGNORECASE),
    "time": re.compile(r"(?:latency|latencies|interval|deceleration time|clotting time|prothrombin time)$", re.IGNORECASE),
    "voltage": re.compile(r"(?:amplitudes?|potentials?|voltage)$", re.IGNORECASE),
    "velocity": re.compile(r"(?:velocity|velocities)$", re.IGNORECASE),
    "flow": re.compile(r"(?:clearance|filtration rate)$", re.IGNORECASE),
    "percent": re.compile(r"(?:activity|saturation|ejection fraction|shortening|labell?ing index|proliferation index|positivity)$", re.IGNORECASE),
    "bodyindex": re.compile(r"(?:index)$", re.IGNORECASE),
    "": re.compile(r"(?:score|index|ratio|\bscale|quotient)$", re.IGNORECASE),
    "ratio": re.compile(r"(?:score|\bscale)$", re.IGNORECASE),
    "titer": re.compile(r"(?:titers?|titres?|antibod(?:y|ies)|agglutinins?|ratio)$", re.IGNORECASE),
}
_KINDS = (
    (re.compile(r"(?:latency|latencies|amplitudes?|velocity|velocities|potentials?|voltage)$", re.IGNORECASE), "electrophysiology"),
    (re.compile(r"(?:score|scale|index)$", re.IGNORECASE), "score"),
    (re.compile(r"(?:pressures?|gradients?|tension|rates?|frequency|pulse|interval|time|fraction|saturation|shortening)$", re.IGNORECASE), "vital"),
)
_WINDOW = 110


def unlisted_name(view: View, measure: Measure, *, start: int) -> Name | None:
    """Return the name that the words in front of a value give, if the value's unit is a laboratory's.

    Parameters
    ----------
    view
        The reading copy and earlier mentions.
    measure
        A number that found no name of the lexicon.
    start
        Where the name may begin: the sentence, or the end of the value before.
    """
    value = measure.value
    begin = max(start, value.start - _WINDOW)
    before = view.text[begin : value.start]
    match = _HEAD.search(before)
    if match is None:
        return None
    levelled = bool(match["level"] or match["late"])
    place = _trimmed(match)
    if place is None:
        return None
    low, high = begin + place[0], begin + place[1]
    surface = view.text[low:high]
    if not _fits(surface, measure, levelled=levelled, linked=bool(match["link"].strip()), text=view.text):
        return None
    if match["short"] and not match["level"]:
        high = begin + match.end("short")
    if not view.is_free(low, high):
        return None
    kind = next((kind for pattern, kind in _KINDS if pattern.search(surface)), "lab")
    return Name(low, high, Concept(surface.lower(), kind))


def _trimmed(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the place of the name without determiners, verbs and adjectives of state in front."""
    words = list(re.finditer(r"\S+", match["name"]))
    first = len(words)
    while first > 0 and words[first - 1].group().lower() not in _STOP and len(words) - first < 4:
        first -= 1
    if first == len(words) or any(word.group().lower() in _NOT_NAMES for word in words[first:]):
        return None
    begin = match.start("name") + words[first].start()
    surface = match["name"][words[first].start() :]
    letters = sum(char.isalpha() for char in surface)
    return (begin, match.end("name")) if letters >= 2 else None


def _fits(surface: str, measure: Measure, *, levelled: bool, linked: bool, text: str) -> bool:
    value = measure.value
    if value.dimension == "concentration":
        return _LAB_UNITS.match(value.unit) is not None or levelled
    ending = _ENDINGS.get(value.dimension)
    if ending is None:
        return False
    if value.bare and not (linked and may_stand_bare(text, value)):
        return False
    if value.dimension == "count" and "/" not in value.unit:
        return False
    if surface.lower() in _TOO_GENERAL:
        return False
    if value.dimension == "count" and (levelled or "10*" in value.unit):
        return True
    if value.dimension == "titer" and levelled:
        return True
    return ending.search(surface) is not None
