"""Protocols that are named by a disease and a year (``ALL-2009``, ``AML-BFM 2004``)."""

from __future__ import annotations

import re

from casemill.drugs.lexicon import Entry, Name
from casemill.view import Sentence, View

_NAMED_BY_YEAR = re.compile(
    r"(?<![\w-])(?:ALL|AML|APL|NHL|LBL|CLL|HL|GMALL|GRAALL|UKALL|NOPHO|COG|EWALL|EORTC|PETHEMA|CALGB|SWOG|MRC|HOVON"
    r"|LAL|TOTAL|Total|CoALL|COALL|AIEOP|BFM|LMB|FAB|DFCI|JALSG|JPLSG|CCLG|SCMC|RALL|HIT|PNET|SIOP|EURO-EWING|EsPhALL)"
    r"(?:[- ](?:ALL|AML|LBL|NHL|BFM|MB|IC|LMB|SHOP|SIOP|R))?"
    r"[- ](?:(?:19|20)\d\d|\d{2,5}|XV|XVI|XII|III)(?![\w%./]|-(?:year|day|month))"
)
_SPEAKS_OF_THERAPY = re.compile(
    r"\b(?:protocols?|regimens?|programme?d?|program|chemotherapy|polychemotherapy|induction|consolidation"
    r"|according to|schedule|treated|trial|scheme)\b",
    re.IGNORECASE,
)
_NEAR = 60


def protocol_names(view: View, sentence: Sentence) -> list[Name]:
    """Return the protocols of a sentence that are named by a disease or group and a number."""
    found = []
    for match in _NAMED_BY_YEAR.finditer(view.text, sentence.start, sentence.end):
        left = max(sentence.start, match.start() - _NEAR)
        around = view.text[left : min(sentence.end, match.end() + _NEAR)]
        if _SPEAKS_OF_THERAPY.search(around):
            found.append(Name(match.start(), match.end(), Entry(match.group(), "regimen", "", ""), "protocol"))
    return found
