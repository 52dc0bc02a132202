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

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

pieces = st.sampled_from(PIECES)
phrases = st.lists(pieces, max_size=25).map("".join)
repeated = st.builds(str.__mul__, st.lists(pieces, min_size=1, max_size=3).map("".join), st.integers(2, 40))
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
mixed = st.lists(st.one_of(pieces, characters), max_size=12).map("".join)
scripts = st.text(st.sampled_from("aé\u0301\u0335\u200b\u200d\u202e\u2066אבעر٣५𝟓Ⅳ½😀👩ﬁİß1.,-() \t\r\n\x0b\x85\u2028"), max_size=60)


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
    given(texts)(few(check_text))()


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_piece_alone_and_many_times(piece):
    check_text(piece * 7)


def test_bytes_spell_any_piece_and_any_character():
    assert text_of(bytes([0, len(PIECES), 0x20, 0x0B, 0])) == f"{PIECES[0]}\u200b{PIECES[0]}"
    assert text_of(b"\xff\xd8\x00").isprintable() is False
    assert text_of(b"\xff") == "\u4141"
