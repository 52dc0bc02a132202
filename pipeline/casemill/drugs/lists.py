"""Slots that several drugs share: those of a list, and those told off ``respectively``."""

from __future__ import annotations

import re

from casemill.drugs.gaps import ASIDE
from casemill.drugs.items import SLOTS, Item
from casemill.view import View

_LISTED = re.compile(
    r"[\s,;:/+&().\[\]-]*(?:\b(?:and|or|plus|including|such as|i\.e|namely|e\.g|as well as|then|high|low|dose"
    r"|other|both|either|consisting of|with)\b[\s,;:/+&().\[\]-]*){0,4}\Z"
)
_NAMES_MEMBERS = re.compile(r"\b(?:i\.e|e\.g|including|such as|namely|consisting)\b")
_BARE_LIST = re.compile(r"\s?(?:,|/|\+|&|\band\b|\bor\b|\bplus\b)(?:\s?(?:and|or|plus))?\s?\Z")
_PLURAL = re.compile(r"\b(?:were|are)\b")
_SINGULAR = re.compile(r"\b(?:was|is)\b")
_FOR_A_TIME = re.compile(r"/\s?(?:\d+\s?)?(?:d|day|h|hr|hour|min|minute|wk|week|month)\b")
_LAST_OF_LIST = re.compile(r"[/+&]|\b(?:and|or|plus)\b")


def with_listed(view: View, items: list[Item], at: int, slot: Item) -> list[tuple[int, int]]:
    """Return the drug and those listed behind it that share a slot standing before the list."""
    places = [(items[at].start, items[at].end)]
    if slot.label == "Dose":
        return places
    right = items[at].end
    for item in items[at + 1 :]:
        gap = view.text[right : item.start]
        if item.label == slot.label or not _LISTED.match(gap):
            break
        if slot.label != "Route" and re.search(r"\bwith\b", gap):
            break
        if item.label == "Drug" and "(" in gap and not _NAMES_MEMBERS.search(gap):
            break
        right = item.end
        if item.label == "Drug":
            places.append((item.start, item.end))
    return places


def with_list_before(view: View, items: list[Item], at: int, i: int) -> list[tuple[int, int]]:
    """Return the drug and those listed before it that share a slot standing behind the list.

    They do where none has a slot (``A and B orally``), where each has its amount (``A 1 g and
    B 2 g daily``), and where a verb in the plural stands before the slot (``A 1 g q8h and B
    were given for a week``). A drug with such a slot of its own keeps that, and what stands in
    the parentheses of the last drug's own dose is its alone.
    """
    places = [(items[at].start, items[at].end)]
    gap = view.text[items[at].end : items[i].start]
    if items[i].label == "Dose" or _SINGULAR.search(gap):
        return places
    if gap.count("(") > gap.count(")") and any(item.label == "Dose" for item in items[at + 1 : i]):
        return places
    bare = "(" not in gap and not any(item.label in SLOTS for item in items[at + 1 : i])
    plural = _PLURAL.search(gap) is not None
    right = at
    for j in range(at - 1, -1, -1):
        if items[j].label != "Drug":
            continue
        own = _own_slots(view, items[j + 1 : right])
        between = _between(view, items, j, right)
        if not _BARE_LIST.fullmatch(between) or (right == at and not _LAST_OF_LIST.search(between)):
            break
        if not (plural or (not own if bare else "Dose" in own)):
            break
        if items[i].label not in own:
            places.append((items[j].start, items[j].end))
        elif not plural:
            break
        right = j
    return sorted(places)


def _own_slots(view: View, items: list[Item]) -> set[str]:
    """Return the labels of the slots; an amount for a time (``1 mg/kg/day``) tells the frequency too."""
    labels = {item.label for item in items}
    if any(item.label == "Dose" and _FOR_A_TIME.search(view.text, item.start, item.end) for item in items):
        labels.add("Frequency")
    return labels


def _between(view: View, items: list[Item], j: int, right: int) -> str:
    """Return the text between two drugs without their slots and asides; empty if more than slots stands there."""
    text, left = "", items[j].end
    for item in items[j + 1 : right + 1]:
        text += view.text[left : item.start]
        left = item.end
        if item.label not in SLOTS and item is not items[right]:
            return ""
    return re.sub(r"\s+", " ", ASIDE.sub("", text))


def respectively(items: list[Item], i: int) -> list[tuple[int, int]]:
    """Return the drug of the same rank where as many slots as drugs stand ``respectively``."""
    run = [j for j, item in enumerate(items) if item.label == items[i].label]
    first = run.index(i)
    drugs = [item for item in items[: run[0]] if item.label == "Drug"]
    if len(run) < 2 or len(drugs) < len(run):
        return []
    if any(item.label == "Drug" for item in items[run[0] : run[-1]]):
        return []
    head = drugs[len(drugs) - len(run) + first]
    return [(head.start, head.end)]
