"""Texts and files that are made to break a reader: nothing breaks, and what is found stays true.

Longer runs, guided by coverage: ``benchmarks/fuzz.py``.
"""

from __future__ import annotations

import pytest
from documents import zipped
from hostile import PIECES, check_text, text_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemill.errors import InputError
from casemill.sources import Failure, find_sources, read_source
from casemill.structure.front import is_front_line
from casemill.structure.sections import sections_of_text

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

pieces = st.sampled_from(PIECES)
phrases = st.lists(pieces, max_size=25).map("".join)
repeated = st.builds(str.__mul__, st.lists(pieces, min_size=1, max_size=3).map("".join), st.integers(2, 40))
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
mixed = st.lists(st.one_of(pieces, characters), max_size=12).map("".join)
scripts = st.text(
    st.sampled_from("aé\u0301\u0335\u200b\u200d\u202e\u2066אבעر٣५𝟓Ⅳ½😀👩ﬁİß1.,-() \t\r\n\x0b\x85\u2028"), max_size=60
)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(phrases, id="grammar"),
        pytest.param(repeated, id="repeated"),
        pytest.param(mixed, id="mixed"),
        pytest.param(scripts, id="scripts"),
        pytest.param(characters, id="characters"),
    ],
)
def test_any_text_gives_a_true_record_or_an_error_of_its_own(texts):
    @few
    @given(texts)
    def holds(raw):
        check_text(raw)

    holds()


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_piece_alone_and_many_times(piece):
    check_text(piece * 7)


def test_bytes_spell_any_piece_and_any_character():
    assert text_of(bytes([0, len(PIECES), 0x20, 0x0B, 0])) == f"{PIECES[0]}\u200b{PIECES[0]}"
    assert text_of(b"\xff\xd8\x00") == chr(0x1D800)
    assert text_of(b"\xff") == "\u4141"


@pytest.mark.parametrize("digits", ["٣", "２３", "३", "٣٤٫٥", "𝟓"])
@pytest.mark.parametrize(
    "around", ["1/1/{} mg", "Hb a{} g/dL", "x{},5", "day {}", "Patient {} fell.", "CN {}", "{}/{}/{}"]
)
def test_digits_of_other_scripts_end(around, digits):
    check_text(around.replace("{}", digits))


@pytest.mark.parametrize("word", ["IV-", "Ab’", "É", "A1-"], ids=ascii)
def test_a_line_of_one_long_word_in_capitals_names_no_author(word):
    assert not is_front_line(word * 20_000)
    assert sections_of_text(f"{word * 20_000}\nShe fell ill in May.")[0].category == "title"


@pytest.mark.parametrize("name", [b"\0n.txt", b"/n.txt", b"..\\n.t", b"\\n.txt", b"C:.txt", b"n\xff.txt", b"n\x7f.txt"])
def test_a_member_of_any_name_is_read_left_out_or_refused(tmp_path, name):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.txt": "He fell.", "nn.txt": "She fell."}).replace(b"nn.txt", name))
    found = list(find_sources([path]))
    assert "a.zip!b.txt" in [each.name for each in found if not isinstance(each, Failure)]
    for each in found:
        if isinstance(each, Failure):
            assert each.message.startswith(str(path))
            continue
        try:
            assert read_source(each).raw in ("He fell.", "She fell.")
        except InputError as error:
            assert str(error).startswith(str(path))


@pytest.mark.parametrize("unit", ["5+", "+5", "5%", "1:1:", "Hb 5, "])
def test_many_values_in_one_word_or_list(unit):
    check_text(f"He had {unit * 1_000}.")
