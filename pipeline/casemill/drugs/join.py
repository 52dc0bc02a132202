"""Joining of Dose, Route, Frequency and Duration to their drugs on either side."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from casemill.drugs.doses import Amount
from casemill.drugs.gaps import ASIDE, NEVER, UNKNOWN, gap_cost
from casemill.drugs.items import SLOTS, Item, items_of
from casemill.drugs.lists import respectively, with_list_before, with_listed
from casemill.drugs.routes import RouteTerm
from casemill.mentions import Mention
from casemill.view import Sentence, View

_LISTED_AMOUNTS = re.compile(r"\s?(?:,|of|,? ?and|,? ?or|to|,? ?then|,? ?and then)\s?\Z")
_LIMIT = {"Dose": 8.5, "Route": 4.5, "Frequency": 4.0, "Duration": 3.2}
_LIMIT_LOOSE = 3.0
_LIMIT_NEAR = 0.6
_COORDINATOR = re.compile(r"(?:\b(?:and|or|plus|then)|\+|,|;)\s\Z")
_FAR = 12
_PARENTHESES = 400
_NO_DRUG_DURATION = re.compile(
    r"\s?(?:history|of (?:follow-?up|age|history|symptom|illness|gestation|life)|later|after|before|prior|earlier"
    r"|ago|old|post|follow-?up|previously|interval|apart)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r",\s(?:an?|the|another|one of the)\s(?:[\w-]+\s){0,3}")
_APPOSITION_END = re.compile(r"(?:\s(?:drugs?|agents?|medications?))?,")
_COURSE_OF = re.compile(
    r"(?:courses?|trial|cycles?|weeks?|days?|months?|regimen|treatment|therapy|infusion|pulses?|of)\b"
)
_CYCLE = re.compile(r"\s?(?:as (?:a|one|each)|per|a|each|\()\s?(?:cycle|course)\b")
_ENDED = re.compile(r"\s(?:therapy |treatment )?(?:withdrawal|discontinuation|cessation|abstinence)\b")
_OWN_NOUN = re.compile(r"\s(?:therapy|therapies|treatment|medications?|drugs?|chemotherapy)\b")
_OF = re.compile(r"\s?(?:of|doses? of|courses? of)\s")
_DOSE_SPOKEN_OF = re.compile(
    r"\b(?:dos(?:e|es|age|ages|ing)|increased|reduced|decreased|tapered|tapering|titrated|lowered|raised|maintained"
    r"|uptitrated|escalated|it was|treatment was|medication)\b",
    re.IGNORECASE,
)


def join_slots(
    view: View, drugs: Sequence[Mention], amounts: Sequence[Amount], routes: Sequence[RouteTerm]
) -> list[Mention]:
    """Return Dose and Route mentions with heads, and copies of the timing mentions that got one.

    Parameters
    ----------
    view
        The text and what earlier pipes found in it.
    drugs
        The Drug mentions.
    amounts, routes
        What may be a Dose or a Route; one without a drug is left out.
    """
    items = items_of(view, drugs, amounts, routes)
    ways = {(route.start, route.end): route.name for route in routes}
    timing = {(m.start, m.end, m.label): m for m in view.found("Frequency", "Duration")}
    alias = _aliases(view, drugs)
    starts = [item.start for item in items]
    found: list[Mention] = []
    before: list[Item] = []
    for sentence in view.sentences:
        inside = items[bisect.bisect_left(starts, sentence.start) : bisect.bisect_left(starts, sentence.end)]
        heads = _heads(view, sentence, inside, before) if inside else {}
        for item, places in heads.items():
            places = list(dict.fromkeys(alias.get(place, place) for place in places))
            if item.label in ("Frequency", "Duration"):
                old = timing[item.start, item.end, item.label]
                found.append(replace(old, heads=places))
            else:
                way = ways.get((item.start, item.end)) if item.label == "Route" else None
                details = {"route": way} if way else {}
                found.append(Mention(item.label, item.start, item.end, heads=places, details=details))
        before = [item for item in inside if item.label == "Drug"] or (before if not inside else [])
    return found


def _aliases(view: View, drugs: Sequence[Mention]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return place of an abbreviation in parentheses, or of a class in apposition -> place of the name before it."""
    ordered = sorted(drugs, key=lambda m: m.place)
    return {
        second.place: first.place
        for first, second in pairwise(ordered)
        if _abbreviates(view, first, second) or _describes(view, first, second)
    }


def _abbreviates(view: View, name: Mention, short: Mention) -> bool:
    return name.name == short.name and re.fullmatch(r"\s?[(\[]\s?", view.text[name.end : short.start]) is not None


def _describes(view: View, name: Mention, described: Mention) -> bool:
    """Tell ``A, a potent inhibitor of its class, was given``: what follows the class is said of A."""
    return (
        described.attributes["Kind"] == "class"
        and name.attributes["Kind"] in ("ingredient", "brand")
        and _APPOSITION.fullmatch(view.text[name.end : described.start]) is not None
        and _APPOSITION_END.match(view.text, described.end) is not None
    )


def _heads(view: View, sentence: Sentence, items: list[Item], before: list[Item]) -> dict[Item, list[tuple[int, int]]]:
    heads: dict[Item, list[tuple[int, int]]] = {}
    has_drug = any(item.label == "Drug" for item in items)
    respective = has_drug and "respectively" in view.text[sentence.start : sentence.end]
    for i, item in enumerate(items):
        if item.label not in SLOTS:
            continue
        found: list[tuple[int, int]] = []
        if respective:
            found = respectively(items, i)
        if has_drug and not found:
            found = _nearest(view, items, i)
        if item.label == "Frequency" and not found and i and items[i - 1].label == "Dose":
            beside = view.text[items[i - 1].end : item.start] in (" ", ", ")
            found = list(heads.get(items[i - 1], [])) if beside else []
        if before and not has_drug:
            found = _from_before(view, sentence, items, i, before, heads)
        if found:
            heads[item] = found
    for item, after in reversed(list(pairwise(items))):
        listed = item.label == after.label == "Dose" and item not in heads and after in heads
        if listed and _LISTED_AMOUNTS.fullmatch(view.text[item.end : after.start]):
            heads[item] = heads[after]
    return heads


def _nearest(view: View, items: list[Item], i: int) -> list[tuple[int, int]]:
    """Return the drugs on the side where fewer words part the slot from its drug."""
    item = items[i]
    if item.label == "Duration" and _is_no_course(view, item):
        return []
    if item.label == "Duration" and _CYCLE.match(view.text, item.end):
        return [(other.start, other.end) for other in items[:i] if other.form == "regimen"][-1:]
    behind, at_behind = _backward(view, items, i)
    before, at_before = _forward(view, items, i)
    limit = {"loose": _LIMIT_LOOSE, "near": _LIMIT_NEAR}.get(item.form, _LIMIT[item.label])
    if item.form == "near" or _begins_member(view, items, i):
        behind = NEVER
    if min(behind, before) > limit:
        return []
    if before < behind:
        return with_listed(view, items, at_before, item)
    outer = _before_parentheses(view, items, at_behind, i)
    return [outer] if outer else with_list_before(view, items, at_behind, i)


def _is_no_course(view: View, item: Item) -> bool:
    """Tell whether a duration counts to or from something (``within 2 weeks of``, ``6 months of follow-up``)."""
    within = view.text[max(0, item.start - 7) : item.start].lower() == "within "
    of = within and view.text[item.end : item.end + 4] == " of "
    return of or _NO_DRUG_DURATION.match(view.text, item.end) is not None


def _begins_member(view: View, items: list[Item], i: int) -> bool:
    """Tell whether a slot stands between ``and`` and a drug (``A 20 mg and IV B``), so that it is that drug's."""
    following = items[i + 1] if i + 1 < len(items) else None
    if following is None or following.label != "Drug" or view.text[items[i].end : following.start] != " ":
        return False
    return _COORDINATOR.search(view.text, max(0, items[i].start - 6), items[i].start) is not None


def _before_parentheses(view: View, items: list[Item], at: int, i: int) -> tuple[int, int] | None:
    """Return the drug that the parentheses left behind explain, where the slot is its own.

    ``ABVD (doxorubicin, bleomycin ...) every 2 weeks`` gives ABVD; an amount belongs to a
    regimen or class never, and a class with one member leaves the slot to that member.
    """
    if ")" not in ASIDE.sub(" ", view.text[items[at].end : items[i].start]):
        return None
    opened = view.text.rfind("(", max(0, items[at].start - _PARENTHESES), items[at].start)
    inside = [item for item in items[: at + 1] if item.label == "Drug" and item.start > opened]
    outer = [item for item in items[:at] if item.label == "Drug" and item.end <= opened]
    if opened < 0 or not outer or gap_cost(view.text[outer[-1].end : opened], side="behind") >= UNKNOWN:
        return None
    head = outer[-1]
    if head.form in ("regimen", "class"):
        told = head.form == "regimen" or len(inside) > 1
        return (head.start, head.end) if told and items[i].label != "Dose" else None
    return (head.start, head.end) if items[at].form == "brand" else None


def _backward(view: View, items: list[Item], i: int) -> tuple[float, int]:
    """Return the cost of taking the nearest drug before, and its number."""
    cost = 0.0
    right = items[i].start
    for j in range(i - 1, max(i - 1 - _FAR, -1), -1):
        cost += gap_cost(view.text[items[j].end : right], side="behind")
        right = items[j].start
        if cost >= NEVER or items[j].label == "Analyte":
            break
        if items[j].label == "Drug":
            if items[i].form == "adjective":
                cost = NEVER if _OWN_NOUN.match(view.text, items[i].end) else 2 * cost + 0.5
            return (cost if view.text[items[j].end : items[i].start].strip() else cost - 0.5), j
        if items[j].label == "Other":
            cost += 1.0
    return NEVER, -1


def _forward(view: View, items: list[Item], i: int) -> tuple[float, int]:
    """Return the cost of taking the nearest drug behind, and its number."""
    cost = 0.3 if items[i].form in ("adverb", "code", "noun") or items[i].label == "Dose" else 0.0
    left = items[i].end
    if _OF.match(view.text, left):
        cost = -1.0 if items[i].label == "Dose" else 0.0
    elif items[i].label == "Dose" and i + 1 < len(items) and view.text[left : items[i + 1].start] == " ":
        cost = 0.0
    for j in range(i + 1, min(i + 1 + _FAR, len(items))):
        gap = view.text[left : items[j].start]
        cost += gap_cost(gap, side="before")
        if ("," in gap and items[i].form != "adjective") or _leaves_parentheses(view, items[i], items[j]):
            cost += NEVER
        if items[i].label == "Duration" and left == items[i].end and not _leads_on(gap, items[j]):
            cost += NEVER
        if items[i].label in ("Dose", "Frequency") and re.search(r"\b(?:and|or|to|with)\b|\)", gap):
            cost += NEVER
        if cost >= NEVER:
            break
        left = items[j].end
        if items[j].label == "Drug":
            ended = items[i].label == "Duration" and _ENDED.match(view.text, items[j].end)
            return (NEVER if ended else cost), j
        if items[j].label in ("Other", "Analyte") or (items[j].label == items[i].label and items[i].label == "Dose"):
            cost += NEVER
    return NEVER, -1


def _leaves_parentheses(view: View, item: Item, other: Item) -> bool:
    """Tell whether parentheses that hold the slot and more end before the other item.

    A slot that fills them by itself may lead on: ``intrathecal (endolumbar) triplet``.
    """
    alone = view.text[item.start - 1 : item.start] == "(" and view.text[item.end : item.end + 1] == ")"
    return ")" in ASIDE.sub(" ", view.text[item.end + alone : other.start])


def _leads_on(gap: str, item: Item) -> bool:
    """Tell whether a duration governs what follows it (``one-week course of``)."""
    text = gap.strip()
    return (not text and item.label in ("Drug", "Route", "Dose", "Frequency")) or bool(_COURSE_OF.match(text))


def _from_before(
    view: View,
    sentence: Sentence,
    items: list[Item],
    i: int,
    before: list[Item],
    heads: dict[Item, list[tuple[int, int]]],
) -> list[tuple[int, int]]:
    """Return the drug of the sentence before where this one goes on about its dose."""
    item = items[i]
    if item.label == "Dose":
        spoken_of = _DOSE_SPOKEN_OF.search(view.text, sentence.start, item.start)
        if spoken_of and item.form != "loose":
            return [(before[-1].start, before[-1].end)]
        return []
    if i and items[i - 1] in heads and gap_cost(view.text[items[i - 1].end : item.start], side="behind") < UNKNOWN:
        return heads[items[i - 1]][:1]
    return []
