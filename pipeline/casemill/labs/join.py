"""Which number belongs to which name of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from casemill.labs.gaps import ends, masked, parts, unknown_words
from casemill.labs.measured import Measure, may_stand_bare
from casemill.labs.names import Name
from casemill.labs.runs import Pair, State, pair_lists
from casemill.labs.units import denominator_at
from casemill.labs.values import Value
from casemill.view import View

__all__ = ["Pair", "pair_numbers"]

_REACH = {
    "concentration": 6, "count": 5, "pressure": 6, "rate": 5, "temperature": 6, "percent": 2, "ratio": 2,
    "titer": 4, "sedimentation": 6, "copies": 5, "flow": 5, "velocity": 4, "voltage": 4, "bodyindex": 6,
    "level": 5, "multiple": 5, "massrate": 4, "cellvolume": 5, "centile": 3, "score": 5, "power": 3, "growth": 3,
}  # fmt: skip
_LOOSE = frozenset({"mass", "activity", "sedimentation", "velocity", "concentration", "count", "cellvolume"})
_CLONAL_REACH = 9
_OF = re.compile(r"\s*(?:of(?:\s(?:the|his|her|all|total|these))?(?:\s[a-z\-]+)?|were|are|was)?\s*")
_OF_NAME = re.compile(r"\s+of\s(?:the\s|total\s|serum\s)?")
_ADJACENT = re.compile(r"\s*(?:of\s)?")
_ON_SCALE = re.compile(r"\s*(?:points?\s)?(?:on|of|in|by|according to|using|per)\s(?:the|a|an)\s(?:modified\s)?")
_EQUALS_NAME = re.compile(r"\s(?:was|were|are)\s(?:also\s)?$")
_PER_DAY = re.compile(r"\s?(?:per day|/\s?day|daily|/\s?24\s?h|in 24 h|per 24 h|a day)")
_URINARY = re.compile(r"\s*(?:of\s)?(?:urinary\s|urine\s)?")
_FROM = re.compile(r"\bfrom\s$")
_NEAR = 90


def pair_numbers(view: View, names: list[Name], measures: list[Measure]) -> tuple[list[Pair], list[Measure]]:
    """Join the numbers of a sentence to its names.

    Returns
    -------
    tuple of list of Pair and list of Measure
        The pairs in order of the values, and the numbers that found no name.
    """
    state = State(view, names, measures, {}, {}, [])
    pair_lists(state)
    for index in range(len(measures)):
        if index not in state.owner and not _is_split(state, index):
            found = _owner_of(state, index)
            if found is not None:
                state.owner[index] = found
    _share_units(state)
    pairs = [Pair(names[n], state.replaced.get(m, measures[m])) for m, n in sorted(state.owner.items())]
    rest = [m for i, m in enumerate(measures) if i not in state.owner and not _is_split(state, i)]
    return sorted([*pairs, *state.split], key=lambda pair: pair.measure.value.start), rest


def _share_units(state: State) -> None:
    """Give ``8.2`` of ``from 8.2 to 2.1 mmol/L`` the unit of its second number."""
    for index, owner in list(state.owner.items()):
        first = state.measures[index]
        second = state.measures[index + 1] if state.owner.get(index + 1) == owner else None
        if second is None or not first.value.bare or second.value.bare or first.interval:
            continue
        text = state.view.text
        from_to = text[first.value.end : second.value.start].strip() == "to" and _FROM.search(
            text[: first.value.start][-8:]
        )
        if from_to:
            value = replace(first.value, unit=second.value.unit, dimension=second.value.dimension)
            state.replaced[index] = replace(first, value=value)


def _is_split(state: State, index: int) -> bool:
    value = state.measures[index].value
    return any(value.start <= pair.measure.value.start < value.end for pair in state.split)


def _owner_of(state: State, index: int) -> int | None:
    left = _left(state, index)
    right = _right(state, index)
    if left is None or right is None:
        return left if right is None else right
    return left if not state.owned(left) and _direct(state, left, index) else right


def _gap_to(state: State, name: int, index: int) -> str:
    """Return what stands between a name and a value, without the values it already has."""
    start = state.names[name].end
    pieces = []
    for other in state.owned(name):
        measure = state.measures[other]
        if start <= measure.value.start < state.measures[index].value.start:
            pieces.append(masked(state.view, start, measure.value.start))
            start = measure.end
    pieces.append(masked(state.view, start, state.measures[index].value.start))
    return " ".join(pieces)


def _direct(state: State, name: int, index: int) -> bool:
    gap = _gap_to(state, name, index)
    return not parts(gap) and not unknown_words(gap, "link")


def _left(state: State, index: int) -> int | None:
    value = state.measures[index].value
    before = [i for i, name in enumerate(state.names) if name.end <= value.start]
    for name in reversed(before[-3:]):
        if _accepts(state, name, index):
            return name
        if "wordonly" in state.names[name].concept.marks:
            continue
        if state.names[name].concept.takes(value.dimension) and not value.bare and not state.owned(name):
            break
        if value.bare or any(
            state.names[name].end <= m.value.start < value.start for i, m in enumerate(state.measures) if i != index
        ):
            break
    return None


def _accepts(state: State, name: int, index: int) -> bool:
    """Tell whether the name takes a value that stands behind it."""
    value, concept = state.measures[index].value, state.names[name].concept
    gap = _gap_to(state, name, index)
    far = value.bare or not concept.takes(value.dimension)
    apart = (parts(gap) if far else ends(gap)) and "acuity" not in concept.quantity
    if apart or {"never", "wordonly"} & concept.marks:
        return False
    unknown = len(unknown_words(gap, "link"))
    earlier = state.owned(name)
    if value.bare or value.dimension in {"word", "print"}:
        return unknown == 0 and _accepts_bare(state, name, index, gap)
    if not concept.takes(value.dimension):
        loose = value.dimension in _LOOSE and concept.kind == "lab" and not concept.marks
        return loose and unknown == 0 and not earlier and len(gap) < 24
    if earlier and not _alike(state, earlier, value):
        beside = state.view.text[state.measures[earlier[-1]].end : value.start]
        return beside.strip() in {"(", ") (", ",", "["} or unknown == 0
    if "onlynear" in concept.marks and unknown:
        return False
    if "clonal" in concept.marks:
        return unknown <= _CLONAL_REACH
    reach = _REACH.get(value.dimension, 2)
    return unknown <= (reach if not earlier else min(reach, 4))


def _alike(state: State, earlier: list[int], value: Value) -> bool:
    dimensions = {state.measures[i].value.dimension for i in earlier}
    return value.dimension in dimensions or ("print" in dimensions and value.dimension == "ratio")


def _accepts_bare(state: State, name: int, index: int, gap: str) -> bool:
    value, named = state.measures[index].value, state.names[name]
    concept, text = named.concept, state.view.text
    earlier = state.owned(name)
    if value.dimension == "print":
        return "acuity" in concept.quantity
    if value.dimension == "word":
        return concept.takes_bare and not earlier
    if not may_stand_bare(text, value) or "disorder" in concept.marks or "organism" in concept.marks:
        return False
    if earlier and all(state.measures[i].value.dimension not in {"ratio", ""} for i in earlier):
        return False
    if named.weak and concept.kind != "score":
        return len(gap.strip()) <= 1 and state.measures[index].interval is not None
    if "strict" in concept.marks:
        return concept.takes_bare and bool(gap.strip(" ,"))
    if concept.takes_bare:
        return len(gap) <= _NEAR
    if concept.kind == "electrophysiology" or "tissue" in concept.marks or "numeric" in concept.marks:
        return False
    return len(gap) <= 40 and (bool(gap.strip()) or len(gap) <= 1)


def _right(state: State, index: int) -> int | None:
    """Return the name that stands behind its value: ``82% of blasts``, ``4 leukocytes/µL``."""
    measure, text = state.measures[index], state.view.text
    behind = next((i for i, name in enumerate(state.names) if name.start >= measure.value.end), None)
    if behind is None or (
        index + 1 < len(state.measures) and state.measures[index + 1].value.start < state.names[behind].start
    ):
        return None
    name, value = state.names[behind], measure.value
    gap = text[value.end : name.start]
    if value.bare:
        return _right_bare(state, index, behind, gap)
    takes = name.concept.takes(value.dimension)
    if value.dimension == "percent" and takes and _OF.fullmatch(gap):
        following = behind + 1
        if following < len(state.names) and _EQUALS_NAME.fullmatch(text[name.end : state.names[following].start]):
            return following
        return behind if not _has_own(state, behind, index) else None
    if value.dimension == "plus" and takes and _ADJACENT.fullmatch(gap):
        return behind
    if value.dimension == "mass" and takes and "change" in name.concept.marks and _ADJACENT.fullmatch(gap):
        return behind
    if value.dimension in {"count", "titer"} and takes and _ADJACENT.fullmatch(gap):
        return behind if not _has_own(state, behind, index) else None
    if takes and value.dimension != "percent" and _OF_NAME.fullmatch(gap):
        return behind if not _has_own(state, behind, index) else None
    if (
        value.dimension == "ratio"
        and name.concept.kind == "score"
        and (_ON_SCALE.fullmatch(gap) or (takes and gap == " "))
    ):
        return behind
    if value.dimension == "score" and _ON_SCALE.fullmatch(gap):
        return behind
    per_day = _PER_DAY.match(text, name.end)
    if value.dimension == "mass" and per_day and "protein" in name.concept.quantity and _URINARY.fullmatch(gap):
        state.replaced[index] = replace(measure, value=replace(value, unit=f"{value.unit}/d", dimension="massrate"))
        return behind
    return None


def _right_bare(state: State, index: int, behind: int, gap: str) -> int | None:
    measure, name = state.measures[index], state.names[behind]
    if name.concept.kind == "score" and _ON_SCALE.fullmatch(gap):
        return behind
    per = denominator_at(state.view.text, name.end) if not gap.strip() else None
    if per is None or not name.concept.takes("count"):
        return None
    state.replaced[index] = replace(measure, value=replace(measure.value, unit=per[1].ucum, dimension="count"))
    return behind


def _has_own(state: State, name: int, index: int) -> bool:
    """Tell whether the name is followed directly by a value of its own."""
    if index + 1 >= len(state.measures):
        return False
    following = state.measures[index + 1].value
    end = state.names[name].end
    if following.start < end or (name + 1 < len(state.names) and state.names[name + 1].start < following.start):
        return False
    gap = state.view.text[end : following.start]
    return not unknown_words(gap, "link") and "," not in gap and " and " not in gap and " with " not in gap
