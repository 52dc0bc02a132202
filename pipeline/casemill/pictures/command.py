"""``casemill timeline``: draw the course of a patient."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casemill.shell import GivenPath, ending_cleanly, printing, visible

if TYPE_CHECKING:
    from casemill.pictures.axis import AxisKind
    from casemill.records import CaseRecord

ENDINGS = (".svg", ".png", ".html")
"""What a picture can be written as."""


@click.command()
@click.argument("file", type=GivenPath())
@click.option("--out", required=True, type=GivenPath(), metavar="FILE", help="FILE.svg, FILE.png or FILE.html.")
@click.option("--patient", type=click.IntRange(min=1), help="Number of the patient; by default each gets a picture.")
@click.option(
    "--axis",
    type=click.Choice(["absolute", "relative"]),
    help="Dates, or days from day zero. By default dates, where the report gives any.",
)
def timeline(file: Path, out: Path, patient: int | None, axis: AxisKind | None) -> None:
    """Draw what happened when: course, examinations, nerves, drugs and results of one patient.

    Of a report of several patients FILE-patient1.svg, FILE-patient2.svg ... are written. HTML
    shows the evidence under the pointer, and needs no network.
    """
    if out.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"the name must end in {', '.join(ENDINGS)}", param_hint="--out")
    require_pictures()
    from casemill.errors import InputError
    from casemill.extract import extract_file, printable

    with printing(), ending_cleanly():
        try:
            record = extract_file(file)
        except InputError as error:
            raise click.ClickException(visible(printable(str(error)))) from None
        drawn = 0
        for number, path in _wanted(record, out, patient):
            drawn += _draw(record, number, path, axis)
        if not drawn:
            raise click.exceptions.Exit(1)


def require_pictures() -> None:
    """Tell which extra is missing.

    Raises
    ------
    click.ClickException
        If one of the libraries that draw is not installed.
    """
    missing = [name for name in ("altair", "vl_convert") if importlib.util.find_spec(name) is None]
    if missing:
        raise click.ClickException("pictures need more libraries. Install them with: pip install 'casemill[pictures]'")


def _wanted(record: CaseRecord, out: Path, patient: int | None) -> list[tuple[int | None, Path]]:
    """Return number and file of each patient to draw; the number of the only patient of a report is None."""
    from casemill.cases.who import patients_of

    numbers = patients_of(record)
    if patient is not None and patient not in numbers:
        raise click.BadParameter(
            f"the report tells of {len(numbers)}: {', '.join(map(str, numbers))}", param_hint="--patient"
        )
    if len(numbers) == 1:
        return [(None, out)]
    if patient is not None:
        return [(patient, out)]
    return [(number, out.with_name(f"{out.stem}-patient{number}{out.suffix}")) for number in numbers]


def _draw(record: CaseRecord, patient: int | None, path: Path, axis: AxisKind | None) -> bool:
    """Draw one patient and tell of it; False if nothing of the patient has a time."""
    from casemill.pictures.axis import NothingToDraw
    from casemill.pictures.saving import save

    who = "" if patient is None else f"patient {patient}: "
    try:
        save(record, path, patient=patient, axis=axis)
    except NothingToDraw as error:
        click.echo(f"{who}nothing drawn: {error}.", err=True)
        return False
    except OSError as error:
        raise click.ClickException(
            f"{visible(str(path))}: cannot be written ({error.strerror}). Name another file with --out."
        ) from None
    click.echo(f"{who}{visible(str(path))}")
    return True
