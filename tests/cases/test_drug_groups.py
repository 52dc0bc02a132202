from __future__ import annotations

import pytest

from casemill.lexicons import listed, table

ROWS = table("rules/drug_groups")
CODES = {row["name"]: row["atc"] for row in table("lexicons/drugs")}
CLASSES = {row["name"] for row in table("lexicons/drug_classes")}


@pytest.mark.parametrize("row", ROWS, ids=[row["class"] for row in ROWS])
def test_a_class_holds_its_example_and_not_its_counter_example(row):
    prefixes = tuple(listed(row["atc"]))
    assert row["class"] in CLASSES
    assert CODES[row["example"]].startswith(prefixes)
    assert CODES[row["counter_example"]]
    assert not CODES[row["counter_example"]].startswith(prefixes)


def test_each_class_stands_once():
    assert len({row["class"] for row in ROWS}) == len(ROWS)
