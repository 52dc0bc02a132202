"""Writing a picture: the same record gives the same bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from casemill.pictures.axis import AxisKind
from casemill.pictures.chart import Escaped, chart_of
from casemill.pictures.items import course_of
from casemill.records import CaseRecord
from casemill.shell import visible

_SHARPNESS = 2
"""Pixels of a PNG for each of the picture, so that print is not blurred."""


def save(record: CaseRecord, path: Path, *, patient: int | None = None, axis: AxisKind | None = None) -> None:
    """Draw one patient of a report into a file; it appears whole or not at all.

    Parameters
    ----------
    record
        What was found in the report.
    path
        Its ending tells the format: ``.svg``, ``.png`` or ``.html`` (works without network).
    patient
        Number of the patient in a report of several.
    axis
        See :func:`casemill.pictures.items.course_of`.

    Raises
    ------
    casemill.pictures.axis.NothingToDraw
        If nothing of the patient has a time.
    ValueError
        If the ending is of no known format.
    OSError
        If the file cannot be written.
    """
    _write(path, picture(record, path.suffix.lower().lstrip("."), patient=patient, axis=axis))


def picture(record: CaseRecord, form: str, *, patient: int | None = None, axis: AxisKind | None = None) -> bytes:
    """Return the bytes of a picture, see :func:`save`; ``form`` is ``svg``, ``png`` or ``html``."""
    import altair as alt
    import vl_convert

    title = visible(record.file or "Report") + ("" if patient is None else f", patient {patient}")
    with alt.data_transformers.enable("default", max_rows=None):
        chart = chart_of(course_of(record, patient, axis), title=title)
        if form == "html":
            kwds = {"cls": Escaped, "sort_keys": True}
            # without its menu, which offers to send the data to an editor on the web
            return chart.to_html(inline=True, json_kwds=kwds, embed_options={"actions": False}).encode("utf-8")
        spec = chart.to_dict()
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode("utf-8")
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=_SHARPNESS))
    raise ValueError(f"A picture cannot be written as '{form}'. Choose from: svg, png, html.")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".picture.", suffix=".casemill.part", dir=path.parent)
    hidden = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        hidden.chmod(0o644)
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)
