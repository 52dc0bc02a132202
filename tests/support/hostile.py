"""Pieces that hostile texts are made of, and what must hold for the record of any text."""

from __future__ import annotations

from itertools import chain

import casemill
from casemill.cases import cases_of
from casemill.cases.care import care_of
from casemill.cases.conflicts import conflicts_of
from casemill.errors import InputError
from casemill.records import CaseRecord, slots_of
from casemill.tables import COLUMNS, rows_of

PIECES = (
    # times
    "May 1, ", "on 1/1/2019 ", "2019-02-30 ", "31 April ", "D+1 ", "D-", "day 0 ", "day +100 ", "two weeks later, ",
    "three days before ", "after transplantation ", "for 2 months ", "every 3 weeks ", "at 10:75 ", "the same day ",
    "1/1/", "at 5 years ", "0000 ", "9999-12-31 ", "99999999 days later ", "February 29, ", "in 2019 ", "until ",
    "10 years before ", "day 999999999 ", "the 1990s ", "mid-June ", "12/13/14 ", "since ", "a month after ",
    # drugs
    "prednisone ", "cyclosporine A, ", "5 mg ", "1,000 mg/m² ", "1e9 ", "10-20 mg/kg ", "twice daily ",
    "intrathecally ", "R-CHOP ", "IVIG ", "was started ", "was stopped ", "tapered to ", "mg", "0.0 ", "q8h ",
    "cycles of ", "no ",
    # laboratory
    "Hb 5 g/dL, ", "AST/ALT ", "WBC ", "CD3+CD4-", "CSF protein ", "(normal 1-2) ", "×10^9/L ", "10⁹/l ", ">", "<5 ",
    "respectively", "IgG ", "anti-GQ1b antibodies ", "positive ", "negative for ", "1:40 ", "% ", "5% blasts ", "±",
    "Hb\t5\n", "9" * 40, "1.2.3 ", "pH 7. ",
    # nerves, diagnoses, procedures, course
    "left ", "right and ", "bilateral ", "facial ", "nerve palsy ", "cranial nerves II, III-", "XII ", "L5-S1 ", "C0 ",
    "third and ", "spared ", "acute myeloid leukemia ", "(AML) ", "AML ", "ruled out ", "lumbar puncture ", "MRI ",
    "relapsed ", "second remission ", "died ", "recovered ", "bone marrow transplantation ", "biopsy of ",
    # persons
    "A 5-year-old ", "woman ", "he ", "her mother ", "the donor ", "Patient 1 ", "Patient 2 ", "patients 1 and 2 ",
    "Case 1\n", "Case A: ", "Patient 99 ", "both patients ", "another patient ", "aged 300 ", "Patient 0 ",
    # structure
    "Case report\n", "Discussion\n", "References\n", "Table 1\n", "Fig. 1. ", "\n\n", "\n", "\r\n", "\r", "\t", "\f",
    "1. ", "[1,2] ", "(", ")", "[", "]", '"', "“", "'s ", "-\n", "co-\nop ", ". ", ", ", "; ", ": ", "/", "-", "–",
    "and ", "or ", "not ", "however, ", "as well as ", "et al. ", "e.g. ", "•\n", "\u2028", "http://a.b/c ", "...",
    # characters that copies and offsets stumble over
    "\u200b", "\u00ad", "e\u0301", "\u0301", "\ufeff", "ﬁ", "İ", "ß", "µ", "½", "２", "٣", "²", "𝟓", "Ⅳ", "\u202e",
    "😀", "\x00", "\x85", "\xa0", "㎎", "א", "Не ", "患者 ", "K", "ΐ",
)  # fmt: skip
"""Pieces of clinical grammar and of trouble; never longer than a phrase."""


def text_of(data: bytes) -> str:
    """Return the text that bytes spell: each byte a piece, the last few ones a character that the next two give."""
    values, pieces = iter(data), []
    for value in values:
        if value < len(PIECES):
            pieces.append(PIECES[value])
        else:
            code = next(values, 0x41) << 8 | next(values, 0x41)
            pieces.append(chr(code) if not 0xD800 <= code < 0xE000 else chr(code + 0x10000))
    return "".join(pieces)


def check_text(raw: str) -> None:
    """Extract a text and check its record; a text may be refused with an error of its own."""
    try:
        record = casemill.extract(raw)
    except InputError:
        return
    check_record(raw, record)


def check_record(raw: str, record: CaseRecord) -> None:
    """Check what holds for the record of any text, and that all that is made of records can be made."""
    heads = record.heads
    for item in chain(heads, *map(slots_of, heads), record.unattached):
        place = item.evidence
        assert raw[place.start : place.end] == place.text, item.id
        assert 0 <= place.sentence_start <= place.start < place.end <= place.sentence_end <= len(raw), item.id
    ids = [head.id for head in heads]
    assert len(ids) == len(set(ids))
    for when in (head.when for head in heads if head.when):
        assert (when.earliest is None) == (when.latest is None), when
        assert when.earliest is None or when.earliest <= str(when.latest), when
        assert set(when.given_by) <= set(ids), when
    assert len(cases_of(record)) >= 1
    conflicts_of(record)
    care_of(record)
    assert rows_of(record).keys() == COLUMNS.keys()
    assert CaseRecord.model_validate_json(record.model_dump_json()) == record
