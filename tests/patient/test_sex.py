"""Sex: the first word that states it of the patient."""

import pytest

from casemill.patient import find_sex
from casemill.view import view_of

CASES = {
    "noun": ("A 40-year-old [woman] came. She was pale.", "female"),
    "adjective": ("A previously healthy [male] patient, 30 years old, came.", "male"),
    "words between": ("A 65-year-old Caucasian, right-handed [gentleman] came.", "male"),
    "pronoun": ("A 28-year-old teacher came.\n[She] was pale.", "female"),
    "no pronoun before a patient": ("She is common.\nA 3-day-old [male] neonate was born.", "male"),
    "others": ("It is commoner in women than in men.\nA 40-year-old [female] came.", "female"),
    "predominance": ("It has a male predominance.\nWe saw a 50-year-old [woman] with it.", "female"),
    "donor": ("The donor was a male sibling.\nThe patient, aged 30, was ill.\n[His] pulse was fast.", "male"),
    "donor told by age": ("The donor was a 50-year-old woman.\nThe recipient, a 40-year-old [man], did well.", "male"),
    "mother": ("The mother of the child was a healthy woman.\nThe 3-year-old [boy] fell.", "male"),
    "many words between": ("A 56-year-old, otherwise healthy, tall, lean, hypertensive [woman] came.", "female"),
    "telegram": ("[Male], 45 years old, was seen.", "male"),
    "label": ("Sex: [female]. Age: 40.", "female"),
}


@pytest.mark.parametrize(("marked", "sex"), CASES.values(), ids=CASES)
def test_first_word(marked, sex):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = [(m.label, m.start, m.end, m.attributes) for m in find_sex(view_of(text))]
    assert found == [("Sex", start, end, {"Value": sex})]


@pytest.mark.parametrize("text", ["The ratio of men to women is 2.", "Patients were treated.", "Male rats were used."])
def test_nothing_said(text):
    assert find_sex(view_of(text)) == []
