from __future__ import annotations

import srsly
from hypothesis import given
from hypothesis import strategies as st

from casemill.mentions import Mention, by_place

_WORDS = st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3)
_PLACES = st.tuples(st.integers(0, 999), st.integers(0, 999))
MENTIONS = st.builds(
    Mention,
    st.sampled_from(["Drug", "Dose"]),
    st.integers(0, 999),
    st.integers(0, 999),
    _WORDS,
    st.text(max_size=8),
    st.text(max_size=8),
    st.lists(_PLACES, max_size=3),
    _WORDS,
)


@given(MENTIONS)
def test_plain_values_survive_msgpack(mention):
    packed = srsly.msgpack_loads(srsly.msgpack_dumps(mention.to_plain()))
    assert Mention.from_plain(packed) == mention


def test_plain_values_are_copies():
    mention = Mention("Drug", 0, 4, {"Kind": "class"})
    mention.to_plain()[3]["Kind"] = "brand"
    assert mention.attributes == {"Kind": "class"}


def test_order_of_places():
    mentions = [Mention("Drug", 5, 9), Mention("Age", 1, 9), Mention("Age", 1, 4)]
    assert [m.place for m in by_place(mentions)] == [(1, 4), (1, 9), (5, 9)]
