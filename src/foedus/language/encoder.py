"""The vectors that spaCy's `tok2vec` gives the words of a batch, without the work that only training needs.

The same sums in the same order: the vectors are the same to the last bit, but for batches of a few distinct
words, where BLAS may add up in another order. A word that a batch has many times is embedded once. Nothing is
kept from one batch for the next, so that the vectors of a text depend on its batch alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

Array = Any  # one of NumPy's, which is imported with spaCy
_LAYER = "maxout>>layernorm>>dropout"
_TABLE = "ints-getitem>>hashembed"
_BLOCK = rf"residual\(expand_window>>{_LAYER}\)"
_BUILD = re.compile(
    rf"extract_features>>list2ragged>>with_array\({_TABLE}(?:\|{_TABLE})+\)\|static_vectors"
    rf">>with_array\({_LAYER}\)>>ragged2list>>with_array\({_BLOCK}(?:>>{_BLOCK})+\)"
)


def predictor(component: Any, vocab: Any) -> Callable[[Sequence[Any]], Any]:
    """What gives the findings of a component: an `Encoder` that knows its build, else its own method."""
    model = component.model
    vectors = vocab.vectors
    known = _BUILD.fullmatch(model.name) and getattr(vectors, "mode", None) == "default"
    windows = {node.attrs["window_size"] for node in model.walk() if node.name == "expand_window"}
    return Encoder(model, vectors) if known and windows == {1} else component.predict


class Encoder:
    """spaCy's MultiHashEmbed with static vectors and MaxoutWindowEncoder, over docs of one batch."""

    def __init__(self, model: Any, vectors: Any) -> None:
        import numpy as np  # noqa: PLC0415  imported with spaCy

        self._np = np
        nodes: dict[str, list[Any]] = {}
        for node in model.walk(order="dfs_pre"):
            nodes.setdefault(node.name, []).append(node)
        self._ops = model.ops
        self._columns = [*nodes["extract_features"][0].attrs["columns"], vectors.attr]
        self._tables = [(n.get_param("E"), n.attrs["seed"], n.attrs["column"]) for n in nodes["hashembed"]]
        self._vectors, self._rows = vectors.data, vectors.key2row
        self._projection = nodes["static_vectors"][0].get_param("W").T
        self._embed, *self._windows = (
            _Layer(np, m, n) for m, n in zip(nodes["maxout"], nodes["layernorm"], strict=True)
        )
        self._pad = max(node.attrs["pad"] for node in model.walk() if "pad" in node.attrs)

    def __call__(self, docs: Sequence[Any]) -> list[Array]:
        """The vectors of each doc's words, one array a doc: words by width."""
        np, pad = self._np, self._pad
        firsts, at = [], 0  # rows of each doc, zeros before, between and behind them
        for doc in docs:
            at += pad if len(doc) else 0
            firsts.append(at)
            at += len(doc)
        width = self._embed.width
        found = np.zeros((at + pad, width), "f")
        if at:
            places = np.concatenate([np.arange(a, a + len(doc)) for a, doc in zip(firsts, docs, strict=True)])
            found[places] = self._embedded(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        window = np.zeros((len(found), 3 * width), "f")  # each word between its neighbours
        for layer in self._windows:
            window[1:, :width] = found[:-1]
            window[:, width : 2 * width] = found
            window[:-1, 2 * width :] = found[1:]
            found += layer(window)
        return [found[a : a + len(doc)] for a, doc in zip(firsts, docs, strict=True)]

    def _embedded(self, features: Array) -> Array:
        """The vectors of words alone, from their features: words by columns; of each distinct word once."""
        np = self._np
        whole = np.ascontiguousarray(features, dtype="uint64").view(f"V{8 * features.shape[1]}")
        _, first, which = np.unique(whole.ravel(), return_index=True, return_inverse=True)
        distinct = features[first].astype("uint64")
        parts = []
        for table, seed, column in self._tables:
            keys = self._ops.hash(np.ascontiguousarray(distinct[:, column]), seed) % len(table)
            parts.append(self._ops.gather_add(table, keys))
        rows = np.array([self._rows.get(key, -1) for key in distinct[:, -1].tolist()])
        static = np.dot(self._vectors[rows], self._projection)
        static[rows < 0] = 0
        return self._embed(np.hstack([*parts, static]))[which]


class _Layer:
    """A maxout layer and the normalisation behind it."""

    def __init__(self, np: Any, maxout: Any, norm: Any) -> None:
        weights, bias = maxout.get_param("W"), maxout.get_param("b")  # width by pieces by inputs
        self._np = np
        self.width, self._pieces, inputs = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, inputs).T
        self._bias = np.ascontiguousarray(bias.T).ravel()
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Array) -> Array:
        np, width = self._np, self.width
        pieces = np.dot(rows, self._weights)
        pieces += self._bias
        best = pieces[:, :width]
        for first in range(width, self._pieces * width, width):
            best = np.maximum(best, pieces[:, first : first + width])
        best -= np.add.reduce(best, axis=1, keepdims=True) / width
        spread = np.add.reduce(best * best, axis=1, keepdims=True) / width
        spread += 1e-08
        best *= spread ** (-1.0 / 2.0)
        best *= self._scale
        best += self._shift
        return best
