"""Diagnoses: names of diseases and syndromes, by a lexicon and by the ways in which names are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casemill.diagnoses.blood import blood_diseases
from casemill.diagnoses.context import begins_inside_word, is_covered, means_other, shares_its_place
from casemill.diagnoses.lexicon import Candidate, full_names
from casemill.diagnoses.nerve_words import nerve_word_disorders
from casemill.diagnoses.of_nerves import disorders_of
from casemill.diagnoses.short_forms import Named, introduced, short_forms
from casemill.mentions import Mention
from casemill.view import View
from casemill.words import Word

__all__ = ["find_diagnoses"]


def find_diagnoses(view: View) -> list[Mention]:
    """Find the diagnoses of a report with kind, preferred name and identifier.

    Parameters
    ----------
    view
        The reading copy with the drugs, analytes and nerves found before. Sentences that are not
        read are passed over.

    Returns
    -------
    list of Mention
        In order of their places; none shares a character with another. ``details["parents"]`` lists
        the preferred names of all that the disease is a kind of, parted by ``|``.
    """
    lines = [view.words_in(sentence.start, sentence.end) for sentence in view.sentences]
    found = [[*_full_names(view.text, words), *_of_nerves(view, words)] for words in lines]
    report = Named(candidate.disease for candidates in found for candidate in candidates)
    own = introduced(view.abbreviations, _full_names)
    mentions: list[Mention] = []
    for words, candidates in zip(lines, found, strict=True):
        chosen = _longest([*candidates, *short_forms(words, own, report)])
        kept = (one for one in chosen if not is_covered(view, one) and not means_other(view.text, words, one))
        mentions += [_mention(one) for one in kept]
    return mentions


def _full_names(text: str, words: list[Word]) -> Iterator[Candidate]:
    """Yield the names written in full, those of the lexicon first; they may overlap."""
    firsts = full_names().firsts
    for i, word in enumerate(words):
        hit = full_names().at(words, i) if word.key in firsts else None
        if hit and not begins_inside_word(text, hit) and not shares_its_place(words, hit):
            yield Candidate(hit.start, hit.end, hit.entry)
    yield from blood_diseases(words)
    yield from nerve_word_disorders(text, words)


def _of_nerves(view: View, words: list[Word]) -> Iterator[Candidate]:
    if words:
        yield from disorders_of(view.found_in(words[0].start, words[-1].end, "Nerve"), words)


def _longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose the longest names, of two as long the first found; none overlaps another."""
    chosen: dict[int, Candidate] = {}
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, c.start)):
        place = range(candidate.start, candidate.end)
        if taken.isdisjoint(place):
            taken.update(place)
            chosen[candidate.start] = candidate
    return [chosen[start] for start in sorted(chosen)]


def _mention(candidate: Candidate) -> Mention:
    disease = candidate.disease
    mention = Mention(
        "Diagnosis",
        candidate.start,
        candidate.end,
        attributes={"Kind": disease.kind},
        name=disease.name,
        identifier=disease.identifier,
    )
    if disease.parents:
        mention.details["parents"] = "|".join(disease.parents)
    return mention
