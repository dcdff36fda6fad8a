"""The parse: the fast set-up gives what spaCy's own gives, and a tree depends on its text alone."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from foedus.errors import FoedusError
from foedus.language.parse import parse, pieces
from foedus.language.pipeline import _UNUSED, DEFAULT_MODEL, _folder, load
from foedus.threads import SETTINGS

TEXTS = [
    "Finland served notice to leave the mine ban treaty, the ministry said.",
    "Peru and Ecuador signed a peace accord in Brasilia. It ended a long dispute over the border.",
    "The pact, signed in June by both presidents, has not entered into force.",
    "",
    " ",
    "Treaty",
    "Neither side would say whether the talks in Geneva had led to a draft protocol on inspections.",
    *[
        p.read_text("utf-8")[200:900]
        for p in sorted((Path(__file__).parent / "own" / "text").glob("*.txt"))[:12]
    ],
]


def plain(tree: Any) -> tuple[object, ...]:
    return tree.text, tree.words, tree.starts, tree.tags, tree.deps, tree.heads, tree.sents


def test_the_fast_set_up_equals_spacy_s_own() -> None:
    import spacy  # noqa: PLC0415  heavy

    own = spacy.load(_folder(DEFAULT_MODEL), exclude=list(_UNUSED))
    want = [
        (
            doc.text,
            [t.text for t in doc],
            [t.idx for t in doc],
            [t.tag_ for t in doc],
            [t.dep_ for t in doc],
            [t.head.i for t in doc],
            [(s.start, s.end) for s in doc.sents] if len(doc) else [],
        )
        for doc in map(own, TEXTS)
    ]
    assert [plain(t) for t in parse(TEXTS)] == want


def test_batch_and_order_do_not_matter() -> None:
    alone = {text: plain(next(iter(parse([text])))) for text in TEXTS}
    mixed = TEXTS[:]
    random.Random(3).shuffle(mixed)
    assert [plain(t) for t in parse(mixed)] == [alone[text] for text in mixed]
    assert [plain(t) for t in parse(mixed[:5])] == [alone[text] for text in mixed[:5]]


def test_words_beyond_the_lexicon_are_parsed_alike_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    want = [plain(t) for t in parse(TEXTS)]
    monkeypatch.setattr("foedus.language.parse._LEXICON", 0)
    strings = load().vocab.strings
    before = len(strings)
    new = [f"The Xanthic{number} Treaty was signed in Zephyria{number}." for number in range(50)]
    assert [t.words[1] for t in parse(new)] == [f"Xanthic{number}" for number in range(50)]
    assert len(strings) == before
    assert [plain(t) for t in parse(TEXTS)] == want


def test_the_pipeline_holds_no_room_that_is_not_used() -> None:
    assert load().pipe_names == ["tok2vec", "tagger", "parser"]


def test_the_model_is_loaded_once() -> None:
    assert load() is load(DEFAULT_MODEL)


def in_a_process(code: str, **environment: str) -> list[str]:
    """What a fresh Python prints, a word an item, with no setting of threads but those given."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "-c", code], env=kept | environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


READ = """
import os, sys, foedus
foedus.read("Fiji and Tonga signed a trade treaty in Suva on Monday.", published="2024-11-12")
print(*(name for name in ("typer", "requests", "spacy.cli") if name in sys.modules))
print(len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1)
print(os.environ.get("OMP_NUM_THREADS"))
import spacy, spacy.cli
print(callable(spacy.cli.download), "spacy_version" in spacy.info(silent=True))
"""
FOREIGN = """
import sys, foedus
try:
    foedus.article(("Fidschi und Tonga haben am Montag einen Vertrag. " * 9).encode(), doc="a")
except foedus.InputError:
    print("numpy" in sys.modules, len(__import__("os").listdir("/proc/self/task")))
"""


def test_reading_loads_one_thread_and_no_command_line_and_leaves_both_to_others() -> None:
    assert in_a_process(READ) == ["1", "None", "True", "True"]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads in /proc")
def test_telling_the_language_loads_one_thread() -> None:
    assert in_a_process(FOREIGN) == ["True", "1"]


def test_a_user_s_own_number_of_threads_stands() -> None:
    code = "import sys, foedus.threads as t; t.single_threaded_numpy(); print('numpy' in sys.modules)"
    assert in_a_process(code) == ["True"]
    assert in_a_process(code, OMP_NUM_THREADS="2") == ["False"]


def test_a_tree_tells_words_sentences_and_heads() -> None:
    [tree] = parse(["Fiji signed. Tonga did not."])
    assert tree.words == ["Fiji", "signed", ".", "Tonga", "did", "not", "."]
    assert tree.sents == [(0, 3), (3, 7)]
    assert tree.heads[0] == 1
    assert tree.deps[0] == "nsubj"


def test_a_tree_stands_over_the_text_as_written() -> None:
    [tree] = parse(["Fiji left Mercosur."], written=["Fiji left MERCOSUR."])
    assert tree.text == "Fiji left MERCOSUR."
    assert tree.words[2] == "MERCOSUR"
    assert tree.low[2] == "mercosur"


def test_a_model_that_is_not_there_is_told() -> None:
    with pytest.raises(FoedusError, match="no_such_model is not installed"):
        next(iter(parse(["x"], "no_such_model")))
    with pytest.raises(FoedusError, match="holds no spaCy pipeline"):
        next(iter(parse(["x"], "json")))


@pytest.mark.parametrize("unit", ["word ", "x", "A sentence. ", "a; b; ", "word. "])
@pytest.mark.parametrize("size", [0, 1, 3_999, 4_000, 4_001, 25_000])
def test_pieces_cover_the_text_and_are_bounded(unit: str, size: int) -> None:
    text = (unit * (size // len(unit) + 1))[:size]
    cut = pieces(text)
    assert "".join(text[a:b] for a, b in cut) == text
    assert all(b - a <= 4_001 for a, b in cut)
    assert all(a < b for a, b in cut) or text == ""
    assert all(text[b - 1] in " .;" for _, b in cut[:-1]) or unit == "x"
