"""What takes part in the joining of slots to drugs, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casemill.drugs.doses import Amount
from casemill.drugs.routes import RouteTerm
from casemill.mentions import Mention
from casemill.view import View

SLOTS = frozenset({"Dose", "Route", "Frequency", "Duration"})
"""The labels that belong to a drug."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a sentence that takes part in the joining.

    Parameters
    ----------
    label
        ``Drug``, a slot label, ``Analyte`` (which no joining crosses), or ``Other``.
    start, end
        Character offsets in the text, half open.
    form
        Form of a route word, kind of a drug; ``loose`` for an amount with a unit of wide use.
    """

    label: str
    start: int
    end: int
    form: str = ""


def items_of(
    view: View, drugs: Sequence[Mention], amounts: Sequence[Amount], routes: Sequence[RouteTerm]
) -> list[Item]:
    """Return the drugs, what may be their slots, and what parts them; of two that overlap the drug or the longer."""
    items = [Item("Drug", m.start, m.end, m.attributes["Kind"]) for m in drugs]
    items += [Item("Dose", a.start, a.end, "loose" if a.loose else "") for a in amounts]
    items += [Item("Route", r.start, r.end, r.form) for r in routes]
    for mention in view.found("Frequency", "Duration", "Date", "Age", "Time"):
        items.append(Item(mention.label if mention.label in SLOTS else "Other", mention.start, mention.end))
    items += [Item("Analyte", m.start, m.end) for m in view.found("Analyte")]
    free: list[Item] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if not free or free[-1].end <= item.start:
            free.append(item)
        elif item.label == "Drug":
            free[-1] = item
    return free
