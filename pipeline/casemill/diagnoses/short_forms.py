"""Short forms: those that the report introduces, and those that mean a disease only in a report about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from casemill.diagnoses.context import means_other
from casemill.diagnoses.lexicon import Candidate, Disease, ambiguous_names, short_names
from casemill.words import TermIndex, Word, words_of

Finder = Callable[[str, list[Word]], Iterable[Candidate]]


def introduced(abbreviations: dict[str, str], find: Finder) -> TermIndex[Disease | None]:
    """Return the short forms of a report, each with the disease that its long form names at its end.

    Parameters
    ----------
    abbreviations
        Short form -> long form.
    find
        Finds full names in a text and its words.

    Returns
    -------
    TermIndex
        None stands for a short form that means something else here: it hides one of the lexicon.
    """
    terms = [(short, _meant(long, find)) for short, long in abbreviations.items()]
    return TermIndex(terms, exact=[short for short, _ in terms])


def _meant(long: str, find: Finder) -> Disease | None:
    """Return the disease that ends a long form, by the longest name that does."""
    words = words_of(long)
    ending = [found for found in find(long, words) if words and found.end == words[-1].end]
    whole = min(ending, key=lambda found: found.start, default=None)
    return whole.disease if whole and not means_other(long, words, whole) else None


class Named:
    """The diseases that a report names in full."""

    def __init__(self, found: Iterable[Disease]) -> None:
        diseases = set(found)
        self._names = {disease.name for disease in diseases}
        self._with_parents = self._names.union(*(disease.parents for disease in diseases))

    def tells_of(self, disease: Disease) -> bool:
        """Tell whether the report names a disease, a kind of it, or something that it is a kind of."""
        return disease.name in self._with_parents or not self._names.isdisjoint(disease.parents)


def short_forms(words: list[Word], own: TermIndex[Disease | None], report: Named) -> Iterator[Candidate]:
    """Yield the short forms of a sentence.

    Parameters
    ----------
    words
        Words of a sentence.
    own
        What :func:`introduced` returned.
    report
        What the report names in full: an ambiguous short form counts only where that bears it out.
    """
    shouting = not any(word.text.islower() for word in words)
    firsts = (short_names().firsts, own.firsts, ambiguous_names().firsts)
    for i, word in enumerate(words):
        if not any(word.key in some for some in firsts) or (i > 0 and words[i - 1].text.isdigit()):
            continue
        short = short_names().at(words, i)
        if hit := own.at(words, i):
            if hit.entry:
                yield Candidate(word.start, hit.end, _narrower(hit.entry, short.entry if short else None))
            continue
        if short:
            yield Candidate(word.start, short.end, short.entry)
        vague = None if shouting else ambiguous_names().at(words, i)
        if vague and report.tells_of(vague.entry):
            yield Candidate(word.start, vague.end, vague.entry)


def _narrower(told: Disease, usual: Disease | None) -> Disease:
    """Return what a short form usually means, if the report's own long form is a wider name for it."""
    return usual if usual and told.name in usual.parents else told
