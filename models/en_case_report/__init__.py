"""The casemill pipeline for English case reports as a spaCy model package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

__version__ = "0.1.0"


def load(
    *,
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: dict[str, Any] | None = None,
) -> Language:
    """Load the pipeline, as ``spacy.load("en_case_report")`` does.

    Parameters
    ----------
    vocab, disable, enable, exclude, config
        Passed on to :func:`spacy.util.load_model_from_path`.

    Returns
    -------
    spacy.language.Language
        The whole pipeline.
    """
    from spacy.util import load_model_from_path

    return load_model_from_path(
        Path(__file__).parent,
        vocab=vocab,
        disable=disable,
        enable=enable,
        exclude=exclude,
        config=config or {},
    )
