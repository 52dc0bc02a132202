"""Bytes to characters: the encoding found, the newlines untouched."""

from __future__ import annotations

import codecs
import re

from casemill.errors import (
    BinaryInputError,
    EmptyInputError,
    TooLargeInputError,
    UndecodableInputError,
)

MAX_CHARACTERS = 1_000_000
"""Longest text that is read; spaCy refuses more by default, and no case report is near it."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Longest file that is opened at all: four bytes a character is the most that UTF-8 takes."""

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """Decode the bytes of a file.

    Offsets count the code points of the returned text, and
    ``data.decode(encoding)`` is that text, exactly. A byte order mark is therefore a
    character of a UTF-8 text (U+FEFF, offset 0), as it is for any reader that opens the
    file as plain UTF-8, and none of a UTF-16 text, whose codec takes it away.

    Parameters
    ----------
    data
        All bytes of the file.
    name
        Name of the file, for messages.

    Returns
    -------
    tuple of str
        The text and Python's name of the encoding.

    Raises
    ------
    InputError
        If the file is empty, too large, binary or in no known encoding.
    """
    require_size(len(data), name=name)
    if not data.strip():
        raise EmptyInputError(name)
    for mark, what in _FORMATS:
        if data.startswith(mark):
            raise BinaryInputError(name, what)
    encoding = _wide_encoding(data) or _narrow_encoding(data, name=name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableInputError(name, f"{encoding}, byte {error.start}") from None
    require_text(text, name=name)
    return text, encoding


def require_size(size: int, *, name: str, unit: str = "bytes", most: int = MAX_BYTES) -> None:
    """Raise :class:`~casemill.errors.TooLargeInputError` for more than ``most`` units."""
    if size > most:
        raise TooLargeInputError(name, f"{size:,} {unit}, at most {most:,} are read")


def require_text(text: str, *, name: str) -> None:
    """Raise an error if a decoded text is empty, too long, or holds what no text holds."""
    require_size(len(text), name=name, unit="characters", most=MAX_CHARACTERS)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise EmptyInputError(name)
    nuls = text.count("\x00")
    if nuls:
        raise BinaryInputError(name, f"{nuls:,} NUL characters")
    controls = len(_CONTROL.findall(text))
    if controls > 3 and controls > len(text) // 200:
        raise BinaryInputError(name, f"{controls:,} control characters")


def _wide_encoding(data: bytes) -> str | None:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _narrow_encoding(data: bytes, *, name: str) -> str:
    if b"\x00" in data:
        raise BinaryInputError(name, f"{data.count(0):,} NUL bytes")
    if _decodes(data, "utf-8"):
        return "utf-8"
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    in_sequences = sum(len(run) for run in _MULTIBYTE.findall(data))
    if 2 * in_sequences > high:
        raise UndecodableInputError(name, "most of it is UTF-8, but some bytes are damaged")
    if _decodes(data, "cp1252"):
        return "cp1252"
    raise UndecodableInputError(name, "neither UTF-8, UTF-16 nor Windows-1252")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
