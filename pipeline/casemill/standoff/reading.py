"""Reading BRAT standoff from bytes, with errors that name the file and the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casemill.standoff.model import Fragments, Key, Relation, Span, Standoff

_ID = re.compile(r"[TANR]\d+")
_PLACE = re.compile(r"(\d+) (\d+)")


class StandoffError(ValueError):
    """A standoff file that cannot be read; the message names the file and the line."""


def parse_standoff(data: bytes, *, source: str, text: str | None = None) -> Standoff:
    r"""Read the content of an ``.ann`` file.

    Parameters
    ----------
    data
        The bytes of the file; CRLF at the ends of its own lines is tolerated.
    source
        Name of the file for error messages.
    text
        The annotated text. If given, fragments parted by white space alone become one,
        and every mention is checked against the text at its offsets.

    Returns
    -------
    Standoff
        Notes (``#`` lines) are passed over.

    Raises
    ------
    StandoffError
        If a line is malformed or does not fit the text.

    Examples
    --------
    >>> gold = parse_standoff(b"T1\tDose 0 2;3 5\t15 mg\n", source="a.ann", text="15\nmg")
    >>> gold.spans[0].fragments
    ((0, 5),)
    """
    return _Reader(source, text).read(data)


@dataclass
class _Reader:
    """Reads one file; knows the number of the line at hand for error messages."""

    source: str
    text: str | None
    number: int = 0
    keys: dict[str, Key] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    concepts: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: set[Key] = field(default_factory=set)

    def read(self, data: bytes) -> Standoff:
        lines: dict[str, list[tuple[int, list[str]]]] = {kind: [] for kind in "TANR"}
        ids: set[str] = set()
        for cells in self._lines(data):
            if not _ID.fullmatch(cells[0]):
                raise self._error("begins with no id; wanted T, A, N or R with a number, or # for a note")
            if cells[0] in ids:
                raise self._error(f"uses the id {cells[0]} a second time")
            ids.add(cells[0])
            lines[cells[0][0]].append((self.number, cells))
        # A line may point at a span that stands below it, so spans are read first.
        for self.number, cells in lines["T"]:
            self._add_span(cells)
        for self.number, cells in lines["A"]:
            self._add_attribute(cells)
        for self.number, cells in lines["N"]:
            self._add_concept(cells)
        relations = []
        for self.number, cells in lines["R"]:
            relations.append(self._relation(cells))
        return Standoff.of(self._spans(), relations=relations)

    def _lines(self, data: bytes) -> Iterator[list[str]]:
        for self.number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
            try:
                line = raw.removesuffix(b"\r").decode("utf-8")
            except UnicodeDecodeError:
                raise self._error("is not UTF-8; save the file as UTF-8") from None
            if line.strip() and not line.startswith("#"):
                yield line.split("\t", 2)

    def _add_span(self, cells: list[str]) -> None:
        label, _, places = cells[1].partition(" ") if len(cells) == 3 else ("", "", "")
        matches = [_PLACE.fullmatch(place) for place in places.split(";")]
        fragments = tuple((int(match[1]), int(match[2])) for match in matches if match)
        if not label or len(fragments) < len(matches):
            raise self._error("is no span; wanted T1<tab>Label start end<tab>text (start end;start end)")
        self._check(fragments, cells[2])
        key = (label, self._joined(fragments))
        if key in self.seen:
            raise self._error("repeats a span: same label, same place")
        self.seen.add(key)
        self.keys[cells[0]] = key
        self.attributes[cells[0]] = {}

    def _check(self, fragments: Fragments, mention: str) -> None:
        bounds = [offset for fragment in fragments for offset in fragment]
        if bounds != sorted(bounds) or any(start == end for start, end in fragments):
            raise self._error("has offsets that are empty or out of order")
        if self.text is None:
            return
        if bounds[-1] > len(self.text):
            raise self._error(f"ends at {bounds[-1]}, the text has {len(self.text)} characters")
        found = " ".join(self.text[start:end] for start, end in fragments)
        if found.split() != mention.split():
            raise self._error(
                "gives other words than stand in the text at its offsets; this is another text, "
                "or its line ends were changed"
            )

    def _joined(self, fragments: Fragments) -> Fragments:
        joined = [fragments[0]]
        for start, end in fragments[1:]:
            gap = "?" if self.text is None else self.text[joined[-1][1] : start]
            if gap.strip():
                joined.append((start, end))
            else:
                joined[-1] = (joined[-1][0], end)
        return tuple(joined)

    def _add_attribute(self, cells: list[str]) -> None:
        name, target, value = _words(cells[1:], 3)
        if not value:
            raise self._error("is no attribute; wanted A1<tab>Name T1 value")
        attributes = self.attributes[self._target(target)]
        if name in attributes:
            raise self._error(f"gives {target} a second {name}")
        attributes[name] = value

    def _add_concept(self, cells: list[str]) -> None:
        kind, target, identifier = _words(cells[1:2], 3)
        if kind != "Reference" or not identifier or len(cells) < 3:
            raise self._error("is no concept; wanted N1<tab>Reference T1 UBERON:0001148<tab>median nerve")
        if self._target(target) in self.concepts:
            raise self._error(f"gives {target} a second concept")
        self.concepts[target] = (cells[2], "" if identifier.startswith("name:") else identifier)

    def _relation(self, cells: list[str]) -> Relation:
        kind, slot, head = _words(cells[1:2], 3)
        if not slot.startswith("Arg1:") or not head.startswith("Arg2:"):
            raise self._error("is no relation; wanted R1<tab>Dose-Drug Arg1:T1 Arg2:T2")
        return Relation(kind, self.keys[self._target(slot[5:])], self.keys[self._target(head[5:])])

    def _target(self, name: str) -> str:
        if name not in self.keys:
            raise self._error(f"points at {name}, which is no span of this file")
        return name

    def _spans(self) -> Iterator[Span]:
        for own, (label, fragments) in self.keys.items():
            yield Span(label, fragments, self.attributes[own], *self.concepts.get(own, ("", "")))

    def _error(self, problem: str) -> StandoffError:
        return StandoffError(f"{self.source}, line {self.number}: the line {problem}.")


def _words(cells: list[str], count: int) -> list[str]:
    """Cut the text of some cells at blanks into ``count`` strings, missing ones empty."""
    words = " ".join(cells).split(maxsplit=count - 1)
    return [*words, *[""] * (count - len(words))]
