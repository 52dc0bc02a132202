"""The points of dates: calendar dates by themselves, the others from what they count from."""

from __future__ import annotations

from dataclasses import replace

from casemill.mentions import Mention
from casemill.timeline.cues import anywhere, words
from casemill.timeline.days import calendar_days, names_year
from casemill.timeline.distances import Distance, distance_of, moved
from casemill.timeline.points import Key, Point, key_of
from casemill.timeline.sentences import Told
from casemill.timeline.spoken import event_behind, governs, number_behind, object_behind
from casemill.timeline.story import Story
from casemill.timeline.years import RelativeYear, relative_year
from casemill.timing.anchors import anchor_in, clause_behind
from casemill.view import View

Base = tuple[tuple[Key, ...], Point]
"""Mentions of the event that a distance counts from, and when it was."""


def calendar_point(view: View, date: Mention) -> Point | None:
    """Return the point of a calendar date, None for a date that counts from another."""
    text = view.text[date.start : date.end]
    value = date.attributes.get("Value", "")
    days = calendar_days(value, text)
    if days is None:
        return None
    return Point(days=days, inferred=not names_year(value, text), given_by=(key_of(date),))


def anchored_point(told: Told, date: Mention, story: Story, *, kind: str, partner: Point | None) -> Point:
    """Return the point of a date that counts from another; without days where that is not known.

    Parameters
    ----------
    told
        The sentence of the date.
    story
        What is known of its patient.
    kind
        Kind of the section.
    partner
        Point of a date in apposition: tells which transplantation is counted from, and the day of a day zero.
    """
    text = told.view.text[date.start : date.end]
    stated = date.attributes
    anchor, offset = stated.get("Anchor", ""), stated.get("Value", "")
    year = relative_year(date, text)
    if year:
        return _in_year(told, date, story, kind=kind, year=year)
    event = event_behind(told.view, date, told.sentence)
    distance = distance_of(offset, text, anchor=anchor)
    if not anchor or distance is None:
        return Point(anchor=anchor, given_by=(key_of(date),))
    if anchor == "admission" and event is None and _is_bare(told, date):
        return _from_step(date, text, story)
    if anchor == "transplant" or (event and event.attributes.get("Value") == "transplant"):
        return _from_transplant(told, date, story, kind=kind, distance=distance, event=event, partner=partner)
    zero = offset == "+P0D" and partner is not None and date.attributes["Anchor"] != "previous"
    if zero and partner is not None and partner.known:
        story.starts.setdefault(anchor, partner)
    base = _base(told, date, story, kind=kind, event=event)
    point = Point(anchor=anchor, offset=offset, given_by=(key_of(date),))
    return _counted(point, base, distance) if base else point


def _counted(point: Point, base: Base, distance: Distance) -> Point:
    keys, start = base
    days = moved(start.days, distance) if start.days else None
    return replace(
        point,
        days=days if days and days.known else None,
        inferred=point.inferred or start.inferred,
        given_by=(*point.given_by, *keys, *(key for key in start.given_by[:1] if key not in keys)),
    )


def _is_bare(told: Told, date: Mention) -> bool:
    """Tell whether a counted day (``day 8``) does not say what it counts from: that of admission was guessed."""
    text = told.view.text
    lead, *behind = told.view.words_in(date.start, date.end)
    is_day = lead.text.casefold() in words("bare day") and all(word.text.isdigit() for word in behind)
    return is_day and anchor_in(clause_behind(text[date.end : told.sentence.end])) != "admission"


def _from_step(date: Mention, text: str, story: Story) -> Point:
    """Return the point of a bare day: counted from the step told last, from an unknown one if none was told."""
    anchor, start = story.step or ("", None)
    offset = date.attributes["Value"]
    point = Point(anchor=anchor, offset=offset, inferred=True, given_by=(key_of(date),))
    distance = distance_of(offset, text, anchor=anchor)
    return _counted(point, ((), start), distance) if start and distance else point


def _in_year(told: Told, date: Mention, story: Story, *, kind: str, year: RelativeYear) -> Point:
    point = Point(anchor=year.anchor, offset=year.offset, inferred=True, given_by=(key_of(date),))
    event = event_behind(told.view, date, told.sentence)
    if year.anchor == "previous" and not event:
        start = story.told.get(kind)
        base: Base | None = ((), start) if start else None
    else:
        stated = event.attributes if event else {"Value": year.anchor}
        base = _of_event(story, date, stated, event)
    if base is None:
        return point
    keys, start = base
    given_by = (*point.given_by, *keys, *start.given_by[:1])
    if start.days is None:
        if start.anchor and not year.shift:
            return replace(point, anchor=start.anchor, offset=start.offset, given_by=given_by)
        return replace(point, given_by=given_by)
    days = year.days_from(start.days)
    return replace(point, days=days if days.known else None, given_by=given_by)


def _from_transplant(
    told: Told,
    date: Mention,
    story: Story,
    *,
    kind: str,
    distance: Distance,
    event: Mention | None,
    partner: Point | None,
) -> Point:
    zeros = story.zeros
    stated = event.attributes.get("Number") if event else None
    number = int(stated) if stated else number_behind(told.view, date, told.sentence)
    is_stated = number is not None
    if date.attributes["Value"] == "+P0D" and partner is not None and partner.known:
        number = zeros.add(partner, number=number)
        is_stated = True
    elif number is None and partner is not None and partner.days and len(zeros.points) > 1:
        days = {n: moved(zero.days, distance) for n, zero in zeros.points.items() if zero.days}
        number = zeros.nearest(partner.days, days)
    if is_stated and number is not None:
        zeros.current[kind] = number
    number = number or zeros.number_at(kind)
    zero = zeros.points.get(number) if number else None
    point = Point(
        anchor=date.attributes["Anchor"],
        offset=date.attributes["Value"],
        count=number,
        inferred=not is_stated and len(zeros.points) > 1,
        given_by=(key_of(date),),
    )
    return _counted(point, ((), zero), distance) if zero else point


def _base(told: Told, date: Mention, story: Story, *, kind: str, event: Mention | None) -> Base | None:
    """Return what a distance counts from, None if it is not known."""
    anchor = date.attributes["Anchor"]
    text = told.view.text[date.start : date.end]
    if event:
        return _of_event(story, date, event.attributes, event)
    if anchor == "now":
        return _of_presentation(told, date, story, kind=kind)
    is_governed = governs(text) and told.view.text[date.end : date.end + 1] not in (",", ".", ";", "")
    if anchor == "previous" and not is_governed:
        last = story.told.get(kind)
        return ((), last.as_inferred()) if last else None
    if anchor in ("previous", "treatment"):
        thing = object_behind(told.view, date, told.sentence, "Drug", "Procedure")
        point = story.things.get((thing.label, thing.name)) if thing else story.starts.get(anchor)
        if point is None:
            return None
        return ((key_of(thing),), point.as_inferred()) if thing else ((), point)
    return story_start(story, anchor) or _of_event(story, date, {"Value": anchor}, None)


def story_start(story: Story, anchor: str) -> Base | None:
    """Return the day zero that a report names for an anchor other than transplantation."""
    return ((), story.starts[anchor]) if anchor in story.starts else None


def _of_event(story: Story, date: Mention, stated: dict[str, str], event: Mention | None) -> Base | None:
    found = story.find_event(date.start, stated)
    if found is None:
        return None
    key, point = found
    keys = dict.fromkeys([*([key_of(event)] if event else []), key])
    return tuple(keys), point


def _of_presentation(told: Told, date: Mention, story: Story, *, kind: str) -> Base | None:
    """Return what ``ago`` and ``earlier`` count back from: a date beside it, the story, or the admission."""
    beside = calendar_point(told.view, told.first_calendar) if told.first_calendar else None
    if beside:
        return (), beside.as_inferred()
    last = story.told.get(kind)
    if last and anywhere("looks back").search(told.view.text, date.start, date.end):
        return (), last.as_inferred()
    found = _of_event(story, date, {"Value": "admission"}, None)
    return (found[0], found[1].as_inferred()) if found else None
