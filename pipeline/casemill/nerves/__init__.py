"""Rules for nerves: plain functions from a view of the text to mentions."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.nerves.anchors import anchored_sentences
from casemill.nerves.finding import groups_of
from casemill.nerves.involvement import Finding, cues_of, involvements
from casemill.nerves.line import Line, Member
from casemill.nerves.sides import disorder_words, lateralities
from casemill.view import View

__all__ = ["find_nerves"]


def find_nerves(view: View) -> list[Mention]:
    """Find the nerves of a text with side, involvement, preferred name and identifier.

    Parameters
    ----------
    view
        The reading copy. Sentences that are not read are passed over.

    Returns
    -------
    list of Mention
        In order of their places; none shares a character with another.
    """
    mentions: list[Mention] = []
    for sentence in anchored_sentences(view):
        words = view.words_in(sentence.start, sentence.end)
        line = Line(view.text, words, sentence.start, sentence.end)
        mentions.extend(_mentions_of(line, view))
    return mentions


def _mentions_of(line: Line, view: View) -> list[Mention]:
    """Find the nerves of one sentence."""
    groups = groups_of(line, view)
    findings = involvements(cues_of(line), groups) if groups else []
    mentions: list[Mention] = []
    for place, group in enumerate(groups):
        sides = lateralities(
            line,
            group,
            previous_end=groups[place - 1].end if place else line.start,
            next_start=groups[place + 1].start if place + 1 < len(groups) else line.end,
            disorders=disorder_words(),
        )
        for member, side in zip(group.members, sides, strict=True):
            again = _said_again(line, mentions[-1] if mentions else None, member)
            mentions.append(_mention(member, side or again, findings[place]))
    return mentions


def _said_again(line: Line, previous: Mention | None, member: Member) -> str:
    """Return the side of the nerve that a name in brackets repeats: ``left facial nerve (CN VII)``."""
    if previous is None or previous.name != member.concept.name:
        return ""
    repeats = line.text[previous.end : member.start].strip() == "("
    return previous.attributes.get("Laterality", "") if repeats else ""


def _mention(member: Member, side: str, finding: Finding) -> Mention:
    concept = member.concept
    mention = Mention("Nerve", member.start, member.end, name=concept.name, identifier=concept.identifier)
    if side:
        mention.attributes["Laterality"] = side
    if finding.involvement:
        mention.attributes["Involvement"] = finding.involvement
        mention.details["involvement_cue"] = finding.cue
    return mention
