"""What the text says of the publication: title, DOI, PMID, year."""

from __future__ import annotations

from collections.abc import Iterable

from casemill.structure.sections import Section


def find_study(text: str, sections: Iterable[Section]) -> dict[str, list[str | int]]:
    """Return the fields that the text states: name -> value, start, end."""
    return {}
