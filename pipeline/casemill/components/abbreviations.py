"""The pipe that finds the abbreviations a report introduces."""

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import state, text_of
from casemill.structure.abbreviations import bracketed_candidates, legend_abbreviations, merged


class AbbreviationsPipe:
    """Store short form -> long form, as the report itself defines them.

    Parameters
    ----------
    find
        scispaCy's ``find_abbreviation``: takes the spans of a long and of a short form,
        returns the short one with the part of the long one that it stands for, or None.
    """

    def __init__(self, find: Callable) -> None:
        self.find = find

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        state(doc)["abbreviations"] = merged(self._bracketed(doc), legend_abbreviations(text_of(doc)).items())
        return doc

    def _bracketed(self, doc: Doc) -> Iterator[tuple[str, str]]:
        whole = text_of(doc)
        if "(" not in whole and "[" not in whole:
            return
        for sentence in doc.sents:
            offset = sentence.start_char
            text = whole[offset : sentence.end_char]
            if "(" not in text and "[" not in text:
                continue
            for long_start, long_end, start, end in bracketed_candidates(text):
                long = doc.char_span(long_start + offset, long_end + offset, alignment_mode="expand")
                short = doc.char_span(start + offset, end + offset, alignment_mode="expand")
                if long is None or short is None or not long.text.strip():
                    continue
                _, found = self.find(long, short)
                if found is not None and len(found.text) > len(short.text):
                    yield text[start:end], found.text


@Language.factory("casemill_abbreviations")
def create_abbreviations(nlp: Language, name: str) -> AbbreviationsPipe:
    """Make the pipe."""
    from scispacy.abbreviation import find_abbreviation

    return AbbreviationsPipe(find_abbreviation)
