"""Libraries that only some formats need."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

LIBRARIES: Mapping[str, tuple[str, ...]] = {"xlsx": ("xlsxwriter", "openpyxl"), "parquet": ("pyarrow",)}
"""Extra of casemill, named as its format -> modules that it brings."""


class MissingExtraError(ImportError):
    """A format was asked for whose libraries are not installed.

    Parameters
    ----------
    extra
        Name of the extra of casemill that brings them.
    """

    def __init__(self, extra: str) -> None:
        super().__init__(f"{extra} needs more libraries. Install them with: pip install 'casemill[{extra}]'")
        self.extra = extra


def require_extra(extra: str) -> None:
    """Check, without importing them, that the libraries of a format are there.

    Raises
    ------
    MissingExtraError
        If one of them is not installed; it names the extra.
    """
    if any(find_spec(module) is None for module in LIBRARIES.get(extra, ())):
        raise MissingExtraError(extra)
