"""Units of measured values: read as written, given in UCUM.

A unit is either one of the whole units of ``lexicons/units.tsv`` (``mmHg``, ``beats per
minute``) or a numerator with denominators (``mg/dL``, ``ng per ml``, ``g.L-1``). What a
number counts decides which analyte may carry it, so each unit has a dimension.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from casemill.lexicons import listed, table

_CASE_MATTERS = 3
_FREE_CASE = frozenset({"percent", "pressure", "temperature", "rate", "flow", "level"})
_BY_VOLUME = {
    "mass": "concentration",
    "amount": "concentration",
    "trace": "concentration",
    "activity": "concentration",
    "copies": "copies",
    "count": "count",
}
_COUNTED = frozenset({"count", "copies"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as UCUM writes it, and the dimension that it measures."""

    ucum: str
    dimension: str


@dataclass(frozen=True)
class _Units:
    """The units of one role: an expression that finds them and what each surface means."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]
    """With what a surface begins, in lower case: its first letters, or its first sign."""
    exact: dict[str, Unit]
    folded: dict[str, Unit]

    def at(self, text: str, start: int) -> tuple[int, Unit] | None:
        opening = _OPENING.match(text, start)
        if opening is None or opening.group().casefold() not in self.firsts:
            return None  # most numbers count something else, and the pattern is long
        match = self.pattern.match(text, start)
        if match is None:
            return None
        surface = _spaced(match.group())
        unit = self.exact.get(surface) or self.folded.get(surface.lower())
        return None if unit is None else (match.end(), unit)


def _spaced(surface: str) -> str:
    return "".join(surface.replace("\u03bc", "\u00b5").split())


def _alternatives(surfaces: Iterable[str]) -> str:
    ordered = sorted(set(surfaces), key=lambda surface: (-len(surface), surface))
    return "|".join(
        r"\s?".join(re.escape(part).replace("\u00b5", "[\u00b5\u03bc]") for part in surface.split())
        for surface in ordered
    )


@cache
def _units(role: str) -> _Units:
    exact: dict[str, Unit] = {}
    folded: dict[str, Unit] = {}
    surfaces = []
    for row in table("lexicons/units"):
        if row["role"] != role:
            continue
        unit = Unit(row["ucum"], row["dimension"])
        for surface in listed(row["surfaces"]):
            surfaces.append(surface)
            key = _spaced(surface)
            exact.setdefault(key, unit)
            letters = sum(char.isalpha() for char in key)
            if letters > _CASE_MATTERS or key == key.lower() or unit.dimension in _FREE_CASE or role != "whole":
                folded.setdefault(key.lower(), unit)
    bound = r"(?![A-Za-z\u00b5\u03bc])" if role != "whole" else r"(?![A-Za-z\u00b5\u03bc]|\s?/\s?\d)"
    pattern = re.compile(f"(?:{_alternatives(surfaces)})(?:(?<=%)|{bound})", re.IGNORECASE)
    return _Units(pattern, frozenset(first for surface in surfaces for first in _firsts(surface)), exact, folded)


_OPENING = re.compile(r"[^\W\d_]+|\S")


def _firsts(surface: str) -> Iterator[str]:
    """Yield with what a surface can begin: the blanks between its parts may be left out (``mmHg``)."""
    parts = surface.split()
    for i in range(len(parts)):
        opening = _OPENING.match("".join(parts[: i + 1]))
        if opening:
            yield opening.group().casefold()


_PER = re.compile(r"\s?(?:/|\bper\b|\ba\b)\s?", re.IGNORECASE)
_POWER = re.compile(r"[-\u2212\u2013]\s?1(?!\d)")
_BETWEEN_POWERS = re.compile(r"\s?[.\u00b7\u22c5*]?\s?")


def unit_at(text: str, start: int) -> tuple[int, Unit] | None:
    """Read the unit that begins at a character.

    Parameters
    ----------
    text
        The reading copy.
    start
        Offset of the first character of the unit.

    Returns
    -------
    tuple of int and Unit, or None
        The end offset and the unit; None where no unit stands.
    """
    whole = _units("whole").at(text, start)
    composed = _composed_at(text, start)
    if whole is not None and (composed is None or whole[0] >= composed[0]):
        return whole
    return composed


def denominator_at(text: str, start: int) -> tuple[int, Unit] | None:
    """Read ``/µL`` or ``per mm3``: what a bare count is divided by.

    Returns
    -------
    tuple of int and Unit, or None
        The end offset and a unit such as ``/uL``.
    """
    per = _PER.match(text, start)
    if per is None:
        return None
    found = _units("denominator").at(text, per.end())
    if found is None:
        return None
    end, unit = found
    if unit.dimension in {"bodymass", "percent"}:
        return None
    dimension = "count" if unit.dimension in {"volume", "field"} else "rate"
    return end, Unit(f"/{unit.ucum}", dimension)


def _composed_at(text: str, start: int) -> tuple[int, Unit] | None:
    head = _units("numerator").at(text, start)
    if head is None:
        bare = denominator_at(text, start)
        return bare if text[start : start + 1] == "/" or text[start : start + 3].lower() == "per" else None
    end, numerator = head
    parts: list[Unit] = []
    while len(parts) < 2:
        per = _PER.match(text, end)
        found = _units("denominator").at(text, per.end()) if per is not None else _powered_at(text, end)
        if found is None:
            break
        if found[1] in parts:
            break
        end, unit = found
        parts.append(unit)
    return end, _join(numerator, parts)


def _powered_at(text: str, start: int) -> tuple[int, Unit] | None:
    gap = _BETWEEN_POWERS.match(text, start)
    found = _units("denominator").at(text, gap.end()) if gap is not None else None
    if found is None:
        return None
    power = _POWER.match(text, found[0])
    return None if power is None else (power.end(), found[1])


def _join(numerator: Unit, parts: list[Unit]) -> Unit:
    if not parts:
        return numerator
    code = "" if numerator.dimension in _COUNTED else numerator.ucum
    code += "".join(f"/{part.ucum}" for part in parts)
    return Unit(code, _dimension(numerator.dimension, [part.dimension for part in parts]))


def _dimension(numerator: str, parts: list[str]) -> str:
    first = parts[0]
    if "bodymass" in parts or (first == "area" and numerator in {"mass", "activity", "amount", "trace"}):
        return "flow" if numerator == "volume" and len(parts) > 1 else "dose"
    if first == "volume":
        return _BY_VOLUME.get(numerator, "concentration")
    if first == "field":
        return "count"
    if first in {"mass", "amount"} and numerator in {"mass", "amount", "trace", "activity"}:
        return "concentration"
    if numerator in {"mass", "activity"} and first in {"week", "month"}:
        return "dose"
    if numerator == "volume":
        return "flow"
    if numerator == "length":
        return "growth" if first in {"year", "month", "week"} else "velocity"
    return "rate" if numerator == "count" else "massrate"


@lru_cache(maxsize=4096)
def dimension_of(ucum: str) -> str:
    """Return the dimension of a unit in UCUM, as the lexicon of analytes lists them.

    ``{number}``, ``{ratio}``, ``{titer}`` and ``{plus}`` stand for numbers without a unit.
    """
    if ucum in _UNITLESS:
        return _UNITLESS[ucum]
    for row in table("lexicons/units"):
        if row["role"] == "whole" and row["ucum"] == ucum:
            return row["dimension"]
    if ucum.startswith(("10*", "/")):
        return "count"
    head, *rest = ucum.split("/")
    dimensions = [_role_dimension("numerator", head), *(_role_dimension("denominator", part) for part in rest)]
    return _dimension(dimensions[0], dimensions[1:]) if rest else dimensions[0]


_UNITLESS = {"{number}": "", "{ratio}": "ratio", "{titer}": "titer", "{plus}": "plus"}


def _role_dimension(role: str, ucum: str) -> str:
    return next(
        (row["dimension"] for row in table("lexicons/units") if row["role"] == role and row["ucum"] == ucum),
        "",
    )
