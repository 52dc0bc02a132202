"""The pipe that decides scope and experiencer, the status of drugs and the assertion of heads."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.attrs import LOWER
from spacy.language import Language
from spacy.tokens import Doc, Span

from casemill.assertion import decide_scope
from casemill.assertion.asserted import ASSERTED, AssertionRules
from casemill.assertion.context import alone, target_of
from casemill.assertion.status import StatusRules, stopped_if_taken
from casemill.document import store_mentions, view_of_doc
from casemill.mentions import Mention, by_place


class AssertionPipe:
    """Add ``Scope``, ``Experiencer``, ``Status`` and ``Assertion`` to the heads that the earlier pipes found."""

    def __init__(self, nlp: Language) -> None:
        self._rules = tuple(
            (labels, rules, frozenset(nlp.vocab.strings[word] for word in rules.triggers))
            for labels, rules in ((("Drug",), StatusRules(nlp)), (ASSERTED, AssertionRules(nlp)))
        )

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        view = view_of_doc(doc)
        asked = {label for labels, _, _ in self._rules for label in labels}
        heads = view.found(*asked)
        decided = [mention for mention in view.mentions if mention.label not in asked]
        words: list[int] = doc.to_array(LOWER).tolist()
        for sentence, held in _by_sentence(doc.sents, heads):
            said = frozenset(words[sentence.start : sentence.end]) if sentence else frozenset()
            decided.extend(self._decide(sentence, held, said) if sentence else held)
        settled = tuple(stopped_if_taken(by_place(decided)))
        store_mentions(doc, decide_scope(replace(view, mentions=settled)))
        return doc

    def _decide(self, sentence: Span, heads: list[Mention], words: frozenset[int]) -> Iterator[Mention]:
        """Yield the heads of a sentence; to one without the word of a cue nothing is done."""
        part: Doc | None = None
        offset, length = sentence.start_char, sentence.end_char - sentence.start_char
        for labels, rules, triggers in self._rules:
            asked = [head for head in heads if head.label in labels]
            if not asked or triggers.isdisjoint(words):
                yield from asked
                continue
            part = part or alone(sentence)
            yield from rules.decide(part, asked, [target_of(part, length, offset, head) for head in asked])


def _by_sentence(
    sentences: Iterable[Span], heads: Iterable[Mention]
) -> Iterator[tuple[Span | None, list[Mention]]]:
    """Yield each sentence that holds heads, with them, and last what stands behind all sentences."""
    left = list(heads)
    i = 0
    for sentence in sentences:
        first, end = i, sentence.end_char
        while i < len(left) and left[i].start < end:
            i += 1
        if i > first:
            yield sentence, left[first:i]
    yield None, left[i:]


@Language.factory("casemill_assertion")
def create_assertion(nlp: Language, name: str) -> AssertionPipe:
    """Make the pipe."""
    return AssertionPipe(nlp)
