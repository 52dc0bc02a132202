from __future__ import annotations

import pytest

import casemill
from casemill.assertion.asserted import ASSERTED, AssertionRules
from casemill.assertion.context import alone, target_of
from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.records import Assertion

CUES = table("rules/assertion_cues")
HEADS = ("neuropathy", "transplantation", "relapse", "lumbar puncture", "biopsy", "improve")
BY_LABEL = [pytest.param(row, label, id=f"{row['id']}-{label}") for row in CUES for label in listed(row["labels"])]


@pytest.fixture(scope="module")
def rules() -> AssertionRules:
    return AssertionRules(casemill.load())


def asserted(rules: AssertionRules, text: str, *heads: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    """Return assertion and cue of each (word, label) of a sentence."""
    part = alone(casemill.load().make_doc(text)[:])
    starts = [text.lower().index(word) for word, _ in heads]
    mentions = [Mention(label, start, start + len(word)) for start, (word, label) in zip(starts, heads, strict=True)]
    targets = [target_of(part, len(text), 0, mention) for mention in mentions]
    decided = rules.decide(part, mentions, targets)
    return [(m.attributes.get("Assertion"), m.details.get("assertion_cue")) for m in decided]


def head_of(text: str) -> str:
    return next(word for word in HEADS if word in text.lower())


@pytest.mark.parametrize(("row", "label"), BY_LABEL)
def test_each_row_decides_its_example_and_not_its_counter_example(rules, row, label):
    ((found, _),) = asserted(rules, row["example"], (head_of(row["example"]), label))
    ((other, _),) = asserted(rules, row["counter_example"], (head_of(row["counter_example"]), label))
    assert found == (row["assertion"] or None)
    assert other != found


def test_rows_hold_values_and_labels_that_records_know():
    values = set(Assertion.__args__) - {"present"}
    assert {row["assertion"] for row in CUES if row["direction"] != "pseudo"} == values
    assert {label for row in CUES for label in listed(row["labels"])} <= set(ASSERTED)
    kinds = {row["id"] for name in ("clause_ends", "assertion_ends") for row in table(f"rules/{name}")}
    assert {row["crosses"] for row in CUES if row["crosses"]} <= kinds
    assert [row["id"] for row in CUES if row["reach"] not in ("", "list") and not row["reach"].isdigit()] == []


D, P, E, OUT, N = "Diagnosis", "Procedure", "Event", "Outcome", "Nerve"


@pytest.mark.parametrize(
    ("text", "heads", "expected"),
    [
        pytest.param("Neuropathy was found.", [("neuropathy", D)], [None], id="present-is-not-written"),
        pytest.param(
            "There was no neuropathy, but a lymphoma was found.",
            [("neuropathy", D), ("lymphoma", D)],
            ["negated", None],
            id="scope-ends-at-but",
        ),
        pytest.param(
            "There was no fever, and the neuropathy resolved.", [("neuropathy", D)], [None], id="verb-of-its-own"
        ),
        pytest.param(
            "No fever, lymphoma or neuropathy was found.",
            [("lymphoma", D), ("neuropathy", D)],
            ["negated", "negated"],
            id="list-shares-it",
        ),
        pytest.param("There is no report of neuropathy.", [("neuropathy", D)], [None], id="no-of-another-noun"),
        pytest.param("There was no facial palsy.", [("facial", N)], ["negated"], id="nerve"),
        pytest.param(
            "With a history of lymphoma she was admitted for neuropathy.",
            [("lymphoma", D), ("neuropathy", D)],
            ["historical", None],
            id="history-ends-at-a-verb",
        ),
        pytest.param("She had a history of leukemia in remission.", [("leukemia", D)], [None], id="in-remission"),
        pytest.param(
            "Leukemia relapse was ruled out.", [("leukemia", D), ("relapse", E)], [None, "negated"], id="noun-modified"
        ),
        pytest.param("Neuropathy could not be ruled out.", [("neuropathy", D)], ["possible"], id="not-ruled-out"),
        pytest.param("Neuropathy was not ruled out.", [("neuropathy", D)], ["possible"], id="was-not-ruled-out"),
        pytest.param("It came with or without neuropathy.", [("neuropathy", D)], [None], id="with-or-without"),
        pytest.param("Findings were consistent with neuropathy.", [("neuropathy", D)], [None], id="consistent-with"),
        pytest.param("A biopsy showed neuropathy but was not repeated.", [("neuropathy", D)], [None], id="other-head"),
        pytest.param(
            "An MRI showed oedema and a biopsy was not performed.",
            [("mri", P), ("biopsy", P)],
            [None, "negated"],
            id="finding-ends-the-scope",
        ),
        pytest.param("No MRI finding explained it.", [("mri", P)], [None], id="no-finding-of-a-study"),
        pytest.param("No MRI was carried out.", [("mri", P)], ["negated"], id="no-study"),
        pytest.param("She is a candidate for transplantation.", [("transplantation", E)], ["planned"], id="candidate"),
        pytest.param("Prior to transplantation she ran.", [("transplantation", E)], [None], id="prior-to"),
        pytest.param(
            "The weakness developed slowly, and antibodies were not found.",
            [("developed", E)],
            [None],
            id="another-subject",
        ),
        pytest.param("He left without improvement.", [("improvement", OUT)], ["negated"], id="without-improvement"),
        pytest.param("The arm did not recover.", [("recover", OUT)], ["negated"], id="did-not"),
        pytest.param("Not only did the arm recover.", [("recover", OUT)], [None], id="not-only"),
    ],
)
def test_assertion(rules, text, heads, expected):
    assert [value for value, _ in asserted(rules, text, *heads)] == expected


def test_the_cue_is_kept_as_the_text_has_it(rules):
    assert asserted(rules, "NO EVIDENCE OF neuropathy.", ("neuropathy", D)) == [("negated", "NO EVIDENCE OF")]


def test_a_mention_outside_its_sentence_is_refused():
    part = alone(casemill.load().make_doc("He rests.")[:])
    with pytest.raises(ValueError, match="outside the sentence"):
        target_of(part, 9, 20, Mention(D, 5, 8))
