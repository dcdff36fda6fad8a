"""The encoder: the vectors of spaCy's own, and spaCy's own for a build that it does not know."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from foedus.language.encoder import Encoder, predictor
from foedus.language.pipeline import DEFAULT_MODEL, annotators, load

BATCHES = [
    ["Finland served notice to leave the mine ban treaty, the ministry said. It leaves the treaty in June."],
    [
        "Peru and Ecuador signed a peace accord.",
        "",
        "It ended a long dispute.",
        "The Xyzzan Accord isn't one.",
    ],
    [" ", "treaty", "the the the the"],
    ["", ""],
    [f"Article {n} of the pact, signed on {n} May, binds both states for {n} years." for n in range(1, 30)],
]


@functools.cache
def own() -> Any:
    component = load().get_pipe("tok2vec")
    encode = predictor(component, load().vocab)
    assert isinstance(encode, Encoder)
    return component, encode


def alike(found: Any, want: Any) -> bool:
    """Whether they differ by no more than the order in which BLAS adds up."""
    near = (abs(found - want) < 1e-5).all()
    return bool(near) and found.shape == want.shape and found.dtype == want.dtype


@pytest.mark.parametrize("texts", BATCHES)
def test_the_vectors_are_spacy_s_own(texts: list[str]) -> None:
    component, encode = own()
    docs = [load().make_doc(text) for text in texts]
    want, found = component.predict(docs), encode(docs)
    assert all(alike(a, b) for a, b in zip(found, want, strict=True))


def test_no_text_leaves_a_trace_in_the_next() -> None:
    _, encode = own()
    first = [load().make_doc(text) for text in BATCHES[1]]
    want = encode(first)
    encode([load().make_doc(text) for text in BATCHES[4]])
    assert all((a == b).all() for a, b in zip(encode(first), want, strict=True))


@pytest.mark.parametrize("name", ["tagger", "parser"])
def test_what_is_built_otherwise_is_left_to_spacy(name: str) -> None:
    component: Any = load().get_pipe(name)
    assert predictor(component, load().vocab) == component.predict


def test_an_encoder_of_another_reach_is_left_to_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    component, _ = own()
    window = next(node for node in component.model.walk() if node.name == "expand_window")
    monkeypatch.setitem(window.attrs, "window_size", 2)
    assert predictor(component, load().vocab) == component.predict


def test_the_pipeline_s_parts_run_in_their_order() -> None:
    [doc] = docs = [load().make_doc("Fiji signed. Tonga did not.")]
    for annotate in annotators(DEFAULT_MODEL):
        annotate(docs)
    assert [t.tag_ for t in doc][:2] == ["NNP", "VBD"]
    assert [(s.start, s.end) for s in doc.sents] == [(0, 3), (3, 7)]
