"""From the shipped reports to records, by every way that leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import casemill
from casemill.cases import Cell, Cells
from casemill.document import state
from casemill.records import slots_of
from casemill.standoff import parse_standoff
from casemill.writing.brat import brat_of, standoff_of

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
TEXTS = sorted(CORPUS.rglob("*.txt"))
STUDY = ("title", "doi", "pmid", "year")
SHIPPED = [path for path in TEXTS if path.parent == CORPUS]


@pytest.fixture(scope="module")
def raws():
    return {path.stem: path.read_bytes().decode("utf-8") for path in TEXTS}


@pytest.fixture(scope="module")
def plain(raws):
    return {stem: casemill.records_of(casemill.load()(raw)) for stem, raw in raws.items()}


def test_the_four_reports_are_there():
    assert len(SHIPPED) == 4


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_evidence_is_raw(path, raws, plain):
    raw, record = raws[path.stem], plain[path.stem]
    items = [item for head in record.heads for item in (head, *slots_of(head))] + list(record.unattached)
    assert items
    for item in items:
        place = item.evidence
        assert raw[place.start : place.end] == place.text, item.id
        assert place.sentence_start <= place.start < place.end <= place.sentence_end, item.id


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_family_has_records(path, plain):
    record = plain[path.stem]
    families = ("nerves", "drugs", "analytes", "diagnoses", "procedures", "events", "outcomes", "timing", "sex")
    counts = {family: len(getattr(record, family)) for family in families}
    assert all(counts.values()), counts


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_time_names_the_records_that_gave_it(path, plain):
    record = plain[path.stem]
    ids = {head.id for head in record.heads}
    times = [head.when for head in record.heads if head.when]
    assert times
    for when in times:
        assert set(when.given_by) <= ids
        assert (when.earliest or "") <= (when.latest or "9999")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_cell_names_records_of_its_report(path, plain):
    record = plain[path.stem]
    ids = {item.id for head in record.heads for item in (head, *slots_of(head))}
    for case in casemill.cases.cases_of(record):
        for name in type(case).model_fields:
            cell = getattr(case, name)
            if isinstance(cell, Cell | Cells):
                assert bool(cell.records) == bool(cell.text), name
                assert name in STUDY or set(cell.records) <= ids, name


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_ids_are_unique_in_a_report(path, plain):
    ids = [head.id for head in plain[path.stem].heads]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_file_gives_what_its_text_gives(path, plain):
    found = casemill.extract(path)
    changed = {"file": path.name, "encoding": "utf-8"}
    assert found == plain[path.stem].model_copy(update=changed)


def test_two_processes_give_the_same_records(raws, plain):
    docs = casemill.load().pipe(raws.values(), n_process=2, batch_size=1)
    assert [casemill.records_of(doc) for doc in docs] == list(plain.values())


def test_a_trip_through_docbin_gives_the_same_records(raws, plain):
    nlp = casemill.load()
    data = DocBin(docs=[nlp(raw) for raw in raws.values()], store_user_data=True).to_bytes()
    docs = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert [casemill.records_of(doc) for doc in docs] == list(plain.values())


def test_a_doc_in_bytes_gives_the_same_records(raws, plain):
    nlp = casemill.load()
    docs = [Doc(nlp.vocab).from_bytes(nlp(raw).to_bytes()) for raw in raws.values()]
    assert [casemill.records_of(doc) for doc in docs] == list(plain.values())


def test_a_saved_pipeline_gives_the_same_records(raws, plain, tmp_path):
    casemill.load().to_disk(tmp_path / "saved")
    saved = spacy.load(tmp_path / "saved")
    assert [casemill.records_of(saved(raw)) for raw in raws.values()] == list(plain.values())


def test_a_doc_carries_plain_values_alone(raws):
    def plain_all_through(value: object) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain_all_through(item) for key, item in value.items())
        if isinstance(value, list):
            return all(plain_all_through(item) for item in value)
        return value is None or type(value) in (str, int, float, bool)

    for raw in raws.values():
        kept = state(casemill.load()(raw))
        assert [key for key, value in kept.items() if not plain_all_through(value)] == []


BREAKS = ("\n", "\r\n", "-\n", " \n", "\u00ad", "\u00a0", "1-3 ", "\t", "\n\n", "\ufeff", "—")
PIECES = (
    "A 61-year-old woman",
    "took oral prednisone 40 mg twice daily for 14 days",
    "the left median and both peroneal nerves",
    "creatine kinase was >1,340 U/L (normal 30-170)",
    "leukocytes 9.1×109/l",
    "on June 3, 2019",
    "two months later",
    "синдром Гийена",
    "ﬁve days of СR",
    ". ",
)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12),
    cuts=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(BREAKS)), max_size=12),
)
def test_evidence_is_raw_however_a_text_is_broken(pieces, cuts):
    raw = " ".join(pieces)
    for at, cut in cuts:
        raw = raw[: at % len(raw)] + cut + raw[at % len(raw) :]
    record = casemill.extract(raw)
    for item in [item for head in record.heads for item in (head, *slots_of(head))] + list(record.unattached):
        assert raw[item.evidence.start : item.evidence.end] == item.evidence.text
    assert parse_standoff(brat_of(record).encode(), source="x", text=raw) == standoff_of(record)
