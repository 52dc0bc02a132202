"""Drugs with dose and route, and the frequencies and durations that belong to them.

Pure functions from a view of the text to mentions: names come from the tables, from stems
and from misspellings within a strict bound; their context decides whether they are therapy;
slots are joined to the drug on the side that the words between speak for.
"""

from __future__ import annotations

from casemill.drugs.doses import amounts
from casemill.drugs.join import join_slots
from casemill.drugs.names import drug_names
from casemill.drugs.routes import route_terms
from casemill.mentions import Mention
from casemill.view import View


def find_drugs(view: View) -> list[Mention]:
    """Find drugs, their doses and routes, and join earlier frequencies and durations to them.

    Parameters
    ----------
    view
        The text with what timing and labs found in it.

    Returns
    -------
    list of Mention
        Drug, Dose and Route mentions, and copies of the Frequency and Duration mentions
        that belong to a drug, with their heads set; a copy stands for the mention of the
        same label and place.
    """
    doses = amounts(view)
    routes = route_terms(view)
    slots = [*((a.start, a.end) for a in doses), *((r.start, r.end) for r in routes)]
    drugs = drug_names(view, slots)
    return [*drugs, *join_slots(view, drugs, doses, routes)]
