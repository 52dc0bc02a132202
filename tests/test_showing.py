from __future__ import annotations

import pytest
from handmade import handmade
from rich.console import Console

from casemill.mentions import LABELS
from casemill.showing import STYLES, layout, line_of, painted, rows, shown_heads

MARKED = (
    "Ill since.\r\nShe had [prednisone](Drug name=prednisone Status=stopped id=ATC:H02AB07) [5 mg](Dose >prednisone) "
    "[daily](Frequency Value=R1/P1D >prednisone).\r\n"
    "\x0cHer [CK](Analyte name=creatine_kinase Flag=high Specimen=serum) was [>231 U/L](LabValue Number=231 Unit=U/L "
    ">CK), ref [30-170](RefRange >CK), on [day 3](Date Value=+P3D Anchor=admission).\r\nBetter.\r\n"
)
RAW = "Ill since.\r\nShe had prednisone 5 mg daily.\r\n\x0cHer CK was >231 U/L, ref 30-170, on day 3.\r\nBetter.\r\n"


def test_each_label_has_a_style():
    assert set(STYLES) == set(LABELS)


def test_spans_are_painted_where_they_stand():
    text = painted(RAW, handmade(MARKED))
    assert [RAW[span.start : span.end] for span in text.spans] == [
        "prednisone",
        "5 mg",
        "daily",
        "daily",
        "CK",
        ">231 U/L",
        "30-170",
        "day 3",
    ]
    assert len(text.plain) == len(RAW)


def test_the_whole_text_is_shown_once():
    cuts = [(start, end) for start, end, _ in rows(RAW, handmade(MARKED))]
    assert " ".join(RAW[start:end] for start, end in cuts).split() == RAW.split()
    assert cuts == sorted(cuts)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        pytest.param(0, "Drug      prednisone · 5 mg · daily · stopped · ATC:H02AB07", id="drug"),
        pytest.param(1, "Analyte   creatine kinase · >231 U/L · high · serum · ref 30-170", id="analyte"),
        pytest.param(2, "Date      day 3 · +P3D · from admission", id="date"),
    ],
)
def test_a_record_is_one_line(number, line):
    assert line_of(shown_heads(handmade(MARKED))[number]).plain == line


def test_the_records_stand_beside_their_sentence():
    console = Console(width=120, file=None, record=True, quiet=False, force_terminal=False)
    with console.capture() as capture:
        console.print(layout(RAW, handmade(MARKED)))
    assert "Frequency" not in capture.get(), "it stands with its drug"
    (shown,) = [line for line in capture.get().splitlines() if "She had" in line]
    assert "Drug      prednisone" in shown
