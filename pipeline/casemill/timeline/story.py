"""What the timeline knows of one patient while it reads: day zeros, dated events, and where the story stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.timeline.events import EventLog
from casemill.timeline.narrative import Standing
from casemill.timeline.points import Key, Point, key_of
from casemill.timeline.zeros import DayZeros

COURSE = "course"
"""Kind of the sections that tell the course of the illness in its order."""

NOT_DONE = ("negated", "planned", "possible")


@dataclass
class Story:
    """The patient so far.

    Parameters
    ----------
    zeros
        Transplantations.
    events
        Other dated events.
    starts
        Day zeros of other counts, by anchor.
    things
        Dated drugs (as first given) and examinations (as last made), by label and name.
    told
        Kind of section -> the time told last there, from which ``two weeks later`` counts.
    told_at
        Kind of section -> where that was told.
    running
        Kind of section -> the time that the narrative took last there, and where.
    step
        Anchor and time of the last admission or start of a treatment: what a bare ``day 8`` counts from.
    """

    zeros: DayZeros = field(default_factory=DayZeros)
    events: EventLog = field(default_factory=EventLog)
    starts: dict[str, Point] = field(default_factory=dict)
    things: dict[tuple[str, str], Point] = field(default_factory=dict)
    told: dict[str, Point] = field(default_factory=dict)
    told_at: dict[str, int] = field(default_factory=dict)
    running: dict[str, Standing] = field(default_factory=dict)
    step: tuple[str, Point | None] | None = None

    def note_event(self, event: Mention, point: Point) -> None:
        """Take in a dated event that is no transplantation."""
        stated = event.attributes
        self.events.add(key_of(event), point, **_searched(stated))

    def find_event(self, start: int, stated: Mapping[str, str]) -> tuple[Key, Point] | None:
        """Return the event with such a value, if one is dated."""
        return self.events.find(start, **_searched(stated))

    def note_thing(self, head: Mention, point: Point) -> None:
        """Take in a dated drug or examination."""
        if not head.name or not point.known:
            return
        if head.label == "Drug":
            self.things.setdefault((head.label, head.name), point)
        elif head.label == "Procedure":
            self.things[head.label, head.name] = point


def _searched(stated: Mapping[str, str]) -> dict[str, str]:
    return {"value": stated.get("Value", ""), "of": stated.get("Of", ""), "number": stated.get("Number", "")}


@cache
def kinds() -> dict[str, str]:
    """Return section -> kind of narrative; sections that are not listed have none."""
    return {row["section"]: row["kind"] for row in table("rules/timeline_sections")}
