"""The way through a sentence: names, numbers, result words, then attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casemill.labs.flags import carried, flag_of, heads_list
from casemill.labs.join import Pair, pair_numbers
from casemill.labs.lexicon import result_index, rule_words
from casemill.labs.measured import Measure, measures_of
from casemill.labs.names import Name, find_names, own_terms
from casemill.labs.results import Verdict, find_verdicts
from casemill.labs.specimens import Specimens
from casemill.labs.told import with_told
from casemill.labs.unlisted import counted_cells, unlisted_name
from casemill.labs.values import WORD_NUMBERS
from casemill.mentions import Mention
from casemill.view import Sentence, View

_OPENED = re.compile(r"\s?[(\[]")
_RESULT_SIGN = re.compile(r"[\d+\u00b1]|[-\u2013\u2212](?!\w)")
_LONGEST = 600
_STRETCH = 4000
_FEW = 100


def find_labs(view: View) -> list[Mention]:
    """Find the analytes of a text that have a result, with their values and reference ranges.

    Parameters
    ----------
    view
        The reading copy with the times that were found before.

    Returns
    -------
    list of Mention
        Labels ``Analyte``, ``LabValue``, ``RefRange``; none overlaps a time.
    """
    own = own_terms(view)
    found: list[Mention] = []
    told = ""
    for sentence in view.sentences:
        for start, end in _stretches(view.text, sentence):
            may_tell = _may_tell(view, start, end)
            names = find_names(view, start, end, own=own) if told or may_tell else []
            specimens = Specimens(view, start, end, names, told=told)
            told = specimens.speaks_of if names or specimens.speaks_of != told else ""
            if may_tell:
                found.extend(_in_stretch(view, start, end, names, specimens))
    return found


def _may_tell(view: View, start: int, end: int) -> bool:
    """Tell whether a stretch holds a number, a sign or a word that could be a result: most hold none."""
    if _RESULT_SIGN.search(view.text, start, end):
        return True
    return view.has_any(start, end, WORD_NUMBERS.keys()) or bool(view.find(result_index(), start, end))


def _stretches(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Cut a sentence of unusual length at blanks, so that the work stays linear in its length."""
    start = sentence.start
    while sentence.end - start > _STRETCH:
        cut = text.rfind(" ", start + _STRETCH // 2, start + _STRETCH)
        cut = cut if cut > 0 else start + _STRETCH
        yield start, cut
        start = cut
    yield start, sentence.end


def _in_stretch(view: View, start: int, end: int, names: list[Name], specimens: Specimens) -> list[Mention]:
    measures = measures_of(view, start, end, names=names)
    pairs, rest = pair_numbers(view, names, measures)
    pairs, names = _with_unlisted(view, start, names, pairs, rest)
    numbers = frozenset(pair.name.start for pair in pairs)
    names = with_told(view, start, end, names=names, numbered=numbers)
    if not names:
        return []
    numbered = frozenset(i for i, name in enumerate(names) if any(pair.name is name for pair in pairs))
    verdicts = find_verdicts(view, start, end, names=names, numbered=numbered)
    specimens = specimens.with_names(names)
    return [
        *_numbered(view, start, names, pairs, verdicts, specimens),
        *_worded(names, numbered, verdicts, specimens),
    ]


def _with_unlisted(
    view: View, start: int, names: list[Name], pairs: list[Pair], rest: list[Measure]
) -> tuple[list[Pair], list[Name]]:
    """Give numbers without a name the words in front of them as their name."""
    for measure in rest:
        counted = counted_cells(view, measure)
        if counted is not None:
            pairs = sorted([*pairs, Pair(*counted)], key=lambda p: p.measure.value.start)
            names = sorted([*names, counted[0]], key=lambda n: n.start)
            continue
        before = [p.measure.end for p in pairs if p.measure.end <= measure.value.start]
        before += [name.end for name in names if name.end <= measure.value.start]
        name = unlisted_name(view, measure, start=max([start, *before]))
        if name is not None and not any(n.start < name.end and name.start < n.end for n in names):
            pairs = sorted([*pairs, Pair(name, measure)], key=lambda p: p.measure.value.start)
            names = sorted([*names, name], key=lambda n: n.start)
    return pairs, names


def _numbered(
    view: View, start: int, names: list[Name], pairs: list[Pair], verdicts: list[Verdict], specimens: Specimens
) -> list[Mention]:
    stated = {names[i].start: verdict.flag for verdict in verdicts for i in verdict.names}
    stated = _in_brackets(view, names, verdicts) | stated
    prefixed = {
        k: stated[pair.name.start]
        for k, pair in enumerate(pairs)
        if any(pair.name.start == names[i].start and v.end <= pair.name.start for v in verdicts for i in v.names)
    }
    for k, pair in enumerate(pairs):
        if state := heads_list(view, pair.name, start=start):
            prefixed.setdefault(k, state)
    flags = {
        k: flag_of(view, p, stated=stated.get(p.name.start, ""), start=start, names=names) for k, p in enumerate(pairs)
    }
    flags = carried(view, pairs, flags, prefixed)
    analytes: dict[int, Mention] = {}
    mentions: list[Mention] = []
    for k, pair in enumerate(pairs):
        analyte = analytes.get(pair.name.start)
        if analyte is None:
            specimen = specimens.of(
                names.index(pair.name),
                ends=(pair.name.end, max(pair.name.end, pair.measure.value.end), max(pair.name.end, pair.measure.end)),
            )
            analyte = _analyte(pair.name, flag=flags[k], specimen=specimen, measure=pair.measure)
            analytes[pair.name.start] = analyte
        elif flags[k] and "Flag" not in analyte.attributes:
            analyte.attributes["Flag"] = flags[k]
        mentions.extend(_values(pair, analyte))
    return [*analytes.values(), *mentions]


def _worded(
    names: list[Name], numbered: frozenset[int], verdicts: list[Verdict], specimens: Specimens
) -> list[Mention]:
    mentions: list[Mention] = []
    for verdict in verdicts:
        heads = [i for i in verdict.names if i not in numbered]
        if not heads:
            if verdict.beside:
                places = [(names[i].start, names[i].end) for i in verdict.names]
                mentions.append(Mention("LabValue", verdict.start, verdict.end, heads=places))
            continue
        stained = next((i for i in verdict.names if "tissue" in names[i].concept.marks), None)
        tissue = "" if stained is None else specimens.of(stained, ends=())
        analytes = [
            _analyte(
                _said_of(names[i], verdict.aspect),
                flag=verdict.flag,
                specimen=tissue or specimens.of(i, ends=(names[i].end, max(names[i].end, verdict.end))),
            )
            for i in heads
        ]
        value = Mention("LabValue", verdict.start, verdict.end, heads=[analyte.place for analyte in analytes])
        mentions += [*analytes, value]
    return mentions


def _said_of(name: Name, aspect: str) -> Name:
    """Name the aspect of which the result is told."""
    if not aspect:
        return name
    return replace(name, concept=replace(name.concept, quantity=f"{name.concept.quantity} {aspect}"))


def _in_brackets(view: View, names: list[Name], verdicts: list[Verdict]) -> dict[int, str]:
    """Return start of a name -> the flag of the panel in whose brackets it stands: ``CSF was normal (protein ...)``."""
    flags: dict[int, str] = {}
    for verdict in verdicts:
        for i in verdict.names:
            opened = _OPENED.match(view.text, names[i].end)
            if opened is None or (verdict.end > names[i].end and opened.end() > verdict.start):
                continue
            closing = _closing(view.text, opened.end())
            flags |= {name.start: verdict.flag for name in names if opened.end() <= name.start < closing}
    return flags


def _closing(text: str, start: int) -> int:
    """Return where the bracket that was opened before ``start`` closes."""
    depth = 1
    for at in range(start, min(len(text), start + _LONGEST)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0:
            return at
    return start


def _analyte(name: Name, *, flag: str, specimen: str, measure: Measure | None = None) -> Mention:
    attributes = {"Kind": name.concept.kind}
    if specimen:
        attributes["Specimen"] = specimen
    if flag:
        attributes["Flag"] = flag
    preferred = _preferred(name, measure)
    if specimen == "urine" and preferred in rule_words("named_with_urine"):
        preferred = f"urine {preferred}"
    return Mention("Analyte", name.start, name.end, attributes, preferred)


def _preferred(name: Name, measure: Measure | None) -> str:
    """Return the preferred name; a share in per cent keeps the name of the cells."""
    share = name.concept.percent_name
    if not share or measure is None:
        return name.concept.quantity
    value = measure.value
    few = value.bare and re.fullmatch(r"\d{1,2}", value.number) is not None and float(value.number) < _FEW
    counted = few and share in rule_words("differential")
    return share if value.dimension == "percent" or counted else name.concept.quantity


def _values(pair: Pair, analyte: Mention) -> list[Mention]:
    value, interval = pair.measure.value, pair.measure.interval
    attributes = {"Number": value.number}
    unit = "{points}" if value.dimension == "score" and not value.unit else value.unit
    if unit:
        attributes["Unit"] = unit
    details = {"comparator": value.comparator} if value.comparator else {}
    mentions = [Mention("LabValue", value.start, value.end, attributes, heads=[analyte.place], details=details)]
    if interval is not None:
        mentions.append(Mention("RefRange", interval.start, interval.end, heads=[analyte.place]))
    return mentions
