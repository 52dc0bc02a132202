"""Inline marks: ``[CK](A high) of [231 U/L](V 231 U/L)``; ``A`` analyte, ``V`` value, ``R`` reference range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from casemill.labs import find_labs
from casemill.mentions import Mention
from casemill.view import view_of

_MARK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<label>[AVR])(?: (?P<spec>[^()]*))?\)")
_LABELS = {"A": "Analyte", "V": "LabValue", "R": "RefRange"}


@dataclass(frozen=True)
class Labs:
    """A text and what was found in it."""

    text: str
    found: list[Mention]

    def named(self, surface: str) -> Mention:
        """Return the one mention that covers a surface."""
        (mention,) = [m for m in self.found if self.text[m.start : m.end] == surface]
        return mention

    def heads(self, surface: str) -> list[str]:
        """Return the surfaces of the heads of a slot."""
        return [self.text[start:end] for start, end in self.named(surface).heads]


@pytest.fixture
def labs() -> Callable[[str], Labs]:
    def find(text: str) -> Labs:
        return Labs(text, find_labs(view_of(text)))

    return find


def _read(marked: str) -> tuple[str, list[tuple[str, int, str, str | None]]]:
    text, spans, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        spans.append((_LABELS[match["label"]], len(text), match["text"], match["spec"]))
        text += match["text"]
        done = match.end()
    return text + marked[done:], spans


def _spec(mention: Mention) -> str:
    """Return Number and Unit of a value, Flag and Specimen of an analyte, as the marks write them."""
    keys = ("Number", "Unit") if mention.label == "LabValue" else ("Flag", "Specimen")
    return " ".join(mention.attributes[key] for key in keys if key in mention.attributes)


@pytest.fixture
def check() -> Callable[[str], None]:
    def compare(marked: str) -> None:
        text, spans = _read(marked)
        found = sorted(find_labs(view_of(text)), key=lambda m: (m.start, m.end, m.label))
        assert [(m.label, m.start, text[m.start : m.end]) for m in found] == [span[:3] for span in spans]
        wanted = [spec or "" for _, _, _, spec in spans]
        assert [_spec(m) if m.label != "RefRange" else "" for m in found] == wanted

    return compare
