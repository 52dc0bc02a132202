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
        pytest.param("Imaging ruled out neuropathy.", [("neuropathy", D)], ["negated"], id="active-without-article"),
        pytest.param(
            "He had a neuropathy, and a relapse was excluded.",
            [("neuropathy", D), ("relapse", E)],
            [None, "negated"],
            id="passive-cue-of-its-own-subject",
        ),
        pytest.param(
            "PET showed neuropathy, and lymphoma and a relapse were excluded.",
            [("neuropathy", D), ("lymphoma", D), ("relapse", E)],
            [None, "negated", "negated"],
            id="passive-cue-behind-and-of-two-subjects",
        ),
        pytest.param(
            "Neuropathy, lymphoma, and relapse were excluded.",
            [("neuropathy", D), ("lymphoma", D), ("relapse", E)],
            ["negated", "negated", "negated"],
            id="passive-cue-of-a-list",
        ),
        pytest.param(
            "A tap excluded lymphoma, and neuropathy was found.",
            [("lymphoma", D), ("neuropathy", D)],
            ["negated", None],
            id="active-cue-ends-at-the-next-statement",
        ),
        pytest.param(
            "We considered neuropathy and lymphoma, which were excluded.",
            [("neuropathy", D), ("lymphoma", D)],
            ["negated", "negated"],
            id="considered-and-excluded-at-last",
        ),
        pytest.param(
            "The diagnostic options were neuropathy, myositis and lymphoma.",
            [("neuropathy", D), ("lymphoma", D)],
            ["possible", "possible"],
            id="options",
        ),
        pytest.param("The workup for lymphoma was long.", [("lymphoma", D)], ["possible"], id="workup"),
        pytest.param("It was at first mistaken for neuropathy.", [("neuropathy", D)], ["negated"], id="mistaken"),
        pytest.param("It was at first taken for neuropathy.", [("neuropathy", D)], [None], id="taken-for"),
        pytest.param("MRI was not available.", [("mri", P)], ["negated"], id="two-rows-for-the-same-words"),
        pytest.param("He did not have a biopsy.", [("biopsy", P)], ["negated"], id="did-not-have"),
        pytest.param("Owing to the lack of MRI machines he waited.", [("mri", P)], ["negated"], id="no-machine"),
        pytest.param("There was a lack of MRI changes.", [("mri", P)], [None], id="machine-but-no-changes"),
        pytest.param(
            "A man with a history of lymphoma presented late.",
            [("lymphoma", D), ("presented", E)],
            ["historical", None],
            id="verb-behind-a-history",
        ),
        pytest.param("He had a 5-month history of neuropathy.", [("neuropathy", D)], [None], id="history-that-lasts"),
        pytest.param(
            "He had a history of neuropathy for three weeks.", [("neuropathy", D)], [None], id="history-for-weeks"
        ),
        pytest.param("There was no facial enhancement.", [("facial", N)], [None], id="nerve-without-a-sign"),
        pytest.param(
            "After exclusion of lymphoma, neuropathy was treated.",
            [("lymphoma", D), ("neuropathy", D)],
            ["negated", None],
            id="fronted-phrase-ends-at-its-comma",
        ),
        pytest.param(
            "On the scan there was no lymphoma, neuropathy or myositis.",
            [("lymphoma", D), ("neuropathy", D)],
            ["negated", "negated"],
            id="cue-behind-a-fronted-phrase",
        ),
        pytest.param("Neuropathy was thus ruled out.", [("neuropathy", D)], ["negated"], id="thus"),
        pytest.param("A biopsy was weighed but not performed.", [("biopsy", P)], ["negated"], id="but-not-performed"),
        pytest.param("- repeat biopsy after a month", [("biopsy", P)], ["planned"], id="repeat-in-a-list-of-advice"),
        pytest.param("A repeat biopsy was done.", [("biopsy", P)], [None], id="repeat-is-no-plan"),
        pytest.param("A biopsy was indicated but could not be made.", [("biopsy", P)], ["negated"], id="could-not"),
        pytest.param("A biopsy was weighed and performed.", [("biopsy", P)], [None], id="and-performed"),
        pytest.param("He refused MRI and biopsy.", [("mri", P), ("biopsy", P)], ["negated"] * 2, id="refused-a-list"),
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
        pytest.param("All causes of a neuropathy were ruled out.", [("neuropathy", D)], [None], id="causes-of-it"),
        pytest.param("Pain after a relapse was excluded.", [("relapse", E)], [None], id="time-of-it"),
        pytest.param("Leukemia prophylaxis was given.", [("leukemia", D)], ["possible"], id="noun-that-is-the-cue"),
        pytest.param("Leukemia treatment was excluded.", [("leukemia", D)], [None], id="noun-that-is-no-cue"),
        pytest.param(
            "Differential diagnosis of neuropathy is made with lymphoma and myelopathy.",
            [("neuropathy", D), ("lymphoma", D), ("myelopathy", D)],
            [None, "possible", "possible"],
            id="differential-of-one-with-others",
        ),
        pytest.param(
            "These were not affordable: MRI, lumbar puncture and biopsy.",
            [("mri", P), ("biopsy", P)],
            ["negated", "negated"],
            id="not-afforded",
        ),
        pytest.param(
            "She had a history of leukemia, treated with drugs, now in remission.",
            [("leukemia", D)],
            ["historical"],
            id="remission-in-another-phrase",
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
