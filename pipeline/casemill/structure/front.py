"""Lines that are neither title nor text: authors, affiliations, journal, notices."""

from __future__ import annotations

import re

_INITIALS = re.compile(r"(?:\b[A-ZÀ-Þ]\.[ -]?){1,3}[A-ZÀ-Þ][\w’'-]+|\b[A-ZÀ-Þ][\w’'-]{1,40} [A-ZÀ-Þ]{1,3}\b(?=[,;]|$)")
_FULL_NAME = re.compile(
    r"^[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ](?:\.|[\w’'-]+))*(?: (?:de|van|von|der|den|di|da|el|al|"
    r"bin))*(?: [A-ZÀ-Þ][\w’'-]+){1,2}[\d,*†‡§¹²³\s]*$"
)
_DEGREE = re.compile(r"\b(?:MD|PhD|MBBS|FRCP|MSc|BSc|DO|MPH|FACS|MRCP|RN|M\.D\.|Ph\.D\.)(?=[\s,;.)*]|$)")
_JOURNAL = re.compile(
    r"\b(?:doi|DOI|PMID|PMCID|ISSN|ISBN|ORCID)\b|https?://|www\.|(?<![\w.])[\w.-]{1,64}@[\w-]{1,64}\.\w|©|"
    r"\bet al\. .{0,60}\b\d{4};|"
    r"\b\d{4}\s?;\s?\d+(?:\(\d+\))?\s?:\s?\w?\d+|\|.*\|"
)
_DATES = re.compile(
    r"^(?:Received|Accepted|Revised|Submitted|Published|Available online|Article history|"
    r"First published)\b.{0,40}\d{4}"
)
_PLACE = re.compile(
    r"\b(?:Department|Division|Faculty|School|Institute|University|Hospital|College|Centre|Center|"
    r"Clinic|Unit|"
    r"Service|Laboratory) (?:of|for)\b|\b(?:University|Hospital|Institute|College|Medical Center|"
    r"Medical Centre|Faculty)\b"
)
_NOTICE = re.compile(
    r"^(?:Correspond(?:ence|ing author)\b|E-?mail\b|Address (?:for|reprint)|Copyright\b|©|"
    r"\(c\) \d{4}|This is an open[- ]access|"
    r"Page \d+(?: of \d+)?$|(?:https?://|www\.)\S+$|"
    r"Received:|Accepted:|Published:|How to cite|Cite this|Citation:|All rights reserved|Downloaded from|"
    r"The authors? (?:declare|have no|has no|thank|report no (?:conflict|competing|financial|"
    r"disclosure))|We (?:thank|are grateful to|would like to thank)|"
    r"Written informed consent|Informed consent (?:was|for)|This (?:work|study|"
    r"research) was (?:supported|funded))",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"^(?:Written informed consent|Informed consent (?:was|for))", re.IGNORECASE)
_CLINICAL = re.compile(r"\b(?:patients?|she|he|his|her|mg|diagnos\w+|treat\w+|presented|underwent)\b", re.IGNORECASE)


def is_prose(line: str) -> bool:
    """Tell whether a line is a sentence of the text: long enough, or with a full stop."""
    words = line.split()
    return len(words) > 25 or (len(words) > 5 and line.rstrip()[-1:] in ".?!:;")


def is_front_line(line: str) -> bool:
    """Tell whether a line in front of the text names authors, places of work or the journal."""
    if _CLINICAL.search(line) and is_prose(line):
        return False
    if _JOURNAL.search(line) or _DATES.match(line):
        return True
    if len(_INITIALS.findall(line)) > 1 or len(_DEGREE.findall(line)) > 0:
        return not is_prose(line) or len(_INITIALS.findall(line)) > 2
    capitals = sum(word[:1].isupper() for word in line.split())
    if _PLACE.search(line) and 2 * capitals >= len(line.split()) and not _CLINICAL.search(line):
        return True
    names = [name.strip() for name in re.split(r",| and |;|&", line) if name.strip()]
    return len(names) > 1 and all(len(name) < 4 or (len(name) < 60 and _FULL_NAME.match(name)) for name in names)


def notice_kind(line: str) -> str:
    """Return the category of a notice, wherever it stands: ``consent`` or ``acknowledgement``; empty if it is none."""
    if _CONSENT.match(line):
        return "consent"
    return "acknowledgement" if _NOTICE.match(line) else ""
