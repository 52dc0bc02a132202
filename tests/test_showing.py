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
        pytest.param(0, "Drug prednisone · 5 mg · daily · stopped · ATC:H02AB07", id="drug"),
        pytest.param(1, "Analyte creatine kinase · >231 U/L · high · serum · ref 30-170", id="analyte"),
        pytest.param(2, "Date day 3 · +P3D · from admission", id="date"),
    ],
)
def test_a_record_is_one_line(number, line):
    label, rest = line_of(shown_heads(handmade(MARKED))[number])
    assert f"{label} {rest}" == line


def printed(width, **options):
    console = Console(width=width, force_terminal=False)
    with console.capture() as capture:
        console.print(layout(RAW, handmade(MARKED), **options))
    return [line.rstrip() for line in capture.get().splitlines()]


def test_the_records_stand_beside_their_sentence():
    lines = printed(120)
    assert not any("Frequency" in line for line in lines), "it stands with its drug"
    (shown,) = [line for line in lines if "She had" in line]
    assert "Drug      prednisone" in shown


def test_what_goes_on_on_the_next_line_stands_below_the_name():
    lines = printed(76)
    i = next(i for i, line in enumerate(lines) if "Drug      prednisone" in line)
    assert lines[i + 1].strip() == "stopped · ATC:H02AB07"
    assert lines[i + 1].index("stopped") == lines[i].rindex("prednisone")


def test_on_a_narrow_terminal_the_records_stand_below_their_sentence():
    assert printed(40, beside=False)[:7] == [
        "Ill since.",
        "She had prednisone 5 mg daily.",
        "  Drug      prednisone · 5 mg · daily ·",
        "            stopped · ATC:H02AB07",
        "Her CK was >231 U/L, ref 30-170, on day",
        "3.",
        "  Analyte   creatine kinase · >231 U/L ·",
    ]


def test_what_steers_a_terminal_is_shown_instead():
    raw = "He had \x1b[2J\x9b31m\u202easpirin\x1b]0;x\x07."
    text = painted(raw, handmade(raw.replace("aspirin", "[aspirin](Drug)")))
    assert text.plain == "He had ␛[2J\ufffd31m\ufffdaspirin␛]0;x ."
    assert [text.plain[span.start : span.end] for span in text.spans] == ["aspirin"]
