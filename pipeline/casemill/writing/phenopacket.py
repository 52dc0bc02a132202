"""Phenopackets: ``OUT/phenopackets/<file stem>.json``, of several patients ``<file stem>-patient1.json`` ..."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from casemill.phenopackets import check_phenopacket, packets_of
from casemill.phenopackets.build import CREATED
from casemill.records import CaseRecord
from casemill.writing.atomic import atomic

FOLDER = "phenopackets"


@contextmanager
def writer(out: Path) -> Iterator[_Packets]:
    """Write each patient to a file of its own."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    yield _Packets(folder)


class _Packets:
    """Writes the packets of reports to a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._created = created_at(os.environ.get("SOURCE_DATE_EPOCH"))
        self.left_out: Counter[str] = Counter()
        """What no packet can hold -> how many records, over all reports."""

    def __call__(self, record: CaseRecord, stem: str) -> None:
        """Write a report.

        Raises
        ------
        RuntimeError
            If a packet breaks the schema, which is a bug of casemill; the message holds no text of the report.
        """
        packets = packets_of(record, created=self._created)
        for packet in packets:
            faults = check_phenopacket(packet.content)
            if faults:
                raise RuntimeError(f"A phenopacket breaks the schema: {'; '.join(faults)}.")
        for packet in packets:
            name = stem if packet.patient is None else f"{stem}-patient{packet.patient}"
            with atomic(self._folder / f"{name}.json") as file:
                file.write(json.dumps(packet.content, indent=2, ensure_ascii=False) + "\n")
            self.left_out.update(packet.left_out)


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
    counts: Counter[str] = Counter()
    for packet in packets_of(record):
        counts.update(packet.left_out)
    return dict(sorted(counts.items()))
