from __future__ import annotations

import itertools
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemill.reading import OffsetMap, read_text
from casemill.reading.offsets import Draft

PIECES = st.sampled_from(
    [
        "The ",
        "patient ",
        "was given ",
        "prednisolone ",
        "20 mg",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\x0c",
        "-\n",
        "- \n",
        "­\n",
        "neuro",
        "pathy",
        "low",
        "-dose",
        "ﬁbers ",
        "ﬂ",
        "ﬃ",
        "\u200b",
        "\ufeff",
        "\u2009",
        "\u00a0",
        "\t",
        "  ",
        "СR ",
        "leukemiс",
        "μg",
        "µ",
        "10⁹",
        "×109/l",
        " x 10 9/L",
        "10(3)/mm(3)",
        "syndrome.1-3 ",
        "tumors4-11,",
        "Table 1. ",
        "- item",
        "1) ",
        "CD13-\nCD117",
        "Кашель и слабость\n",
        "e\u0301",
        "m²",
        "38 0 C",
        ".",
        ", ",
        "?",
        "(",
        ")",
        "[1, 2]",
        "CASE\n",
        "REPORT ",
        "Keywords",
        "El paciente con la fiebre de los\n",
    ]
)
RAW_TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@settings(max_examples=300, deadline=None)
@given(RAW_TEXTS)
def test_every_character_of_the_copy_maps_back(raw: str) -> None:
    text = read_text(raw)
    assert text.raw == raw
    assert text.offsets.size == len(text.copy)
    places = [text.offsets.to_raw(i, i + 1) for i in range(len(text.copy))]
    assert all(0 <= start < end <= len(raw) for start, end in places)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(places))
    for start, _, raw_start, raw_length in ((s[0], s[1], s[2], s[3]) for s in text.offsets.segments):
        assert text.offsets.to_raw(start, start + 1)[0] == raw_start
        assert raw_start + raw_length <= len(raw)


@settings(max_examples=300, deadline=None)
@given(RAW_TEXTS)
def test_letters_of_the_copy_are_those_of_the_raw_text(raw: str) -> None:
    text = read_text(raw)
    for i, char in enumerate(text.copy):
        start, end = text.offsets.to_raw(i, i + 1)
        if char.isascii() and char.isalpha() and raw[start:end].isascii():
            assert char in raw[start:end]


@settings(max_examples=200, deadline=None)
@given(RAW_TEXTS)
def test_words_of_the_copy_are_found_in_the_raw_text(raw: str) -> None:
    text = read_text(raw)
    place = 0
    for word in text.copy.split():
        place = text.copy.index(word, place)
        start, end = text.offsets.to_raw(place, place + len(word))
        assert not raw[start].isspace()
        assert not raw[end - 1].isspace()
        assert text.offsets.to_copy(start, end) is not None
        place += len(word)


@settings(max_examples=100, deadline=None)
@given(RAW_TEXTS)
def test_map_survives_plain_values(raw: str) -> None:
    offsets = read_text(raw).offsets
    again = OffsetMap.from_plain(json.loads(json.dumps(offsets.to_plain())))
    assert again == offsets
    assert all(isinstance(number, int) for number in offsets.to_plain())


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        pytest.param("given metho-\ntrexate by mouth", "methotrexate", id="parted word"),
        pytest.param("one week af-\r\nter the graft", "week after", id="parted word, Windows line end"),
        pytest.param("counts of 3 x 10 9/L today", "3 ×10^9/L", id="power of ten"),
        pytest.param("thin ﬁbers were seen", "fibers", id="ligature"),
        pytest.param("in a second СR again", "CR", id="look-alike letter"),
        pytest.param("two weeks\n\tafter that", "two weeks after", id="soft line end with a tab"),
    ],
)
def test_span_of_a_repaired_stretch(raw: str, word: str) -> None:
    text = read_text(raw)
    start = text.copy.index(word)
    raw_start, raw_end = text.offsets.to_raw(start, start + len(word))
    evidence = raw[raw_start:raw_end]
    assert evidence[0] == raw[raw_start] and not evidence[0].isspace() and not evidence[-1].isspace()
    assert text.offsets.to_copy(raw_start, raw_end) == (start, start + len(word))


def test_part_of_a_rewritten_stretch_stands_for_the_whole() -> None:
    draft = Draft("abc123def")
    draft.apply([(3, 6, "X")])
    offsets = draft.offsets()
    assert draft.text == "abcXdef"
    assert offsets.to_raw(3, 4) == (3, 6)
    assert offsets.to_raw(2, 5) == (2, 7)
    assert offsets.to_copy(4, 5) == (3, 4)


def test_dropped_characters_stand_for_nothing() -> None:
    draft = Draft("ab--cd")
    draft.apply([(2, 4, "")])
    offsets = draft.offsets()
    assert offsets.to_copy(2, 4) is None
    assert offsets.to_raw(0, 2) == (0, 2)
    assert offsets.to_raw(0, 3) == (0, 5)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Draft("abcdef").apply([(0, 3, "x"), (2, 4, "y")])
