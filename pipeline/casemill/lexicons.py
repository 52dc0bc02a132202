"""Reading the tables of the model package: tab-separated, one header line, UTF-8."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table of ``en_case_report``.

    Parameters
    ----------
    name
        Path inside the model package without its ending: ``lexicons/nerves``.

    Returns
    -------
    tuple of dict
        One dict a row, column name -> cell. Do not change them: they are shared.

    Raises
    ------
    ValueError
        If a row has more or fewer cells than the header.
    """
    path = files("en_case_report").joinpath(f"{name}.tsv")
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(
                f"{name}.tsv, row {number}: {len(cells)} cells, the header has {len(header)}. "
                "Part cells with one tab each and leave unknown cells empty."
            )
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def listed(cell: str) -> list[str]:
    """Split a cell that holds several values parted by ``|``; an empty cell holds none."""
    return [part for part in cell.split("|") if part]
