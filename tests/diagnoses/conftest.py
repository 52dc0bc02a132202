"""What the tests of diagnoses share: sentences with their nerves, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casemill.diagnoses import find_diagnoses
from casemill.mentions import Mention
from casemill.nerves import find_nerves
from casemill.view import View, view_of


def _diagnoses_of(text: str, abbreviations: dict[str, str] | None = None) -> list[Mention]:
    view = view_of(text)
    return find_diagnoses(View(view.text, view.sentences, tuple(find_nerves(view)), abbreviations or {}))


def _told(text: str, abbreviations: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.name) for m in _diagnoses_of(text, abbreviations)]


@pytest.fixture(scope="session")
def diagnoses_of() -> Callable[..., list[Mention]]:
    """Return the function that finds the diagnoses of a text, one sentence a line."""
    return _diagnoses_of


@pytest.fixture(scope="session")
def told() -> Callable[..., list[tuple[str, str]]]:
    """Return the function that tells span and preferred name of each diagnosis of a text."""
    return _told
