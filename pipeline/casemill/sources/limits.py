"""How much is read of a file: what is longer is no case report, or an attack.

Every limit is far above what journals print. A text never has more than
:data:`casemill.reading.MAX_CHARACTERS` characters, whatever it was packed in.
"""

from __future__ import annotations

from casemill.errors import BombError

MAX_MARKUP_BYTES = 32_000_000
"""Longest XML, HTML or JSON document, unpacked: tags may outweigh the text ten times."""

MAX_PACKED_BYTES = 128_000_000
"""Longest PDF or Word document: most of it are pictures."""

MAX_ROW_BYTES = 8_000_000
"""Longest row of a table, all of its columns."""

MAX_MEMBERS = 100_000
"""Most members of an archive."""

MAX_PAGES = 2_000
"""Most pages of a PDF."""

MAX_DEPTH = 200
"""Deepest nesting of elements in XML."""

MAX_RATIO = 250
"""Most bytes that one compressed byte may stand for; prose reaches 10, tables of blanks 50."""

FREE_BYTES = 4_000_000
"""What may come out of any file, however small: the ratio of few bytes says nothing."""


def require_ratio(unpacked: int, packed: int, *, name: str) -> None:
    """Raise an error if so many bytes cannot come from so few.

    Raises
    ------
    casemill.errors.BombError
        Above :data:`MAX_RATIO` times the packed bytes, unless :data:`FREE_BYTES` hold them.
    """
    if unpacked > FREE_BYTES and unpacked > MAX_RATIO * max(packed, 1):
        raise BombError(name, f"{unpacked:,} bytes or more out of {packed:,}")
