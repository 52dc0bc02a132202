from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from casemill.lexicons import table
from casemill.structure.sentences import sentences_of_text


def cut(marked: str) -> tuple[str, list[str]]:
    """Return the text without the marks ``¦`` and the sentences that the marks part."""
    return marked.replace("¦", ""), [part.strip() for part in marked.split("¦")]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The hand was weak. ¦The foot was not.", id="full stop"),
        pytest.param("Was it an infarct? ¦It was not! ¦So we waited.", id="question and call"),
        pytest.param("The hand was weak\n¦The foot was not", id="line end"),
        pytest.param("He took antiplatelets, e.g. Aspirin, daily. ¦He slept.", id="e.g."),
        pytest.param("Seen by Dr. Okafor in the clinic. ¦Then he left.", id="doctor"),
        pytest.param("As shown in Fig. 3 it grew. ¦It then shrank.", id="figure"),
        pytest.param("Reported by Ruiz et al. 2004 first. ¦So did we.", id="et al."),
        pytest.param("It was given i.v. ¦The fever fell.", id="i.v. at the end"),
        pytest.param("It was given i.v. for days. ¦The fever fell.", id="i.v. inside"),
        pytest.param("He took 5 mg b.i.d. ¦She took none.", id="b.i.d. at the end"),
        pytest.param("The sodium was 131. ¦The urea was 9.", id="number at the end"),
        pytest.param("It was 3.5 cm and 0.2 in depth.", id="decimals"),
        pytest.param("The urea was 9 mmol/L. ¦MRI was normal.", id="unit at the end"),
        pytest.param("On 14.05.2019 he came. ¦He left on 20.05.", id="dates"),
        pytest.param("After P. Gell and R. Coombs it is named. ¦We agree.", id="initials"),
        pytest.param("He had hepatitis B. ¦He was treated.", id="letter that is no initial"),
        pytest.param("It was low (normal 3.5. Repeated twice) and fell. ¦He died.", id="brackets"),
        pytest.param("It is rare. [1, 2] ¦We saw one.", id="citation behind the stop"),
        pytest.param("It is rare [3]. ¦We saw one.", id="citation in front of the stop"),
        pytest.param("1) Sodium was low; urea was high. ¦2) Nerves were well.", id="list items"),
        pytest.param("1. The hand was weak.", id="number of a list item"),
        pytest.param("The n. peroneus was cut. ¦It healed.", id="nerve"),
        pytest.param("He was ill. ¦mTOR inhibitors were tried.", id="name that begins in lower case"),
        pytest.param("It was given. 5 mg it was.".replace(". 5", ". ¦5"), id="number at the beginning"),
        pytest.param("He was weak; she was not; they were well.", id="semicolons"),
        pytest.param("The rash faded.¦The fever did not.", id="blank lost"),
        pytest.param("He wore a St.Jude valve.", id="name without a blank"),
        pytest.param("He said: “It hurts.” ¦Then he slept.", id="quotation"),
        pytest.param("Treated at 10 a.m. ¦The pain left at 3 p.m. that day.", id="clock times"),
        pytest.param("Table 2. Values of the blood", id="caption"),
    ],
)
def test_sentences(marked: str) -> None:
    text, expected = cut(marked)
    assert [text[start:end] for start, end in sentences_of_text(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("left arm and " * 900, id="no-stop"),
        pytest.param("x" * 1490 + "  " * 30 + "y" * 1600 + " z", id="blanks-at-the-cut"),
        pytest.param("(" * 4000, id="no-blank"),
        pytest.param("He fell. " + "w" * 1500 + " end.", id="just-too-long"),
    ],
)
def test_a_sentence_without_an_end_is_broken_at_a_blank(text):
    found = sentences_of_text(text)
    pieces = [text[start:end] for start, end in found]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert max(map(len, pieces)) <= 1500
    assert [piece for piece in pieces if piece != piece.strip()] == []
    cut_words = sum(not text[end].isspace() for _, end in found[:-1])
    assert cut_words == sum(len(word) // 1500 - (len(word) % 1500 == 0) for word in text.split())


def test_a_long_sentence_stays_whole():
    assert len(sentences_of_text("It was said that " * 80)) == 1


@pytest.mark.parametrize("row", table("rules/sentence_abbreviations"), ids=lambda row: row["id"])
def test_abbreviation_rows(row: dict[str, str]) -> None:
    assert len(sentences_of_text(f"He was {row['example']}")) == 1
    assert len(sentences_of_text(f"{row['counter_example']} long.")) == (2 if ". " in row["counter_example"] else 1)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(" .?!()[]\n\"'aA1é,;Dr"), max_size=120))
def test_sentences_hold_all_but_white_space(text: str) -> None:
    spans = sentences_of_text(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all("\n" not in text[a:b] for a, b in spans)


def test_pipe_marks_the_same_sentences() -> None:
    nlp = spacy.load("en_case_report", exclude=["timing", "labs", "drugs", "nerves", "assertion"])
    doc = nlp("A man was weak. He took 20 mg i.v.\n\nThe fever fell. [1] It rose.")
    found = [sentence.text.strip() for sentence in doc.sents]
    assert found == [doc.text[start:end] for start, end in sentences_of_text(doc.text)]
    assert len(found) == 4
