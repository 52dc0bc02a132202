"""Sources: files, folders, archives and tables of any format -> the texts that are read.

Find with :func:`find_sources`, read each with :func:`read_source`. A format is one row of
:data:`casemill.sources.kinds.FORMATS` and one file with a function that reads it.
"""

from __future__ import annotations

from casemill.sources.find import find_sources, source_of
from casemill.sources.model import STDIN, Cell, Failure, Options, Source
from casemill.sources.read import digest, document_of, read_source

__all__ = [
    "STDIN",
    "Cell",
    "Failure",
    "Options",
    "Source",
    "digest",
    "document_of",
    "find_sources",
    "read_source",
    "source_of",
]
