"""Dates told by their distance from an event, and counted days."""

import pytest

DISTANCES = {
    "later": "[Five weeks later](Date +P5W previous), he walked.",
    "article": "[A month later](Date +P1M previous) she ate.",
    "rate with negative exponents": "Ciclosporin 4 mg·kg−1·day−1 and 15 mg·kg-1·d-1 were given.",
    "range": "[Two to three days later](Date +P2D/+P3D previous) it fell.",
    "ago": "He was operated on [six years ago](Date -P6Y now).",
    "earlier with sign": "Seizures had begun [> 2 years earlier](Date -P2Y now).",
    "back": "She fell [a year back](Date -P1Y now) and broke her hip.",
    "back pain is no direction": "For [3 months](Duration P3M) back pain kept him in bed.",
    "after surgery": "He walked [9 days after](Date +P9D treatment) surgery.",
    "after a drug": "It rose [3 weeks after](Date +P3W treatment) imatinib.",
    "after an unknown name": "It rose [3 weeks after](Date +P3W treatment) zorblax.",
    "after discharge": "He fell [12 days after](Date +P12D discharge) discharge.",
    "after the diagnosis": "She died [1.5 years after](Date +P1.5Y diagnosis) the diagnosis of lymphoma.",
    "from onset": "The scan, [8 weeks from](Date +P8W onset) the first symptoms, was clear.",
    "from without event": "He slept [3 hours](Duration PT3H) from nine to noon.",
    "before admission": "It began [4 days before](Date -P4D admission) admission.",
    "prior to presentation": "It began [4 days prior](Date -P4D now) to presentation.",
    "transplant": "He relapsed [7 months after](Date +P7M transplant) allo-HSCT.",
    "post compound": "She bled [2 weeks post-transplant](Date +P2W transplant).",
    "post word": "She bled [10 days postoperatively](Date +P10D treatment).",
    "after in front": "[After 6 days](Date +P6D previous), he was extubated.",
    "after in front, comparator": "He died [after more than two years](Date +P2Y previous).",
    "after a length of treatment": "[After ten days](Date +P10D treatment) of therapy she ate.",
    "after a length of something else": "After [ten days](Duration P10D) of rest she ate.",
    "hedge stays out": "He died approximately [four months after](Date +P4M remission) remission.",
    "more than years after": "At a visit [more than 3 years after](Date +P3Y treatment) treatment he was well.",
    "within is a length": "It fell within [two weeks](Duration P2W).",
    "within but after": "It fell within [two weeks after](Date +P2W treatment) surgery.",
    "for a length after": "He was ventilated for [3 days](Duration P3D) after surgery.",
    "at follow-up": "At [8 weeks](Date +P8W treatment) follow-up he walked.",
    "at, from the distance told": (
        "She bled [two weeks after](Date +P2W treatment) surgery.\nAt [three "
        "months](Date +P3M treatment), she was well."
    ),
    "list": (
        "Scans at [3](Date +P3M treatment), [6](Date +P6M treatment) and [12 months "
        "after](Date +P12M treatment) surgery were clear."
    ),
    "list without preposition": (
        "Scans were done [2](Date +P2W treatment), [4](Date +P4W treatment) and "
        "[6 weeks after](Date +P6W treatment) surgery."
    ),
    "list that does not rise is none": "CRP rose to 12, 40 and [3 weeks later](Date +P3W previous) fell.",
    "next morning": "The [next morning](Date +P1D previous) he was gone.",
    "same day": "He left on the [same day](Date +P0D previous).",
    "day before": "It fell the [day before](Date -P1D discharge) discharge.",
    "following week": "The [following week](Date +P1W previous) he came back.",
    "over the following week": "It healed over the [following week](Duration P1W).",
    "unknown number": "[Several days later](Date +PXD previous) it broke.",
    "vague": "Recently, and again soon after, he fell; weeks later he died.",
}


@pytest.mark.parametrize("marked", DISTANCES.values(), ids=DISTANCES)
def test_distances(check, marked):
    check(marked)


COUNTS = {
    "signed in a transplanted patient": "After transplantation fever came on [D+12](Date +P12D transplant).",
    "signed without transplantation": "Fever came on [D+12](Date +P12D treatment).",
    "day zero": "Cells were given ([D0](Date +P0D transplant)) for transplantation.",
    "minus": "Busulfan from [day -6](Date -P6D transplant), then transplantation.",
    "behind post word": "She bled on [day +30 post-transplant](Date +P30D transplant).",
    "with event behind": "He walked on [day 4 after](Date +P4D treatment) surgery.",
    "of admission": "He walked on [day 4](Date +P4D admission) of admission.",
    "what was told holds on": (
        "Pus by [day 3](Date +P3D treatment) of treatment.\nShe left on [day 11](Date +P11D treatment)."
    ),
    "nothing told": "He left on [day 9](Date +P9D admission).",
    "postoperative": "He ate on [postoperative day 2](Date +P2D treatment) and [POD 5](Date +P5D treatment).",
    "ordinal": (
        "On the [3rd POD](Date +P3D treatment) and the [tenth post-operative day](Date +P10D treatment) he bled."
    ),
    "hospital day": "On [hospital day 6](Date +P6D admission) he bled.",
    "ordinal from": "On the [2nd day from](Date +P2D admission) admission he bled.",
    "ordinals share the noun": "On the [third](Date +P3D onset) and [fifth days](Date +P5D onset) of illness he bled.",
    "in words": "She left on [day twelve](Date +P12D admission).",
    "drug day": "Gemcitabine 1000 mg/m2 [d1](Date +P1D treatment), [d8](Date +P8D treatment).",
    "list of days": (
        "Vincristine 1.4 mg/m2 on [days 1](Date +P1D treatment), [8](Date +P8D "
        "treatment) and [15](Date +P15D treatment) was given."
    ),
    "event behind a list": (
        "[Days 28](Date +P28D transplant) and [100 after](Date +P100D transplant) transplantation were uneventful."
    ),
    "list before an event": ("[Days 2](Date -P2D treatment) and [1 before](Date -P1D treatment) surgery were quiet."),
    "day zero in words": "Cells were infused on [day 0](Date +P0D transplant) of his transplantation plan.",
    "postoperatively, on": "Postoperatively, on [day 2](Date +P2D treatment), he bled.",
    "days of a cycle": "Capecitabine [d1-14](Duration P14D) and [days 1 to 5](Duration P5D).",
    "negative stretch": "Fludarabine from [day -6 to day -2](Duration P5D).",
    "day of life": "On [day 3 of life](Age P3D) he was pale.",
    "per day is no count": "He took 60 mg per day, 3 tablets.".replace("per day", "[per day](Frequency R1/P1D)"),
    "no counts": "D-dimer, D2 receptors, 2-D echo and T2 images were normal; vitamin D 3 was low.",
}


@pytest.mark.parametrize("marked", COUNTS.values(), ids=COUNTS)
def test_counted_days(check, marked):
    check(marked)
