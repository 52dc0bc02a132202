"""The tokenizer: reads the raw text, repairs it, and makes tokens of the reading copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from casemill.document import keep_text, state
from casemill.reading import Text, read_text

_LONGEST = 200
"""No word and no address has more characters without a blank."""
_LONG_WORD = re.compile(rf"\S{{{_LONGEST}}}(?=\S)")


@registry.tokenizers("casemill.Reader.v1")
def create_reader() -> Callable[[Language], Reader]:
    """Return the function that spaCy calls to make the tokenizer of a pipeline."""

    def make(nlp: Language) -> Reader:
        defaults = nlp.Defaults
        return Reader(
            Tokenizer(
                nlp.vocab,
                rules=defaults.tokenizer_exceptions,
                prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
                suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
                infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
                token_match=defaults.token_match,
                url_match=defaults.url_match,
            )
        )

    return make


class Reader:
    """Make a Doc of the reading copy of a raw text.

    The Doc's text is the reading copy; ``doc._.casemill`` carries the raw text and the
    offset map, so that every span can be traced back to the raw characters.

    Parameters
    ----------
    tokenizer
        spaCy's tokenizer, which cuts the reading copy into tokens.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.vocab = tokenizer.vocab

    def __call__(self, raw: str) -> Doc:
        """Read and tokenize one raw text."""
        return self.doc_of(read_text(raw))

    def doc_of(self, text: Text) -> Doc:
        """Tokenize a text that was read already; ``nlp`` takes the Doc in place of the raw text."""
        doc = self._tokenized(text.copy)
        state(doc).update(
            raw=text.raw,
            offsets=text.offsets.to_plain(),
            set_aside=[passage.to_plain() for passage in text.set_aside],
        )
        # what the tags of a file told; plain text has none of it
        if text.pages:
            state(doc)["pages"] = list(text.pages)
        if text.sections:
            state(doc)["tagged"] = [list(section) for section in text.copy_sections()]
        if text.study:
            state(doc)["tagged_study"] = dict(text.study)
        if text.text_sha256:
            state(doc)["text_sha256"] = text.text_sha256
        return doc

    def _tokenized(self, copy: str) -> Doc:
        """Return the tokens of a reading copy, overlong words cut in pieces.

        spaCy takes affixes off one by one and looks through the whole word for each, so a
        row of thousands of brackets would take it minutes.
        """
        if max(map(len, copy.split()), default=0) <= _LONGEST:
            doc = self.tokenizer(copy)
            keep_text(doc, copy)
            return doc
        cuts = [match.end() for match in _LONG_WORD.finditer(copy)]
        pieces = [self.tokenizer(copy[start:end]) for start, end in pairwise((0, *cuts, len(copy)))]
        tokens = [(token.text, bool(token.whitespace_)) for piece in pieces for token in piece]
        return Doc(self.vocab, words=[text for text, _ in tokens], spaces=[space for _, space in tokens])

    def pipe(self, raws: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Read and tokenize several raw texts, in order."""
        for raw in raws:
            yield self(raw)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Serialise nothing: the rules of the tokenizer are those of spaCy's English."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Reader:
        """Load nothing, see :meth:`to_bytes`."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write nothing, see :meth:`to_bytes`."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Reader:
        """Read nothing, see :meth:`to_bytes`."""
        return self
