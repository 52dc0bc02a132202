"""PDF: columns, running heads, pages, and what cannot be read."""

from __future__ import annotations

import random
import sys

import pytest
from documents import pdf

from casemill import errors
from casemill.reading.texts import page_of
from casemill.sources import read_source, source_of
from casemill.sources.layout import Box, in_reading_order, without_running_lines

WORDS = ["hand", "foot", "nerve", "root", "palsy", "gait", "walk", "stair", "cramp", "reflex", "week", "month"]


@pytest.fixture
def read(tmp_path):
    pytest.importorskip("pdfminer", reason="the extra casemill[pdf] is not installed")

    def call(data: bytes):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return read_source(source_of(path))

    return call


def lines_of_a_column(seed: int, count: int = 40) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=7)) for _ in range(count)]


@pytest.mark.parametrize("drawn", ["columns", "rows", "anyhow"])
def test_columns_are_read_one_after_the_other(read, drawn):
    columns = [lines_of_a_column(seed) for seed in (1, 2)]
    placed = [(50 + 270 * i, 720 - 12 * k, line) for i, column in enumerate(columns) for k, line in enumerate(column)]
    if drawn == "rows":
        placed.sort(key=lambda line: (-line[1], line[0]))
    elif drawn == "anyhow":
        random.Random(0).shuffle(placed)
    text = read(
        pdf([[*placed, (50, 750, "A title that stands over both of the columns and is as wide as the page is")]])
    )
    assert text.raw.split("\n\n")[0].startswith("A title")
    assert text.raw.split()[17:] == " ".join(columns[0] + columns[1]).split()


def test_hyphens_stay_in_the_raw_text_and_are_repaired_in_the_copy(read):
    text = read(pdf([[(50, 700, "The leg was weak from polyneuro-"), (50, 688, "pathy of the longest nerves.")]]))
    assert "polyneuro-\npathy" in text.raw
    assert "polyneuropathy of the longest" in text.copy


def test_running_lines_and_page_numbers_are_left_out_and_pages_are_told(read):
    pages = [
        [(50, 770, f"Made-up Journal 2020; {i}"), (50, 600, f"He fell {word}."), (300, 30, f"Page {i}")]
        for i, word in enumerate(("once", "twice", "often"), 1)
    ]
    text = read(pdf(pages))
    assert text.raw.split("\n\n") == ["He fell once.", "He fell twice.", "He fell often.", ""]
    assert text.pages == (0, 15, 31)
    assert [page_of(text.pages, offset) for offset in (0, 14, 15, 30, 31, 46)] == [1, 1, 2, 2, 3, 3]


def test_an_empty_page_keeps_its_number(read):
    text = read(pdf([[(50, 600, "He fell.")], [], [(50, 600, "He rose.")]]))
    assert text.pages == (0, 10, 10)
    assert page_of(text.pages, 10) == 3


def test_the_first_bytes_tell_a_pdf_under_another_name(read, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(pdf([[(50, 600, "He fell.")]]))
    assert read_source(source_of(path)).raw == "He fell.\n\n"


LOCKED = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>".format("41" * 32)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(pdf([[], []]), errors.ImageOnlyError, id="no-text"),
        pytest.param(pdf([[(50, 600, "1 2 3")]]), errors.ImageOnlyError, id="no-letters"),
        pytest.param(pdf([[(50, 600, "He fell.")]], trailer=LOCKED), errors.EncryptedInputError, id="encrypted"),
        pytest.param(b"%PDF-1.4\nnothing else", errors.CorruptInputError, id="corrupt"),
        pytest.param(pdf([]), errors.CorruptInputError, id="no-pages"),
        pytest.param(pdf([[]] * 2001), errors.TooManyError, id="too-many-pages"),
    ],
)
def test_refused(read, data, error):
    with pytest.raises(error, match=r"a\.pdf"):
        read(data)


def test_a_missing_library_names_the_extra(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[(50, 600, "He fell.")]]))
    for name in ("pdfminer", "pdfminer.high_level"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(errors.MissingExtraError, match=r"casemill\[pdf\]"):
        read_source(source_of(path))


def box(left: float, bottom: float, right: float, top: float, text: str) -> Box:
    return Box.around([Box(left, bottom, right, top, text, page_height=800)])


def test_a_wide_box_parts_what_stands_above_it_from_what_stands_below():
    boxes = [
        box(300, 700, 550, 790, "b"),
        box(50, 100, 280, 390, "d"),
        box(50, 400, 550, 600, "c"),
        box(300, 100, 550, 390, "e"),
        box(50, 700, 280, 780, "a"),
    ]
    assert "".join(found.lines[0].text for found in in_reading_order(boxes)) == "abcde"


def test_boxes_that_no_blank_parts_are_read_downwards():
    boxes = [box(50, 100, 300, 200, "b"), box(200, 300, 550, 400, "a"), box(60, 10, 200, 90, "c")]
    assert "".join(found.lines[0].text for found in in_reading_order(boxes)) == "abc"


def test_a_line_at_the_edge_of_one_page_stays():
    pages = [[box(50, 760, 300, 780, "She fell.")], [box(50, 760, 300, 780, "She rose.")]]
    assert without_running_lines(pages) == pages
