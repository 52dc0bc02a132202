"""BRAT standoff: reading, writing, and both ways round."""

from __future__ import annotations

import pytest
from handmade import handmade
from hypothesis import given
from hypothesis import strategies as st

from casemill.standoff import (
    ATTRIBUTES,
    Relation,
    Span,
    Standoff,
    StandoffError,
    format_standoff,
    mention_text,
    parse_standoff,
    standoff_of,
)

TEXT = "oral ribavirin 0.5\r\nmg; left\nulnar  nerve"

ANN = """\
T1\tRoute 0 4\toral
R1\tRoute-Drug Arg1:T1 Arg2:T2
T2\tDrug 5 14\tribavirin
A1\tKind T2 ingredient
A2\tStatus T2 stopped
N1\tReference T2 ATC:J05AP01\tribavirin
T3\tDose 15 18;20 22\t0.5 mg
R2\tDose-Drug Arg1:T3 Arg2:T2
T4\tNerve 29 41\tulnar  nerve
A3\tLaterality T4 left
N2\tReference T4 name:ulnar_nerve\tulnar nerve
"""

ROUTE = Span("Route", ((0, 4),))
DRUG = Span("Drug", ((5, 14),), {"Kind": "ingredient", "Status": "stopped"}, "ribavirin", "ATC:J05AP01")
DOSE = Span("Dose", ((15, 22),))
NERVE = Span("Nerve", ((29, 41),), {"Laterality": "left"}, "ulnar nerve")
STANDOFF = Standoff.of(
    [NERVE, DOSE, DRUG, ROUTE],
    relations=[Relation("Dose-Drug", DOSE.key, DRUG.key), Relation("Route-Drug", ROUTE.key, DRUG.key)],
)


def test_reads_spans_attributes_concepts_and_relations():
    assert parse_standoff(ANN.encode(), source="a.ann", text=TEXT) == STANDOFF


def test_writes_what_it_reads():
    assert format_standoff(STANDOFF, text=TEXT) == ANN


def test_line_ends_of_the_file_itself_do_not_matter():
    crlf = ANN.replace("\n", "\r\n").encode()
    assert parse_standoff(crlf, source="a.ann", text=TEXT) == STANDOFF


def test_order_of_lines_does_not_matter():
    backwards = "\n".join(reversed(ANN.splitlines())).encode()
    assert parse_standoff(backwards, source="a.ann", text=TEXT) == STANDOFF


def test_notes_empty_lines_and_a_byte_order_mark_are_passed_over():
    data = b"\xef\xbb\xbf\n#1\tAnnotatorNotes T1\tsure?\n" + ANN.encode() + b"\n\n"
    assert parse_standoff(data, source="a.ann", text=TEXT) == STANDOFF


def test_a_slot_of_two_heads_stands_once():
    text = "oral folate and biotin"
    heads = [Span("Drug", ((5, 11),)), Span("Drug", ((16, 22),))]
    relations = [Relation("Route-Drug", ROUTE.key, head.key) for head in heads]
    written = format_standoff(Standoff.of([ROUTE, *heads], relations=relations), text=text)
    assert written.splitlines() == [
        "T1\tRoute 0 4\toral",
        "R1\tRoute-Drug Arg1:T1 Arg2:T2",
        "R2\tRoute-Drug Arg1:T1 Arg2:T3",
        "T2\tDrug 5 11\tfolate",
        "T3\tDrug 16 22\tbiotin",
    ]


def test_zero_is_a_value():
    span = Span("LabValue", ((0, 1),), {"Unit": "%", "Number": "0"})
    assert format_standoff(Standoff.of([span]), text="0").splitlines()[1:] == [
        "A1\tNumber T1 0",
        "A2\tUnit T1 %",
    ]


@pytest.mark.parametrize(
    ("text", "fragments"),
    [
        pytest.param("sural\nnerve", ((0, 11),), id="line-end"),
        pytest.param("sural \r\n nerve", ((0, 14),), id="crlf-with-blanks"),
        pytest.param("sural, nerve", ((0, 5), (7, 12)), id="a-comma-parts-them"),
    ],
)
def test_white_space_alone_parts_no_span(text, fragments):
    last = len(text) - 5
    line = f"T1\tNerve 0 5;{last} {len(text)}\tsural nerve\n".encode()
    found = parse_standoff(line, source="a.ann", text=text)
    assert [span.fragments for span in found.spans] == [fragments]
    assert format_standoff(found, text=text).encode() == line


def test_fragments_stay_apart_when_the_text_is_not_known():
    found = parse_standoff(b"T1\tNerve 0 5;6 11\tsural nerve\n", source="a.ann")
    assert found.spans[0].fragments == ((0, 5), (6, 11))


def test_mention_text_is_on_one_line_without_blanks_at_the_cuts():
    assert mention_text("sural \r\n\r\n nerve", Span("Nerve", ((0, 16),))) == "sural nerve"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T1\tDrug 0 4", "is no span"),
        ("T1\tDrug 0\toral", "is no span"),
        ("T1\tDrug 0 x\toral", "is no span"),
        ("T1\t0 4\toral", "is no span"),
        ("T1\tDrug 4 4\t", "empty or out of order"),
        ("T1\tDrug 8 4\toral", "empty or out of order"),
        ("T1\tDrug 5 9;0 4\triba oral", "empty or out of order"),
        ("T1\tDrug 30 400\tulnar", "ends at 400, the text has 41 characters"),
        ("T1\tDrug 1 5\toral", "gives other words"),
        ("T9\tRoute 0 4\toral", "repeats a span"),
        ("T0\tDrug 5 14\tribavirin", "uses the id T0 a second time"),
        ("A1\tKind T0", "is no attribute"),
        ("A1\tKind T7 brand", "points at T7"),
        ("A1\tKind T0 brand\nA2\tKind T0 class", "a second Kind"),
        ("N1\tReference T0\tx", "is no concept"),
        ("N1\tReference T0 ATC:A00", "is no concept"),
        ("N1\tReference T0 ATC:A00\ta\nN2\tReference T0 ATC:B00\tb", "a second concept"),
        ("R1\tDose-Drug T0 T0", "is no relation"),
        ("R1\tDose-Drug Arg1:T0 Arg2:T7", "points at T7"),
        ("E1\tTreat:T0", "begins with no id"),
        ("nonsense", "begins with no id"),
    ],
)
def test_a_malformed_line_is_named(line, problem):
    good = "T0\tDrug 5 14\tribavirin\nT3\tRoute 0 4\toral\n"
    with pytest.raises(StandoffError, match=problem) as caught:
        parse_standoff((good + line + "\n").encode(), source="some.ann", text=TEXT)
    number = 2 + len(line.split("\n"))
    assert str(caught.value).startswith(f"some.ann, line {number}: ")


def test_bytes_that_are_no_utf8_are_named():
    with pytest.raises(StandoffError, match=r"some\.ann, line 2: the line is not UTF-8"):
        parse_standoff(b"\nT1\tDrug 0 4\t\xff\n", source="some.ann")


PIECES = st.sampled_from(["a", "B2", "é", "\N{GRINNING FACE}", "µg", " ", "\n", "\r\n", "\t", "\u2028", "-"])
WORDS = st.text("abc_:0%*/-+é", min_size=1, max_size=6)


@st.composite
def annotated_texts(draw):
    text = "x" + "".join(draw(st.lists(PIECES, min_size=1, max_size=30))) + "x"
    spans = {}
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        piece = text[start:end].strip()
        if piece:
            first = text.index(piece, start)
            span = Span(
                draw(st.sampled_from(["Drug", "Dose", "Nerve"])),
                ((first, first + len(piece)),),
                draw(st.dictionaries(st.sampled_from([*ATTRIBUTES, "Own"]), WORDS)),
                name := draw(st.just("") | WORDS),
                draw(st.just("") | st.just("UBERON:1")) if name else "",
            )
            spans[span.key] = span
    keys = sorted(spans)
    pairs = [
        (draw(st.sampled_from(keys)), draw(st.sampled_from(keys)))
        for _ in range(draw(st.integers(0, len(keys))))
    ]
    return text, Standoff.of(spans.values(), relations=[Relation("Dose-Drug", *pair) for pair in pairs])


@given(annotated_texts())
def test_reading_gives_back_what_was_written(case):
    text, standoff = case
    written = format_standoff(standoff, text=text)
    assert parse_standoff(written.encode(), source="x", text=text) == standoff
    assert parse_standoff(written.replace("\n", "\r\n").encode(), source="x", text=text) == standoff


def test_a_record_comes_with_raw_offsets():
    marked = (
        "She took [oral](Route >folate >none) [corti-\ncosteroids](Drug Kind=class name=corticosteroid) "
        "and\n[folate](Drug Kind=ingredient Status=stopped Scope=general id=ATC:B03BB01), then "
        "[none](Drug Status=given)."
    )
    raw = "She took oral corti-\ncosteroids and\nfolate, then none."
    found = standoff_of(handmade(marked))
    assert [(s.label, raw[s.start : s.end], s.attributes, s.name, s.identifier) for s in found.spans] == [
        ("Route", "oral", {}, "", ""),
        ("Drug", "corti-\ncosteroids", {"Kind": "class"}, "corticosteroid", ""),
        ("Drug", "folate", {"Kind": "ingredient", "Status": "stopped", "Scope": "general"}, "", "ATC:B03BB01"),
        ("Drug", "none", {}, "", ""),
    ]
    route, _, folate, none = (span.key for span in found.spans)
    assert found.relations == (Relation("Route-Drug", route, folate), Relation("Route-Drug", route, none))
