"""Reading a report for its times: sentence after sentence, the course first, then what looks back on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from casemill.mentions import Mention
from casemill.timeline.anchored import anchored_point, calendar_point
from casemill.timeline.cues import anywhere
from casemill.timeline.narrative import Narrative, Standing
from casemill.timeline.points import Key, Point, key_of
from casemill.timeline.sentences import Told, looks_back
from casemill.timeline.spoken import is_spoken_of
from casemill.timeline.steps import is_taken, step_of
from casemill.timeline.story import COURSE, NOT_DONE, Story, kinds
from casemill.view import Sentence, View

HEADS = ("Nerve", "Drug", "Analyte", "Diagnosis", "Procedure", "Event", "Outcome")
"""Labels that take a time, beside ``Date`` itself."""

_WIDEST_GIFT = 40
"""Characters between a word of giving and the graft that was given."""

_MOVING_ON = ("remission", "transplant", "admission", "discharge")
"""Events that are a step of the course themselves: the date of the step before is not theirs."""


class Reading:
    """The times of one report.

    Parameters
    ----------
    view
        The report with all mentions.

    Attributes
    ----------
    times
        Mention -> when it was, and where that was read (``stated``, ``sentence``, ``narrative``).
    """

    def __init__(self, view: View) -> None:
        self.times: dict[Key, tuple[Point, str]] = {}
        self._view = view
        self._narrative = Narrative(view)
        self._is_series = any("Patient" in mention.attributes for mention in view.mentions)
        self._stories: defaultdict[str, Story] = defaultdict(Story)
        self._points: dict[Key, Point] = {}
        sentences = [self._told(sentence) for sentence in view.sentences]
        self._foretell(sentences)
        for told in sentences:
            if _kind(told) == COURSE:
                self._tell(told)
        for told in sentences:
            if _kind(told) != COURSE:
                self._tell(told)

    def _told(self, sentence: Sentence) -> Told:
        dates = [date for date in self._in(sentence, "Date") if date.attributes.get("Value")]
        return Told(self._view, sentence, dates)

    def _in(self, sentence: Sentence, *labels: str) -> list[Mention]:
        found = self._view.found_in(sentence.start, sentence.end, *labels)
        return [m for m in found if m.start >= sentence.start and m.attributes.get("Scope") != "general"]

    def _story(self, mention: Mention) -> Story:
        """Return the story of the patient; one that is forgotten at once for a mention of no patient of a series."""
        number = mention.attributes.get("Patient", "")
        return Story() if self._is_series and not number else self._stories[number]

    def _foretell(self, sentences: Sequence[Told]) -> None:
        """Take in all calendar dates and what they date, for what is told before its date is."""
        transplants: list[tuple[Mention, Point, int | None]] = []
        for told in sentences:
            for date in told.dates:
                if point := calendar_point(self._view, date):
                    self._points[key_of(date)] = point
                    if told.is_day_of_graft(date):
                        transplants.append((date, point, None))
            for one, other in told.pairs():
                point = self._points.get(key_of(one))
                if point and other.attributes.get("Value") == "+P0D" and other.attributes.get("Anchor") == "transplant":
                    transplants.append((other, point, None))
            for event in self._in(told.sentence, "Event"):
                point = self._known(self._group(told, event))
                if point is None or self._is_only_spoken_of(told, event):
                    continue
                if event.attributes.get("Value") == "transplant":
                    if self._is_done(told, event):
                        transplants.append((event, point, _number(event)))
                else:
                    self._story(event).note_event(event, point)
        for mention, point, number in sorted(transplants, key=lambda item: str(item[1].days and item[1].days.earliest)):
            self._story(mention).zeros.add(point, number=number)

    def _tell(self, told: Told) -> None:
        """Resolve the dates of a sentence, then give what it tells its time."""
        kind = _kind(told)
        pending: list[Mention] = []
        partners = {key_of(one): key_of(other) for one, other in told.pairs()}
        for item in sorted([*told.dates, *self._in(told.sentence, "Event")], key=lambda m: m.start):
            if item.label == "Event":
                pending.append(item)
            else:
                self._resolve(told, item, kind=kind, partner=partners.get(key_of(item)))
            pending = [event for event in pending if not self._take_in(told, event, kind=kind)]
        for head in self._in(told.sentence, *HEADS):
            self._give(told, head, kind=kind)
            self._step(told, head)
        self._move_on(told, kind=kind)

    def _resolve(self, told: Told, date: Mention, *, kind: str, partner: Key | None) -> None:
        story = self._story(date)
        point = self._points.get(key_of(date))
        if kind in story.told and not self._narrative.goes_on(story.told_at[kind], told.sentence.start):
            del story.told[kind]
        if point is None:
            beside = self._points.get(partner) if partner else None
            point = anchored_point(told, date, story, kind=kind, partner=beside)
            self._points[key_of(date)] = point
            self._take_graft(told, date, point, kind=kind)
        self.times[key_of(date)] = point, "stated"
        if told.is_day_of_graft(date):
            story.step = "transplant", point
        elif point.anchor == "transplant" and point.count:
            story.step = "transplant", story.zeros.points.get(point.count)
        if key_of(date) in told.leading:
            story.told[kind] = point
            story.told_at[kind] = date.start

    def _take_graft(self, told: Told, date: Mention, point: Point, *, kind: str) -> None:
        """Begin a new count where a day counted from a numbered graft tells that another was given, in plain words."""
        number = told.number_behind(date)
        if point.count is None or number is None or not point.known:
            return
        given = anywhere("done").search(self._view.text, date.end, min(told.sentence.end, date.end + _WIDEST_GIFT * 2))
        if given is None:
            return
        end = min(told.sentence.end, given.end() + _WIDEST_GIFT)
        graft = anywhere("graft").search(self._view.text, given.end(), end)
        if graft and self._view.is_free(date.end + 1, graft.end(), "Drug"):
            zeros = self._story(date).zeros
            zeros.current[kind] = zeros.add(point.as_inferred(), number=number + 1) or number

    def _move_on(self, told: Told, *, kind: str) -> None:
        """Let the narrative stand where the sentence left it; a look back or an examination's day moves nothing."""
        for group in told.givers:
            date = group[0]
            is_told = not looks_back(date) and not told.is_attached(date)
            if kind and is_told and not told.is_background(date.start):
                self._story(date).running[kind] = Standing(self._best(group), date.start)

    def _take_in(self, told: Told, event: Mention, *, kind: str) -> bool:
        """Take an event into the story once its date is resolved; False if that is still to come."""
        group = self._group(told, event)
        if any(key_of(date) not in self._points for date in group):
            return False
        if event.attributes.get("Assertion") in NOT_DONE or (self._is_series and "Patient" not in event.attributes):
            return True
        story = self._story(event)
        is_spoken_of = self._is_only_spoken_of(told, event)
        if event.attributes.get("Value") == "transplant":
            self._take_transplant(told, event, group, kind=kind, is_spoken_of=is_spoken_of)
        elif not is_spoken_of:
            point = self._known(group)
            running = self._narrative.holds(story.running.get(kind), event.start)
            if point:
                story.note_event(event, point)
            elif running and running.known and not group and self._stays(story, event):
                story.note_event(event, running.as_inferred())
        return True

    def _stays(self, story: Story, event: Mention) -> bool:
        """Tell whether an event without a date may lie where the narrative stands: none like it is dated."""
        stated = event.attributes
        return stated.get("Value") not in _MOVING_ON and story.find_event(event.start, stated) is None

    def _take_transplant(
        self, told: Told, event: Mention, group: Sequence[Mention], *, kind: str, is_spoken_of: bool
    ) -> None:
        zeros = self._story(event).zeros
        number = _number(event)
        if is_spoken_of:
            if number and number in zeros.points and not self._is_only_spoken_of(told, event, role="ahead"):
                zeros.current[kind] = number
            return
        point = self._known(group)
        if point and point.count is not None:
            count = point.count
            founds = event.start > group[0].end and self._founds(told, group[0])
            point = point if founds or number not in (None, count) else None
            number = None if founds and number == count else number
        if point and not self._is_done(told, event):
            return
        if point is None and number is None and zeros.points:
            return
        added = zeros.add(point or Point(given_by=(key_of(event),)), number=number)
        if added and kind:
            zeros.current[kind] = added

    def _founds(self, told: Told, date: Mention) -> bool:
        """Tell whether a counted day says which transplantation it counts from, so that another may be told there."""
        numbered = [m for m in self._view.found_in(date.start, date.end + 60, "Event") if m.attributes.get("Number")]
        return bool(numbered) or told.number_behind(date) is not None

    def _is_done(self, told: Told, event: Mention) -> bool:
        """Tell whether a transplantation was carried out on the date of its sentence, not only named there."""
        if event.attributes.get("Assertion") in NOT_DONE:
            return False
        return bool(told.says_done or told.direct(event) or event.attributes.get("Number"))

    def _is_only_spoken_of(self, told: Told, event: Mention, *, role: str = "reference") -> bool:
        is_named = role == "reference" and told.only_names(event) and not told.direct(event)
        return is_named or is_spoken_of(self._view, event, told.sentence, role=role)

    def _give(self, told: Told, head: Mention, *, kind: str) -> None:
        """Give a finding its time: of its sentence, else of the narrative."""
        stated = head.attributes
        story = self._story(head)
        group = self._group(told, head)
        if stated.get("Value") == "transplant":
            self._give_transplant(told, head, group, kind=kind)
        elif head.label == "Event" and self._is_only_spoken_of(told, head):
            found = story.find_event(head.start, stated)
            if found:
                self.times[key_of(head)] = found[1], "narrative"
        elif group:
            point = self._best(group)
            self.times[key_of(head)] = point, "sentence"
            story.note_thing(head, point)
        elif not told.only_names(head) and not _is_elsewhen(stated) and stated.get("Value") not in _MOVING_ON:
            running = self._narrative.holds(story.running.get(kind), head.start)
            if running and not told.is_background(head.start) and not is_taken(told, head):
                self.times[key_of(head)] = running, "narrative"

    def _step(self, told: Told, head: Mention) -> None:
        """Keep the admissions and starts of treatment that are told, for days that do not say what they count from."""
        anchor = step_of(told, head)
        if not anchor:
            return
        point = self._known(self._group(told, head))
        if point or anchor == "admission" or self._story(head).step is None:
            self._story(head).step = anchor, point

    def _give_transplant(self, told: Told, event: Mention, group: Sequence[Mention], *, kind: str) -> None:
        """Give a transplantation the date of its sentence if it was done then, else the day zero that it speaks of."""
        zeros = self._story(event).zeros
        point = self._known(group)
        is_told = not self._is_only_spoken_of(told, event) and self._is_done(told, event)
        same = any(point and zero.days == point.days for zero in zeros.points.values())
        if is_told and (same or (group and not zeros.points)):
            self.times[key_of(event)] = point or self._best(group), "sentence"
        elif not _is_elsewhen(event.attributes) and (self._is_only_spoken_of(told, event) or _number(event)):
            number = _number(event) or zeros.number_at(kind)
            zero = zeros.points.get(number) if number else None
            if zero and zero.known:
                self.times[key_of(event)] = zero, "narrative"

    def _group(self, told: Told, head: Mention) -> list[Mention]:
        """Return the dates of the sentence that say when a finding was, none if they are of another patient."""
        is_tied = _is_elsewhen(head.attributes) or is_taken(told, head)
        group = told.direct(head) if is_tied else told.giver(head)
        same = group and group[0].attributes.get("Patient") == head.attributes.get("Patient")
        return group if same else []

    def _best(self, group: Sequence[Mention]) -> Point:
        """Return the point of the leading date, or of one in apposition if only that is known."""
        return self._known(group) or self._points[key_of(group[0])]

    def _known(self, group: Sequence[Mention]) -> Point | None:
        points = [self._points.get(key_of(date)) for date in group]
        return next((point for point in points if point and point.known), None)


def _kind(told: Told) -> str:
    return kinds().get(told.sentence.section, "")


def _number(event: Mention) -> int | None:
    number = event.attributes.get("Number", "")
    return int(number) if number.isdigit() else None


def _is_elsewhen(stated: dict[str, str]) -> bool:
    """Tell whether a finding lies in the past or the future of what its sentence tells."""
    return stated.get("Assertion") in ("planned", "historical") or stated.get("Status") == "considered"
