"""Lists of names with a list of numbers, read in order: ``A, B and C were 1, 2 and 3``, ``A/B 1/2``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casemill.labs.gaps import lists, masked, unknown_words
from casemill.labs.measured import Measure
from casemill.labs.names import Name
from casemill.labs.values import NUMBER, plain_number
from casemill.view import View

_TWO = re.compile(rf"(?P<first>{NUMBER})\s?/\s?(?P<second>{NUMBER})")
_ORDERED_REACH = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and one of its measured values."""

    name: Name
    measure: Measure


@dataclass(slots=True)
class State:
    """What is known while the numbers of a sentence are joined: ``owner`` maps a measure to its name."""

    view: View
    names: list[Name]
    measures: list[Measure]
    owner: dict[int, int]
    replaced: dict[int, Measure]
    split: list[Pair]

    def owned(self, name: int) -> list[int]:
        """Return the measures that a name has so far."""
        return [m for m, n in self.owner.items() if n == name]


def pair_lists(state: State) -> None:
    """Join ``A, B and C were 1, 2 and 3`` and ``A/B 1/2`` in order."""
    first = 0
    while first < len(state.names):
        last = first
        while last + 1 < len(state.names) and _run_on(state, last):
            last += 1
        if last > first:
            run = list(range(first, last + 1))
            for size in range(len(run), 1, -1):
                if _pair_run(state, run[-size:]):
                    break
        first = last + 1


def _run_on(state: State, index: int) -> bool:
    end, start = state.names[index].end, state.names[index + 1].start
    if any(end <= m.value.start < start for m in state.measures):
        return False
    gap = masked(state.view, end, start)
    return lists(gap) or (
        lists(re.sub(r"^\s*(?:levels?|counts?|values?|concentrations?)\b", "", gap)) if gap.strip() else False
    )


def _pair_run(state: State, run: list[int]) -> bool:
    end = state.names[run[-1]].end
    limit = state.names[run[-1] + 1].start if run[-1] + 1 < len(state.names) else len(state.view.text)
    following = [i for i, m in enumerate(state.measures) if end <= m.value.start < limit]
    if not following:
        return False
    unknown = unknown_words(masked(state.view, end, state.measures[following[0]].value.start), "link")
    in_order = "respectively" in state.view.text[state.measures[following[-1]].end :][:40]
    if unknown and not (in_order and len(unknown) <= _ORDERED_REACH):
        return False
    if _pair_quotient(state, run, following[0]):
        return True
    row = following[:1]
    for index in following[1:]:
        gap = state.view.text[state.measures[row[-1]].end : state.measures[index].value.start].strip(")] ")
        if not lists(f" {gap} "):
            break
        row.append(index)
    if len(row) != len(run):
        return False
    pairs = list(zip(row, run, strict=True))
    unit = state.measures[row[-1]].value
    for index, name in pairs:
        value = state.measures[index].value
        if value.bare and not unit.bare and not state.names[name].concept.takes_bare:
            value = replace(value, unit=unit.unit, dimension=unit.dimension)
        if not value.bare and not state.names[name].concept.takes(value.dimension):
            return False
        state.replaced[index] = replace(state.measures[index], value=value)
    state.owner.update(pairs)
    return True


def _pair_quotient(state: State, run: list[int], index: int) -> bool:
    """Join ``AST/ALT 45/60 U/L``: two names, two numbers."""
    value = state.measures[index].value
    if (
        len(run) != 2
        or "/" not in value.number
        or "/" not in state.view.text[state.names[run[0]].end : state.names[run[1]].start]
    ):
        return False
    two = _TWO.search(state.view.text, value.start, value.end)
    if two is None or (value.dimension in {"titer", "pressure"} and state.names[run[0]].concept.kind != "vital"):
        return False
    first = replace(value, start=value.start, end=two.end("first"), number=plain_number(two["first"]))
    second = replace(value, start=two.start("second"), number=plain_number(two["second"]))
    if value.dimension == "ratio":
        first, second = replace(first, dimension=""), replace(second, dimension="")
    state.split += [Pair(state.names[n], Measure(v)) for n, v in zip(run, (first, second), strict=True)]
    return True
