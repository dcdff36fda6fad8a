"""English blocks to trees: spaCy's tagger and parser alone, on OpenBLAS, one article a batch.

A batch is of one article, never a mixture, so a tree depends on its article only: not on what else is read,
in what order or in how many processes. The model is a setting: any spaCy pipeline with a tagger and a parser
that labels in the ClearNLP scheme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from foedus.language.pipeline import DEFAULT_MODEL, annotators, load
from foedus.language.tree import Tree

_LONGEST = 4_000  # characters of one piece for the parser; longer blocks are cut at a space
_TOGETHER = 100  # texts of a batch at most
_AT_ONCE = 40_000  # characters of a batch, or one text: some 150 MB
_LEXICON = 100_000  # strings that the pipeline keeps for good: some 40 MB


def parse(
    texts: Sequence[str], model: str = DEFAULT_MODEL, written: Sequence[str] | None = None
) -> Iterator[Tree]:
    """One tree a text, in order, over the text as `written` where letters' case was changed for the parser.

    Raises FoedusError where the model is not installed.
    """
    nlp = load(model)
    labels = _Labels(nlp.vocab.strings)
    written = written or texts
    for first, last in _batches(texts):
        # words met after the lexicon is full are forgotten with their batch, so that a long run stays bounded
        with nlp.memory_zone() if len(nlp.vocab.strings) > _LEXICON else nullcontext():
            docs = [nlp.make_doc(text) for text in texts[first:last]]
            for annotate in annotators(model):  # what `nlp.pipe` does, less its cutting into smaller batches
                annotate(docs)
            trees = [tree_of(doc, text, labels) for doc, text in zip(docs, written[first:last], strict=True)]
            del docs
        yield from trees


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) text of each batch: so many that memory stays bounded in a book."""
    first, size = 0, 0
    for i, text in enumerate(texts):
        size += len(text)
        if i > first and (size > _AT_ONCE or i - first >= _TOGETHER):
            yield first, i
            first, size = i, len(text)
    if texts:
        yield first, len(texts)


def pieces(text: str) -> list[tuple[int, int]]:
    """Cuts an over-long block where a sentence seems to end, so that memory stays bounded."""
    out, start = [], 0
    while len(text) - start > _LONGEST:
        cut = max(text.rfind(". ", start, start + _LONGEST), text.rfind("; ", start, start + _LONGEST))
        if cut <= start:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
        if cut <= start:
            cut = start + _LONGEST - 1
        out.append((start, cut + 1))
        start = cut + 1
    out.append((start, len(text)))
    return out


class _Labels(dict[int, str]):
    """spaCy's numbers for tags and labels as their names."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name: str = self._strings[key]
        self[key] = name
        return name


def tree_of(doc: Any, text: str, labels: Mapping[int, str]) -> Tree:
    """The plain-data tree of one spaCy Doc over its text."""
    columns = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"])
    starts, lengths, tags, deps = (columns[:, n].tolist() for n in range(4))
    words = [text[a : a + n] for a, n in zip(starts, lengths, strict=True)]
    heads = [i + hop for i, hop in enumerate(columns[:, 4].astype("int64").tolist())]
    firsts = [0, *(i for i in (columns[:, 5] == 1).nonzero()[0].tolist() if i)]
    sents = list(zip(firsts, [*firsts[1:], len(words)], strict=True)) if words else []
    return Tree(text, words, starts, [labels[t] for t in tags], [labels[d] for d in deps], heads, sents)
