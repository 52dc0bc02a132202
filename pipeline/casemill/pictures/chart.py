"""The picture itself: a Vega-Lite chart of the items of one patient."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from casemill.pictures.items import FAMILIES, Course
from casemill.pictures.layout import WIDTH, placed
from casemill.pictures.marks import layers_of, times

if TYPE_CHECKING:
    import altair as alt

_LINE = 19
"""Pixels of a line."""
_FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"


def chart_of(course: Course, *, title: str) -> alt.FacetChart:
    """Return the picture of a course.

    Parameters
    ----------
    course
        Items of one patient; at least one.
    title
        Stands above the picture, as plain text.
    """
    import altair as alt

    values = [
        {
            **times(entry.item, course.axis),
            "key": entry.key,
            "family": entry.item.family,
            "meaning": entry.item.meaning,
            "label": entry.item.label,
            "shown": entry.shown,
            "flip": entry.flip,
            "lasts": entry.item.lasts,
            "uncertain": entry.item.uncertain,
            "inferred": entry.item.inferred,
            "row": entry.item.row,
            "when": entry.item.when,
            "evidence": entry.item.evidence,
            "place": entry.item.place,
        }
        for entry in placed(course.items)
    ]
    present = [family for family in FAMILIES if any(item.family == family for item in course.items)]
    layers = alt.layer(*layers_of(course), data=alt.InlineData(values=values)).properties(
        width=WIDTH, height=alt.Step(_LINE)
    )
    header = alt.Header(
        title=None, labelAngle=0, labelAlign="left", labelAnchor="start", labelOrient="top",
        labelFontSize=13, labelFontWeight="bold", labelPadding=-6,
    )  # fmt: skip
    faceted = layers.facet(row=alt.Row("family:N", sort=present, header=header), spacing=10)
    return (
        faceted.resolve_scale(y="independent", x="shared")
        .properties(title=alt.Title(title, subtitle=notes(course), anchor="start", subtitlePadding=4, offset=12))
        .configure(font=_FONT, background="white", padding=14)
        .configure_title(fontSize=16, subtitleFontSize=12, subtitleColor="#444444")
        .configure_view(stroke="#d5d5d5")
    )


def notes(course: Course) -> list[str]:
    """Return what the reader of the picture must know of it."""
    lines = []
    if course.axis.kind == "relative":
        lines.append(f"Days from {course.axis.zero_name}.")
    explained = []
    if any(item.inferred for item in course.items):
        explained.append("hollow: the day is not stated but follows from what was told before")
    if any(item.uncertain for item in course.items):
        explained.append("pale bar: on a day within it")
    if explained:
        text = "; ".join(explained)
        lines.append(f"{text[0].upper()}{text[1:]}.")
    if course.unplaced:
        records = "record" if course.unplaced == 1 else "records"
        lines.append(f"{course.unplaced} {records} without a time on this axis not drawn.")
    return lines


class Escaped(json.JSONEncoder):
    """JSON that can stand inside a page: a report that holds ``</script>`` must not end the script."""

    def encode(self, o: Any) -> str:
        """Return the JSON of a value without any ``<``."""
        return super().encode(o).replace("<", "\\u003c")
