"""Reports of several patients: the marks that tell them apart, and whose each head is.

In the texts ``<1:methotrexate>`` is a head about the first patient, ``<0:...>`` one about
none or all of them, ``[1:Case 1]`` a mark of the first. A head is a drug of no further meaning.
"""

import re
from functools import cache
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from series import SERIES, SINGLE
from spacy.language import Language

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.patient.marks import find_marks
from casemill.patient.series import attribute_patients
from casemill.view import View, view_of

_MARKUP = re.compile(r"<(?P<number>\d):(?P<head>[^<>]+)>|\[(?P<who>\d):(?P<mark>[^\[\]]+)\]")

@cache
def reading() -> Language:
    """Return the pipes that go before, without those that find heads."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "casemill.Reader.v1"}}})
    for name in ("sentences", "sections", "timing", "patient"):
        nlp.add_pipe(f"casemill_{name}")
    return nlp


def report(marked: str) -> tuple[View, dict[int, str], list[tuple[str, str]]]:
    """Return the view of a marked text, start -> wanted number of its heads, and the marks with their numbers."""
    raw = _MARKUP.sub(lambda m: m["head"] or m["mark"], marked)
    doc = reading()(raw)
    wanted, marks, done = {}, [], 0
    for match in _MARKUP.finditer(marked):
        done = doc.text.index(match["head"] or match["mark"], done)
        if match["mark"]:
            marks.append((match["who"], match["mark"]))
        else:
            wanted[done] = match["number"] if match["number"] != "0" else ""
            store_mentions(doc, [*mentions_of(doc), Mention("Drug", done, done + len(match["head"]))])
        done += len(match["head"] or match["mark"])
    return view_of_doc(doc), wanted, marks


def numbers(mentions: list[Mention]) -> dict[int, str]:
    return {m.start: m.attributes.get("Patient", "") for m in mentions if m.label == "Drug"}


@pytest.mark.parametrize("marked", SERIES.values(), ids=SERIES)
def test_whose_each_head_is(marked):
    view, wanted, _ = report(marked)
    assert numbers(attribute_patients(view)) == wanted


@pytest.mark.parametrize("marked", SERIES.values(), ids=SERIES)
def test_marks_and_sexes(marked):
    view, _, marks = report(marked)
    found = attribute_patients(view)
    told = [m for m in found if m.label == "Patient"]
    assert [(m.attributes["Patient"], view.text[m.start : m.end]) for m in told] == marks
    patients = len({number for number, _ in marks})
    sexes = {m.attributes["Patient"]: m.attributes["Value"] for m in found if m.label == "Sex"}
    assert sexes == {str(i + 1): ("female", "male", "male")[i] for i in range(patients)}
    assert len(sexes) == sum(m.label == "Sex" for m in found)


@pytest.mark.parametrize("marked", SINGLE.values(), ids=SINGLE)
def test_a_report_of_one_patient_stays_as_it_is(marked):
    view, wanted, _ = report(marked)
    assert wanted
    assert attribute_patients(view) == list(view.mentions)


@pytest.mark.parametrize("marked", SERIES.values(), ids=SERIES)
def test_nothing_else_changes(marked):
    view, _, _ = report(marked)
    before = [m.to_plain() for m in view.mentions]

    def plain(mentions):
        kept = [m.to_plain() for m in mentions if m.label not in ("Patient", "Sex")]
        return sorted(([*m[:3], {k: v for k, v in m[3].items() if k != "Patient"}, *m[4:]] for m in kept), key=repr)

    assert plain(attribute_patients(view)) == plain(view.mentions)
    assert [m.to_plain() for m in view.mentions] == before


@pytest.mark.parametrize(
    "heading",
    [
        "CASE {}:",
        "Case Report {}",
        "Case #{}",
        "Case-{}",
        "Case ({})",
        "2.{}. Case {}",
        "• Case {}",
        "Case {} - weak hand",
        "Case {} (weak hand)",
        "Case {}, weak hand",
        "Case {} Weakness of a limb",
        "Presentation of case {}",
        "Patient No. {}",
        "Sibling {}",
    ],
)
def test_shapes_of_headings(heading):
    one, two = (heading.replace("{}", number) for number in "12")
    view, wanted, _ = report(
        f"{one}\nA woman of 34 years came with a weak hand. She took <1:aspirin> for long.\n"
        f"{two}\nA man of 60 years came with a weak foot. He took <2:heparin> for long."
    )
    assert numbers(attribute_patients(view)) == wanted


def test_what_is_said_in_general_is_nobodys():
    text = "Case 1\nA woman of 34 years was ill.\nCase 2\nA man of 60 years took aspirin."
    place = (text.index("aspirin"), len(text) - 1)
    (found,) = (
        m
        for m in attribute_patients(view_of(text, mentions=[Mention("Drug", *place, {"Scope": "general"})]))
        if m.label == "Drug"
    )
    assert found.attributes == {"Scope": "general"}


@pytest.mark.parametrize("label", ["Dose", "Route", "LabValue", "RefRange"])
def test_slots_belong_to_their_heads(label):
    text = "Case 1\nA woman of 34 years was ill.\nCase 2\nA man of 60 years took aspirin."
    slot = Mention(label, text.index("aspirin"), len(text) - 1)
    assert slot in attribute_patients(view_of(text, mentions=[slot]))


_PEOPLE = ["woman of 34 years", "man of 60 years", "girl aged 9 years", "boy aged 12 years"]


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(4)),
    count=st.integers(2, 4),
    style=st.sampled_from(["Case {}", "Patient {}:", "Case no. {}."]),
)
def test_numbers_follow_the_order_of_telling(order, count, style):
    lines, wanted = [], {}
    for number, person in enumerate(order[:count], start=1):
        lines.append(f"{style.format(number)}\nThis {_PEOPLE[person]} was ill. The drug was <{number}:drug{person}>.")
    view, wanted, _ = report("\n".join(lines))
    assert numbers(attribute_patients(view)) == wanted


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Case 1", "Case 2.", "The first patient was a man of 60 years.", "The second patient, a girl, was ill.",
             "Both were pale.", "Patients 1 and 2 were well.", "One, a man, came.", "The other, a boy, came.",
             "She took aspirin.", "In case 2, aspirin and patient 1 fell.", ""]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_order_of_marks_keeps_all_mentions(lines):
    text = "\n".join(lines)
    drugs = [Mention("Drug", m.start(), m.end()) for m in re.finditer("aspirin", text)]
    found = attribute_patients(view_of(text, mentions=drugs))
    assert [m.place for m in found if m.label == "Drug"] == [m.place for m in drugs]
    told = {m.attributes["Patient"] for m in found if "Patient" in m.attributes}
    assert told <= {"1", "2"}
    ordered = sorted(m.place for m in found if m.label == "Patient")
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in table("rules/patient_marks")])
def test_rows(row):
    outcome = _OUTCOMES[row["role"]]
    wanted, unwanted = (outcome(row["example"]), outcome(row["counter_example"]))
    assert (wanted, unwanted) == _WANTED[row["role"]]


def _kinds(text):
    return ["told" if mark.number else mark.kind for mark in find_marks(view_of(text))]


def _announced(text):
    view, _, _ = report(f"{text}\nA woman of 34 years was ill.\nA woman of 60 years was well.")
    return len([m for m in attribute_patients(view) if m.label == "Patient"])


def _whose(text):
    case = SERIES["sexes as anchors"].split("Discussion")[0]
    view, _, _ = report(f"{case}Discussion\n{text.replace('aspirin', '<0:aspirin>')}")
    return list(numbers(attribute_patients(view)).values())


_OUTCOMES = {"announced": _announced, "female": _whose, "male": _whose} | dict.fromkeys(
    ("numbered", "ordered", "all", "each", "both", "closing", "elsewhere"), _kinds
)
_WANTED = {
    "numbered": (["told"], []),
    "ordered": (["told"], []),
    "all": (["all"], []),
    "each": (["all"], []),
    "both": (["all"], []),
    "closing": (["closing"], []),
    "elsewhere": ([], ["told"]),
    "announced": (2, 0),
    "female": (["1"], [""]),
    "male": (["2"], [""]),
}
