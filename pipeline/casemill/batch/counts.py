"""What a run made, counted as a review counts the reports that it screened."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from casemill.batch.attempts import SCREENING
from casemill.batch.model import Failure
from casemill.records import FAMILIES, CaseRecord


@dataclass
class Totals:
    """Counts of a run.

    Every report that was found is in one of the groups, so that
    ``found == unreadable + other_language + no_case + failed + duplicates + reports``, and
    ``reports`` are those with records and those in which nothing was found.

    Parameters
    ----------
    found
        Reports that were named or found.
    codes
        Code of the failure -> reports that have it, by stage.
    not_found
        Paths, folders and members of archives that failed while reports were looked for.
    by_content, by_doi
        Reports that are a copy of one before, see :mod:`casemill.batch.duplicates`.
    copies_kept
        Of these, how many were written all the same.
    written, with_records
        Reports in the output; those of them in which something was found.
    heads
        Family -> number of records.
    failures
        One a path that gave no records, in the order of the input.
    shared_stems
        Stems that several reports have.
    left_out
        Format -> reason -> how many records it could not hold.
    """

    found: int = 0
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_found: int = 0
    by_content: int = 0
    by_doi: int = 0
    copies_kept: int = 0
    written: int = 0
    with_records: int = 0
    heads: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    shared_stems: frozenset[str] = frozenset()
    left_out: dict[str, dict[str, int]] = field(default_factory=dict)

    def fail(self, failure: Failure) -> None:
        """Count a failure."""
        self.failures.append(failure)
        if failure.stage == "find":
            self.not_found += 1
        else:
            self.found += 1
            self.codes[failure.stage, failure.code] += 1

    def add(self, record: CaseRecord) -> None:
        """Count a report that was written."""
        self.written += 1
        self.with_records += bool(record.heads)
        self.heads.update({family: len(getattr(record, family)) for family in FAMILIES})

    @property
    def reports(self) -> int:
        """Reports in the output."""
        return self.written

    def flow(self) -> dict[str, int]:
        """Return name of each group -> number of reports, in the order in which they leave the flow."""
        unreadable = sum(count for (stage, code), count in self.codes.items() if stage == "read")
        other, no_case = (self.codes["extract", code] for code in SCREENING)
        failed = sum(self.codes.values()) - unreadable - other - no_case
        return {
            "found": self.found,
            "unreadable": unreadable,
            "read": self.found - unreadable,
            "other_language": other,
            "no_case": no_case,
            "failed": failed,
            "duplicates_by_content": self.by_content,
            "duplicates_by_doi": self.by_doi,
            "duplicates_kept": self.copies_kept,
            "reports": self.written,
            "with_records": self.with_records,
            "without_records": self.written - self.with_records,
            "paths_failed": self.not_found,
        }

    def to_json(self) -> str:
        """Return all counts as JSON."""
        counts = {"reports": self.flow(), "records": dict(self.heads), "left_out": self.left_out}
        return json.dumps(counts, indent=2) + "\n"
