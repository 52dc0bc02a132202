"""Phenopackets: ``OUT/phenopackets/<file stem>.json``, of several patients ``<file stem>-patient1.json`` ..."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from casemill.phenopackets import check_phenopacket, packets_of
from casemill.phenopackets.build import CREATED
from casemill.records import CaseRecord
from casemill.writing import Add
from casemill.writing.atomic import atomic

FOLDER = "phenopackets"


@contextmanager
def writer(out: Path) -> Iterator[Add]:
    """Write each patient to a file of its own.

    Raises
    ------
    RuntimeError
        If a packet breaks the schema, which is a bug of casemill; the message holds no text of the report.
    """
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    created = created_at(os.environ.get("SOURCE_DATE_EPOCH"))

    def add(record: CaseRecord, stem: str) -> None:
        for packet in packets_of(record, created=created):
            faults = check_phenopacket(packet.content)
            if faults:
                raise RuntimeError(f"A phenopacket breaks the schema: {'; '.join(faults)}.")
            name = stem if packet.patient is None else f"{stem}-patient{packet.patient}"
            with atomic(folder / f"{name}.json") as file:
                file.write(json.dumps(packet.content, indent=2, ensure_ascii=False) + "\n")

    yield add


def created_at(epoch: str | None) -> str:
    """Return the time of creation that packets state: ``SOURCE_DATE_EPOCH`` (seconds), else a fixed one.

    A clock would give the same report other bytes at each run.

    >>> created_at("86400"), created_at(None)
    ('1970-01-02T00:00:00Z', '1970-01-01T00:00:00Z')
    """
    if not epoch:
        return CREATED
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def left_out(record: CaseRecord) -> dict[str, int]:
    """Return what the packets of a report leave out -> how many records, over all its patients."""
    counts: dict[str, int] = {}
    for packet in packets_of(record):
        for reason, count in packet.left_out.items():
            counts[reason] = counts.get(reason, 0) + count
    return dict(sorted(counts.items()))
