"""What holds for any document, and for any bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from documents import docx, jats, paragraph, pdf, word_table, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemill.errors import InputError
from casemill.reading import Text
from casemill.sources import Failure, find_sources, read_source, source_of
from casemill.sources.build import unread
from casemill.sources.kinds import FORMATS, TABLES

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

TITLES = ("Case report", "Discussion", "Laboratory findings", "What we saw", "References", "")
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(escape)
texts = st.one_of(words, st.sampled_from(["He fell.", "Table 1. Blood", "A. Ode, B. Ode", "sodium 131", "¹⁸F"]))
titles = st.one_of(st.sampled_from(TITLES), words)
rows = st.lists(st.lists(texts, max_size=3), max_size=3)


def block_of_jats(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("<sec><title>{}</title>{}</sec>".format, titles, inner),
        st.builds("<p>{}<sup>{}</sup>{}</p>".format, texts, texts, inner),
        st.builds("<list><list-item><label>{}</label>{}</list-item></list>".format, texts, inner),
        st.builds("<fig><label>{}</label><caption>{}</caption></fig>".format, texts, inner),
        rows.map(
            lambda table: (
                "<table-wrap><table>"
                + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table)
                + "</table></table-wrap>"
            )
        ),
        st.lists(inner, max_size=3).map("".join),
    )


bodies = st.recursive(st.builds("<p>{}</p>".format, texts), block_of_jats, max_leaves=12)
articles = st.builds(lambda title, body: jats(body, title=title), titles, bodies)
word_blocks = st.one_of(
    st.builds(paragraph, texts, st.sampled_from(["", "Title", "berschrift1", "berschrift2"])), rows.map(word_table)
)
documents = st.lists(word_blocks, max_size=8).map(lambda blocks: docx(*blocks))
TAGS = "p,h1,h2,h3,div,table,tr,td,th,caption,figcaption,nav,main,article,sup,a,li,script,br,b"
tags = st.sampled_from(TAGS.split(","))
page_pieces = st.one_of(
    texts,
    tags.map("<{}>".format),
    tags.map("</{}>".format),
    st.sampled_from(["<!--", "-->", "<", "&", "<a href='#x'>", '"']),
)
pages = st.lists(page_pieces, max_size=30).map(lambda pieces: "".join(pieces).encode())
passages = st.lists(
    st.builds(
        lambda kind, section, text: {"infons": {"type": kind, "section_type": section}, "text": text},
        st.sampled_from(["title_1", "paragraph", "table", "ref", ""]),
        st.sampled_from(["TITLE", "CASE", "DISCUSS", "TABLE", "OTHER", ""]),
        st.one_of(texts, st.none(), st.integers()),
    ),
    max_size=6,
).map(lambda found: json.dumps({"passages": found}).encode())


def read(folder: Path, name: str, data: bytes) -> Text | None:
    """Read a document; nothing if it is refused, as one without text is."""
    path = folder / name
    path.write_bytes(data)
    try:
        return read_source(source_of(path))
    except InputError as error:
        assert str(error).startswith(f"{path}: ")
        return None


def check(text: Text) -> None:
    """Check that sections tile the text, and that the copy is tied to it."""
    assert text.sections[0][0] == 0
    assert text.sections[-1][1] == len(text.raw)
    assert all(one[1] == two[0] for one, two in pairwise(text.sections))
    assert all(start < end for start, end, _, _ in text.sections)
    assert all(is_read == (category not in unread()) for _, _, category, is_read in text.sections)
    assert text.raw.endswith("\n")
    assert "\n\n" not in text.raw
    for i, char in enumerate(text.copy):
        start, end = text.offsets.to_raw(i, i + 1)
        assert 0 <= start < end <= len(text.raw)
        assert char.isspace() or text.raw[start:end].strip()
    text.raw.encode("utf-8")
    found = text.copy_sections()
    assert "".join(text.copy[start:end] for start, end, _, _ in found) == (text.copy if found else "")
    assert all(start < end for start, end, _, _ in found)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        pytest.param("a.xml", articles, id="jats"),
        pytest.param("a.docx", documents, id="docx"),
        pytest.param("a.html", pages, id="html"),
        pytest.param("a.json", passages, id="bioc"),
    ],
)
def test_sections_tile_the_text_and_the_text_is_determined(tmp_path, name, made):
    read_any = []

    @few
    @given(made)
    def holds(data):
        text = read(tmp_path, name, data)
        if text is not None:
            read_any.append(text)
            check(text)
            assert read(tmp_path, name, data) == text

    holds()
    assert read_any


STARTS = (
    b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"<?xml version='1.0'?>", b"<html>", b"<article>", b"{",
    b"[{",    b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf", b"text\n", b'{"text": "', b"<!--", b"<!DOCTYPE",
)  # fmt: skip
WHOLE = (
    pdf([[(50, 600, "He fell.")]]),
    docx(paragraph("He fell.")),
    jats("<p>He fell.</p>"),
    gzip.compress(b"He fell."),
    zipped({"a.txt": b"He fell.", "b.docx": docx(paragraph("x")), "t.csv": "text\nHe fell.\n"}),
)
SUFFIXES = (
    [suffix for each in FORMATS.values() for suffix in each.suffixes] + list(TABLES) + [".zip", ".gz", ".tar", ""]
)


def spoiled(data: bytes, cut: int, changes: list[tuple[int, int]]) -> bytes:
    """Return bytes cut off, with some of them changed."""
    out = bytearray(data[: len(data) - cut % len(data)])
    for place, byte in changes:
        out[place % len(out)] = byte
    return bytes(out)


any_bytes = st.one_of(
    st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=200)),
    st.builds(
        spoiled,
        st.sampled_from(WHOLE),
        st.one_of(st.just(0), st.integers(0, 2000)),
        st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=4),
    ),
)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_whatever_the_bytes_the_only_errors_are_those_of_inputs(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"

    @settings(few, max_examples=80)
    @given(any_bytes)
    def holds(data):
        path.write_bytes(data)
        for found in find_sources([path]):
            if isinstance(found, Failure):
                assert found.message.startswith(str(path))
                continue
            try:
                text = read_source(found)
            except InputError as error:
                assert str(error).startswith(str(path))
            else:
                assert text.raw

    holds()


@few
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
            st.text('ab,"\n', max_size=5),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_rows_come_back_as_they_were_written(tmp_path, cells):
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["other", "text"])
    table.writerows((other, text) for text, other in cells)
    path = tmp_path / "t.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    found = []
    for source in find_sources([path]):
        assert not isinstance(source, Failure)
        try:
            found.append(read_source(source).raw)
        except InputError:
            found.append(None)
    expected = [text for text, _ in cells]
    assert len(found) == len(expected)
    assert all(raw is None or raw == text for raw, text in zip(found, expected, strict=True))
