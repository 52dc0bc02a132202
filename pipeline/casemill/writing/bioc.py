"""BioC JSON: ``OUT/bioc.json``, one collection with a document a report.

Sections are passages, records and their slots annotations, and a relation leads from a slot to its head. Labels and
attributes are those of the guidelines, as in standoff; offsets count Unicode code points of the raw text. A record
knows the raw text only as far as it quotes it: the text of a passage has blanks elsewhere. What BioC has no place
for stands in the infon ``record`` of the document, the whole record as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casemill.records import SCHEMA_VERSION, CaseRecord, SectionRecord
from casemill.standoff import Span, Standoff, quoted_text, standoff_of
from casemill.writing import Add
from casemill.writing.atomic import atomic
from casemill.writing.whole import record_of_json

FILE = "bioc.json"

_HEAD = {
    "source": "casemill",
    "date": "",  # a clock would give other bytes at each run
    "key": "casemill",
    "version": "1.0",
    "infons": {"schema_version": SCHEMA_VERSION, "offsets": "Unicode code points"},
}
_END = "]}\n"


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write each report as one line of the collection."""
    with atomic(out / FILE) as file:
        file.write(json.dumps(_HEAD, ensure_ascii=False)[:-1] + ', "documents": [')
        before = "\n"

        def add(record: CaseRecord, stem: str) -> None:
            nonlocal before
            file.write(before + json.dumps(document_of(record), ensure_ascii=False))
            before = ",\n"

        yield add
        file.write("\n" + _END)


def read_records(path: Path) -> Iterator[CaseRecord]:
    """Yield the records of a collection that :func:`writer` wrote, one line at a time.

    Raises
    ------
    ValueError
        If the file is another, or was laid out anew.
    """
    place = f"{path}, line 1"
    with path.open(encoding="utf-8", newline="\n") as file:
        if '"source": "casemill"' not in file.readline(1000):
            raise ValueError(f"{place}: this is no collection of casemill.")
        for number, line in enumerate(file, start=2):
            if line == _END:
                return
            yield _record(line.rstrip(",\n"), f"{path}, line {number}")
    raise ValueError(f"{path}: the file is cut off.")


def _record(line: str, place: str) -> CaseRecord:
    try:
        text = json.loads(line)["infons"]["record"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise ValueError(f"{place}: this is no document of casemill.") from None
    return record_of_json(text, place)


def document_of(record: CaseRecord) -> dict[str, Any]:
    """Return the document of a report, plain values as BioC JSON has them."""
    standoff = standoff_of(record)
    ids = {span.key: f"T{number}" for number, span in enumerate(standoff.spans, start=1)}
    study = {name: field.value for name in ("title", "doi", "pmid", "year") if (field := getattr(record.study, name))}
    text = quoted_text(record)
    passages = [
        {
            "offset": start,
            "infons": {"section": category},
            "text": text[start:end].ljust(end - start),
            "sentences": [],
            "annotations": [_annotation(ids[span.key], span, text) for span in spans],
            "relations": [],
        }
        for start, end, category, spans in _passages(record.sections, standoff.spans)
    ]
    return {
        "id": record.file or record.sha256,
        "infons": {"sha256": record.sha256, **study, "record": record.model_dump_json()},
        "passages": passages,
        "annotations": [],
        "relations": _relations(standoff, ids),
    }


def _annotation(name: str, span: Span, text: str) -> dict[str, Any]:
    named = {"name": span.name, "identifier": span.identifier}
    return {
        "id": name,
        "infons": {"type": span.label, **span.attributes, **{key: value for key, value in named.items() if value}},
        "text": text[span.start : span.end],
        "locations": [{"offset": span.start, "length": span.end - span.start}],
    }


def _relations(standoff: Standoff, ids: dict[Any, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"R{number}",
            "infons": {"type": relation.kind},
            "nodes": [{"refid": ids[key], "role": key[0]} for key in (relation.slot, relation.head)],
        }
        for number, relation in enumerate(standoff.relations, start=1)
    ]


def _passages(
    sections: Sequence[SectionRecord], spans: Sequence[Span]
) -> Iterator[tuple[int, int, str, Sequence[Span]]]:
    """Yield start, end, category and spans of passages that lie behind one another and cut no span in two."""
    done = first = 0
    for start, end, category in _stretches(sections, max((span.end for span in spans), default=0)):
        last = first
        while last < len(spans) and spans[last].start < end:
            end = max(end, spans[last].end)
            last += 1
        start, done = max(start, done), max(end, done)
        if start < end:
            yield start, end, category, spans[first:last]
            first = last


def _stretches(sections: Sequence[SectionRecord], end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the sections in order of their places and, as ``body``, what lies between and behind them."""
    done = 0
    for section in sorted(sections, key=lambda each: (each.start, each.end)):
        if section.start > done:
            yield done, section.start, "body"
        yield section.start, section.end, section.category
        done = max(done, section.end)
    if done < end:
        yield done, end, "body"
