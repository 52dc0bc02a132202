"""The pipe that finds nerves."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.nerves import find_nerves


class NervesPipe:
    """Add the mentions of :func:`casemill.nerves.find_nerves` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_nerves(view_of_doc(doc))])
        return doc


@Language.factory("casemill_nerves")
def create_nerves(nlp: Language, name: str) -> NervesPipe:
    """Make the pipe."""
    return NervesPipe()
