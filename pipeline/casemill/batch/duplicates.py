"""Reports that are there twice: the same file, or another file of the same publication."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True)
class Duplicate:
    """A copy of a report that came before it in the order of the input.

    Parameters
    ----------
    file
        What records call the copy.
    of
        What records call the first one.
    by
        ``content``: their bytes are the same; ``doi``: both state the same DOI.
    value
        The sha256 or the DOI that they share.
    kept
        Whether the copy was written all the same.
    """

    file: str
    of: str
    by: Literal["content", "doi"]
    value: str
    kept: bool = False


class Seen:
    """Tells for each report, in the order of the input, whether it is a copy.

    The first one counts, whatever it gave. A copy of a copy names the first as well. Memory:
    two short keys a report.
    """

    def __init__(self) -> None:
        self._contents: dict[bytes, str] = {}
        self._dois: dict[bytes, str] = {}

    def duplicate(self, name: str, sha256: str, doi: str | None, *, kept: bool) -> Duplicate | None:
        """Return what a report is a copy of, and remember it; the DOI is that of :func:`plain_doi`."""
        content = bytes.fromhex(sha256)
        if content in self._contents:
            return Duplicate(name, self._contents[content], "content", sha256, kept)
        key = hashlib.sha256((doi or "").encode("utf-8")).digest()
        first = self._dois.get(key) if doi else None
        self._contents[content] = first or name
        if doi and first is None:
            self._dois[key] = name
        return Duplicate(name, first, "doi", doi, kept) if doi and first else None


def plain_doi(stated: str) -> str:
    """Return a DOI as it is compared: lower case, without the address of the resolver.

    >>> plain_doi("https://doi.org/10.1000/ABC.7")
    '10.1000/abc.7'
    """
    return _PREFIX.sub("", stated.strip()).casefold()
