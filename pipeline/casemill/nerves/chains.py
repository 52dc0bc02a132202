"""Lists of nerves whose head noun stands once, at the end: ``right median and left ulnar nerves``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from casemill.lexicons import listed, table
from casemill.nerves.lexicon import Concept, Stem, first_words, heads, key_of, openers, stems, terms
from casemill.nerves.line import Group, Line, Member, after_epithet, after_link, bracket_end, cue_index, is_plural
from casemill.words import TermIndex, fold

_LONGEST_STEM = 7
LONGEST_LIST = 24
"""No list of nerves is read further than so many members."""
_FALLBACK = {"root": "nerve"}
_GOES_ON = frozenset({"was", "were", "had", "showed", "are", "is", "on", "in", "at", "with", "bilaterally", "using",
                      "revealed", "could", "and", "or", "but", "by", "while", "whereas", "respectively",
                      "normal", "absent", "reduced", "prolonged", "low", "abnormal", "slow"})  # fmt: skip


@cache
def adjective_cues() -> TermIndex[dict[str, str]]:
    """Return the disorders and procedures that make a nerve of the adjective before them."""
    return cue_index("nerve_adjective_cues")


@cache
def study_cues() -> TermIndex[dict[str, str]]:
    """Return the words that make a sentence a report of nerve conduction studies."""
    return cue_index("nerve_study_cues")


@cache
def _unmade() -> dict[str, frozenset[str]]:
    """Return name of a nerve (or ``ordinal``) -> words that, behind it, make something else of it."""
    found: dict[str, frozenset[str]] = {}
    for row in table("rules/nerve_not"):
        followers = frozenset(fold(word) for word in listed(row["follower"]))
        for name in listed(row["names"]):
            found[name] = found.get(name, frozenset()) | followers
    return found


def is_unmade(line: Line, name: str, behind: int) -> bool:
    """Tell whether the word behind a name makes something else of it (``sensory nerve fibres``)."""
    return line.key(behind) in _unmade().get(name, frozenset())


def stems_at(line: Line, i: int) -> Iterator[tuple[int, str, Stem]]:
    """Yield the stems that begin with word ``i``, longest first: word behind, key, stem."""
    if line.key(i) not in first_words():
        return
    for last in range(min(i + _LONGEST_STEM, len(line.words)), i, -1):
        key = " ".join(word.key for word in line.words[i:last])
        stem = stems().get(key)
        if stem and not (key == "cn" and not line.words[i].text.startswith("CN")):
            yield last, key, stem


def accepts(stem: Stem, key: str, group: Group) -> Concept | None:
    """Return the nerve that a stem names with the head of a group, if it can stand with it."""
    if group.cue:
        return stem.bare if _reads(stem, key, group.cue) else None
    return stem.concepts.get(group.head) or stem.concepts.get(_FALLBACK.get(group.head, ""))


@cache
def _readings() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each cue of disorders what it reads, and the stems that it does not."""
    return {
        row["id"]: (
            frozenset(key_of(cell) for cell in listed(row["reads"])),
            frozenset(key_of(cell) for cell in listed(row["unless"])),
        )
        for row in table("rules/nerve_adjective_cues")
    }


def _reads(stem: Stem, key: str, cue: str) -> bool:
    """Tell whether a bare stem counts before the disorder of a row of the cue table."""
    reads, unless = _readings()[cue]
    return bool(stem.reading) and (stem.reading in reads or key in reads) and key not in unless


def _ended(line: Line, i: int, last: int, key: str, stem: Stem) -> Group | None:
    """Read a stem with its own head noun or disorder directly behind it."""
    start, end = line.words[i].start, line.words[last - 1].end
    behind = bracket_end(line, last, longest=3)
    for at in dict.fromkeys((last, behind)):
        head = heads().at(line.words, at)
        if head and (concept := accepts(stem, key, Group((), 0, head.entry))):
            if is_unmade(line, concept.name, head.last):
                return None
            end = head.end if at == last else end
            plural = is_plural(line.words[head.last - 1].text)
            return Group((Member(start, end, concept),), head.last, head.entry, plural)
    for at in dict.fromkeys((last, behind)) if stem.bare else ():
        cue = adjective_cues().at(line.words, at)
        if cue and stem.bare and _reads(stem, key, cue.entry["id"]):
            plural = is_plural(line.words[cue.last - 1].text)
            return Group((Member(start, end, stem.bare),), at, "", plural, cue.entry["id"])
    return None


def chains(line: Line) -> list[Group | None]:
    """Read the lists of nerves that end with a head noun or a disorder.

    Worked from the last word to the first, so that each list is read once however long it is.

    Returns
    -------
    list of Group or None
        For each word of the sentence the list that begins with it, if any.
    """
    found: list[Group | None] = [None] * (len(line.words) + 1)
    for i in range(len(line.words) - 1, -1, -1):
        found[i] = _chain_at(line, i, found) or _shared_tail(line, i, found)
    return found


def _rest_of(line: Line, i: int, found: list[Group | None]) -> tuple[int, Group | None]:
    """Return where the list goes on behind word ``i``, and the list from there."""
    step = after_link(line, i)
    rest = found[step] if step >= 0 else None
    if step >= 0 and rest is None and not line.joined(i):
        rest = found[after_epithet(line, step)]
    return step, rest if rest and len(rest.members) < LONGEST_LIST else None


def _chain_at(line: Line, i: int, found: list[Group | None]) -> Group | None:
    for last, key, stem in stems_at(line, i):
        if ended := _ended(line, i, last, key, stem):
            return ended
        _, rest = _rest_of(line, last, found)
        concept = accepts(stem, key, rest) if rest else None
        if rest and concept:
            return _before(Member(line.words[i].start, line.words[last - 1].end, concept), rest)
    return None


def _before(first: Member, rest: Group) -> Group:
    return replace(rest, members=(first, *rest.members))


def _shared_tail(line: Line, i: int, found: list[Group | None]) -> Group | None:
    """Read ``superficial`` in ``superficial and deep peroneal nerves``: it shares more than the head."""
    step, rest = _rest_of(line, i + 1, found) if line.key(i) in openers() else (-1, None)
    if rest is None:
        return None
    for _, key, _ in stems_at(line, step):
        whole = f"{line.key(i)} {key.partition(' ')[2]}"
        stem = stems().get(whole)
        concept = accepts(stem, whole, rest) if stem else None
        if concept:
            return _before(Member(line.words[i].start, line.words[i].end, concept), rest)
    return None


def bare_list_at(line: Line, i: int) -> Group | None:
    """Read bare stems in a sentence on nerve conduction: ``SNAPs of the left sural and ulnar``."""
    members: list[Member] = []
    last = i
    while i >= 0 and len(members) < LONGEST_LIST:
        found = next(((end, key, s) for end, key, s in stems_at(line, i) if s.bare and s.reading in _STUDIED), None)
        if found is None:
            break
        last, _, stem = found
        if stem.bare:
            members.append(Member(line.words[i].start, line.words[last - 1].end, stem.bare))
        i = after_link(line, last)
    behind = line.key(last)
    if not members or (behind.isalnum() and behind not in _GOES_ON):
        return None
    if len(members) == 1 and members[0].concept.name in ("median nerve", "axillary nerve", "femoral nerve"):
        return None
    return Group(tuple(members), last, "bare", len(members) > 1)


_STUDIED = frozenset({"pure", "limb"})


def term_at(line: Line, i: int) -> Group | None:
    """Read a name that needs no head noun (``cauda equina``)."""
    hit = terms().at(line.words, i)
    if hit is None or is_unmade(line, hit.entry.name, hit.last):
        return None
    plural = is_plural(line.words[hit.last - 1].text)
    return Group((Member(hit.start, hit.end, hit.entry),), hit.last, "term", plural)
