"""Files of other formats, all the way to records."""

from __future__ import annotations

import hashlib

import pytest
from documents import docx, jats, paragraph, pdf

import casemill
from casemill.reading import read_file

FIRST = [
    "A 50-year-old woman came with a weak hand. The left",
    "ulnar nerve was thickened. She was given pred-",
    "nisone 40 mg daily.",
]
SECOND = ["Two weeks later the right median nerve failed."]


def page(lines):
    return [(60.0, 700.0 - 14 * i, line) for i, line in enumerate(lines)]


@pytest.fixture
def case(tmp_path):
    def extract(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path, casemill.extract(path)

    return extract


def test_a_pdf_keeps_the_page_of_each_record(case):
    path, record = case("report.pdf", pdf([page(FIRST), page(SECOND)]))
    assert [(nerve.name, nerve.laterality, nerve.evidence.page) for nerve in record.nerves] == [
        ("ulnar nerve", "left", 1),
        ("median nerve", "right", 2),
    ]
    assert [drug.name for drug in record.drugs] == ["prednisone"]
    text = read_file(path)
    assert record.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert record.text_sha256 == hashlib.sha256(text.raw.encode()).hexdigest()
    for head in record.heads:
        assert text.raw[head.evidence.start : head.evidence.end] == head.evidence.text


def test_the_tags_of_an_article_tell_its_sections(case):
    body = (
        "<sec><title>Introduction</title><p>Facial palsy is common.</p></sec>"
        "<sec sec-type='cases'><title>What we saw</title>"
        "<p>A 50-year-old man had palsy of the left ulnar nerve.</p></sec>"
        "<sec sec-type='discussion'><title>Thoughts</title><p>Vincristine may harm nerves.</p></sec>"
    )
    _, record = case(
        "article.xml",
        jats(body, back="<ref-list><ref><mixed-citation>Doe on rituximab.</mixed-citation></ref></ref-list>"),
    )
    assert [(nerve.name, nerve.evidence.section) for nerve in record.nerves] == [
        ("facial nerve", "introduction"),
        ("ulnar nerve", "case"),
    ]
    assert [(drug.name, drug.scope) for drug in record.drugs] == [("vincristine", "general")]


def test_a_plain_text_has_no_page_and_no_text_of_its_own(case):
    _, record = case("report.txt", b"A 50-year-old man had a palsy of the left ulnar nerve.")
    assert record.nerves[0].evidence.page is None
    assert record.text_sha256 is None


def test_a_word_file_is_read(case):
    data = docx(
        paragraph("Case report", "berschrift1"), paragraph("A 50-year-old man had a palsy of the left ulnar nerve.")
    )
    _, record = case("report.docx", data)
    assert [(nerve.name, nerve.evidence.section) for nerve in record.nerves] == [("ulnar nerve", "case")]


def test_the_tags_of_an_article_tell_the_publication(case):
    front = "<article-id pub-id-type='doi'>10.1234/hand.5</article-id><pub-date><year>2021</year></pub-date>"
    body = "<sec sec-type='cases'><title>Case</title><p>A 50-year-old man had palsy of the left ulnar nerve.</p></sec>"
    path, record = case("article.xml", jats(body, title="A numb hand", front=front))
    study, raw = record.study, read_file(path).raw
    assert (study.title.value, raw[study.title.start : study.title.end]) == ("A numb hand", "A numb hand")
    assert (study.doi.value, study.doi.start) == ("10.1234/hand.5", None)
    (row,) = casemill.cases.cases_of(record)
    assert (row.doi.value, row.doi.records) == ("10.1234/hand.5", (study.doi.id,))
