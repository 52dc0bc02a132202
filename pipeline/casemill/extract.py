"""The calls that users make: load the pipeline, extract one report.

Nothing heavy is imported before the first call.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from casemill.reading import Text
    from casemill.records import CaseRecord


@cache
def load() -> Language:
    """Return the pipeline, ``spacy.load("en_case_report")``; loaded once a process."""
    import spacy

    return spacy.load("en_case_report")


def extract(text_or_path: str | Path, *, nlp: Language | None = None) -> CaseRecord:
    """Extract the records of one report.

    Parameters
    ----------
    text_or_path
        A :class:`~pathlib.Path` is the path of a file. A string is the path of a file if it
        has a single line and a file of that name exists; else it is the text itself.
    nlp
        The pipeline to use; by default that of :func:`load`.

    Returns
    -------
    CaseRecord
        Nerves, drugs, analytes, timing and sex, each with its evidence.

    Raises
    ------
    casemill.errors.InputError
        If a file is missing, empty, binary, undecodable, not English, or tells of no case;
        if a text is too large or holds half a character. The message names the file and
        the remedy.
    """
    if isinstance(text_or_path, Path) or _is_file(text_or_path):
        return extract_file(Path(text_or_path), nlp=nlp)
    from casemill.reading import read_text

    return records_of(_doc_of(read_text(text_or_path), nlp or load()))


def extract_file(path: Path, *, name: str | None = None, nlp: Language | None = None) -> CaseRecord:
    """Extract the records of one file, see :func:`extract`.

    Parameters
    ----------
    path
        The file.
    name
        What :attr:`CaseRecord.file` says; by default the file's name without its folder,
        so that the same file gives the same record on every machine.
    nlp
        The pipeline to use; by default that of :func:`load`.
    """
    from casemill.reading import read_file

    return extract_read(read_file(path), name=name or printable(path.name), nlp=nlp)


def extract_read(text: Text, *, name: str, nlp: Language | None = None) -> CaseRecord:
    """Extract the records of a text that was read from a file.

    Raises
    ------
    casemill.errors.InputError
        If it has no English, or tells of no case.
    """
    from casemill.reading import require_case

    doc = _doc_of(text, nlp or load())
    record = records_of(doc, file=name, sha256=text.sha256, encoding=text.encoding)
    # asked last: a text in which something was found is never refused
    require_case(text, findings=len(record.nerves) + len(record.drugs) + len(record.analytes))
    return record


def _doc_of(text: Text, nlp: Language) -> Doc:
    from casemill.components.reader import Reader

    if not isinstance(nlp.tokenizer, Reader):
        raise ValueError("This pipeline does not read reports. Use casemill.load() or spacy.load('en_case_report').")
    return nlp(nlp.tokenizer.doc_of(text))


def printable(path: str | Path) -> str:
    r"""Return a path as text: bytes of a file name that are not UTF-8 are written as ``\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def records_of(
    doc: Doc, *, file: str | None = None, sha256: str | None = None, encoding: str | None = None
) -> CaseRecord:
    """Return the records of a Doc that the pipeline made.

    Parameters
    ----------
    doc
        A Doc of ``nlp(raw)``, also after ``nlp.pipe(n_process=2)`` or a trip through ``DocBin``
        (with ``store_user_data=True``).
    file, encoding
        Go into the record as they are.
    sha256
        Hash of the bytes of the file; by default that of the raw text in UTF-8.

    Raises
    ------
    ValueError
        If the Doc was not made by this pipeline, or lost what the pipeline keeps on it.
    """
    from casemill import __version__
    from casemill.assembly import assemble
    from casemill.document import state

    if "raw" not in state(doc):
        raise ValueError(
            "This Doc holds no report that casemill has read. Make it with casemill.load()(text); "
            "a DocBin keeps it with store_user_data=True."
        )
    if sha256 is None:
        sha256 = hashlib.sha256(state(doc)["raw"].encode("utf-8")).hexdigest()
    return assemble(doc, file=file, sha256=sha256, encoding=encoding, version=__version__)


def _is_file(text: str) -> bool:
    if not text or "\n" in text or "\r" in text or "\0" in text or len(text) > 4096:
        return False
    try:
        return Path(text).is_file()
    except OSError:  # longer than the file system allows, so no file
        return False
