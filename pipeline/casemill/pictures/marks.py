"""The marks of a picture: pale intervals, bars, points and labels, in Vega-Lite."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from casemill.pictures.axis import Axis
from casemill.pictures.items import Course, Item
from casemill.pictures.layout import domain_of

if TYPE_CHECKING:
    import altair as alt

COLOURS = {
    "event": "#333333",
    "outcome": "#8a5a00",
    "examination": "#5b6b7a",
    "nerve involved": "#b3005e",
    "nerve spared": "#c9a0b6",
    "drug given": "#00714f",
    "drug stopped": "#7a7a7a",
    "result high": "#c23b00",
    "result low": "#0064a8",
    "result normal": "#3f8f3f",
    "result abnormal": "#8c3fb0",
    "result positive": "#c23b00",
    "result negative": "#3f8f3f",
    "result not judged": "#8d8d8d",
}
"""What an item means -> its colour, told apart by those who see red and green as one too."""

_SHAPES = {"event": "diamond", "outcome": "square", "examination": "triangle-up", "drug stopped": "cross"}
_MILLISECONDS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()
_DATE_LABEL = (
    "utchours(datum.value) ? '' : utcdate(datum.value) != 1 ? utcFormat(datum.value, '%e %b %Y') : "
    "utcFormat(datum.value, '%b %Y')"
)
"""Day or month of a tick, as short as it is told apart."""


_TOOLTIP = ("row", "label", "meaning", "when", "evidence", "place")


def times(item: Item, axis: Axis) -> dict[str, float]:
    """Return begin, end and middle of an item as the scale counts them: a day lasts from its number to the next.

    Labels stand beside the ends of a bar, and beside the middle of a day.
    """
    begin, end = float(item.first), float(item.last + 1)
    middle = (begin + end) / 2 if not item.lasts else begin + 0.5
    wide = item.lasts or item.uncertain
    days = {
        "begin": begin, "end": end, "at": middle,
        "left": begin if wide else middle, "right": end if wide else middle,
    }  # fmt: skip
    if axis.kind == "relative":
        return days
    return {name: (day - _EPOCH) * _MILLISECONDS for name, day in days.items()}


def layers_of(course: Course) -> list[alt.Chart]:
    """Return pale intervals, bars, points and labels, from the bottom."""
    base = _base(course)
    return [*_bars(base, course), *_points(base, course), *_labels(base, course)]


def _base(course: Course) -> alt.Chart:
    """Return what all layers share: lines, colours, tooltips."""
    import altair as alt

    names = alt.Axis(
        title=None, labelExpr="split(datum.label, '\\t')[1]", labelFontSize=12, labelLimit=240, ticks=False,
        domain=False, labelPadding=6, minExtent=170, maxExtent=250,
    )  # fmt: skip
    legend = alt.Legend(title=None, orient="bottom", labelFontSize=12, columns=5, symbolType="square", symbolOpacity=1)
    return alt.Chart().encode(
        y=alt.Y("key:N", axis=names, sort="ascending"),
        color=alt.Color("meaning:N", scale=_colours(course), legend=legend),
        tooltip=[alt.Tooltip(f"{name}:N") for name in _TOOLTIP],
    )


def _bars(base: alt.Chart, course: Course) -> list[alt.Chart]:
    import altair as alt

    span = base.encode(x=_x(course, "begin"), x2="end")
    outline = alt.Stroke("meaning:N", scale=_colours(course), legend=None)
    pale = span.transform_filter("datum.uncertain && !datum.lasts").mark_bar(height=11, opacity=0.25)
    solid = span.transform_filter("datum.lasts && !datum.inferred").mark_bar(height=10, opacity=0.75, strokeWidth=2)
    hollow = span.transform_filter("datum.lasts && datum.inferred").mark_bar(height=10, fillOpacity=0, strokeWidth=1.5)
    return [pale, solid.encode(stroke=outline), hollow.encode(stroke=outline)]


def _points(base: alt.Chart, course: Course) -> list[alt.Chart]:
    import altair as alt

    meanings = _meanings(course)
    shapes = alt.Scale(domain=meanings, range=[_SHAPES.get(meaning, "circle") for meaning in meanings])
    point = base.encode(x=_x(course, "at"), shape=alt.Shape("meaning:N", legend=None, scale=shapes))
    return [
        point.transform_filter("!datum.lasts && !datum.inferred").mark_point(filled=True, size=70, opacity=1),
        point.transform_filter("!datum.lasts && datum.inferred").mark_point(filled=False, size=60, opacity=1),
    ]


def _labels(base: alt.Chart, course: Course) -> list[alt.Chart]:
    import altair as alt

    dark = base.encode(color=alt.value("#222222"), text="shown:N")
    style: dict[str, Any] = {"baseline": "middle", "fontSize": 11, "clip": False}
    behind = dark.transform_filter("!datum.flip").mark_text(align="left", dx=8, **style)
    before = dark.transform_filter("datum.flip").mark_text(align="right", dx=-8, **style)
    return [behind.encode(x=_x(course, "right")), before.encode(x=_x(course, "left"))]


def _x(course: Course, field: str) -> alt.X:
    """Return the time axis for a field."""
    import altair as alt

    absolute = course.axis.kind == "absolute"
    domain = list(domain_of(course.items))
    if absolute:
        domain = [(day - _EPOCH) * _MILLISECONDS for day in domain]
    kind: Literal["temporal", "quantitative"] = "temporal" if absolute else "quantitative"
    labels = {"labelExpr": _DATE_LABEL} if absolute else {"format": "d", "tickMinStep": 1}
    ticks = alt.Axis(
        title="date" if absolute else f"days from {course.axis.zero_name}", labelFontSize=11, titleFontSize=12,
        grid=True, gridColor="#ececec", tickCount=10, labelOverlap="greedy", labelSeparation=8, **labels,
    )  # fmt: skip
    scale = alt.Scale(type="utc" if absolute else "linear", domain=domain, nice=False, zero=False)
    return alt.X(field, type=kind, scale=scale, axis=ticks)


def _colours(course: Course) -> alt.Scale:
    import altair as alt

    meanings = _meanings(course)
    return alt.Scale(domain=meanings, range=[COLOURS[meaning] for meaning in meanings])


def _meanings(course: Course) -> list[str]:
    return [meaning for meaning in COLOURS if any(item.meaning == meaning for item in course.items)]
