"""The pipe that decides the scope of heads and the status of drugs."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.assertion.scope import decide_scope
from casemill.assertion.status import StatusRules
from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.mentions import Mention


class AssertionPipe:
    """Add ``Scope`` to the heads and ``Status`` to the drugs that the earlier pipes found."""

    def __init__(self, nlp: Language) -> None:
        self._status = StatusRules(nlp)

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, self._with_status(doc, mentions_of(doc)))
        store_mentions(doc, decide_scope(view_of_doc(doc)))
        return doc

    def _with_status(self, doc: Doc, mentions: list[Mention]) -> list[Mention]:
        drugs = [mention for mention in mentions if mention.label == "Drug"]
        decided = [mention for mention in mentions if mention.label != "Drug"]
        if not drugs:
            return mentions
        i = 0
        for sentence in doc.sents:
            held = []
            while i < len(drugs) and drugs[i].start < sentence.end_char:
                held.append(drugs[i])
                i += 1
            if held:
                decided.extend(self._status.decide(sentence, held))
        return [*decided, *drugs[i:]]


@Language.factory("casemill_assertion")
def create_assertion(nlp: Language, name: str) -> AssertionPipe:
    """Make the pipe."""
    return AssertionPipe(nlp)
