"""Whose word a claim is, on short texts in the manner of the wire.

To raise a floor: run `pytest tests/reading/test_speakers.py -s`, which prints today's figures and what is wrong.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foedus.jsonform import claim_to_json
from foedus.model import SourceKind
from tests.reading.reader import read
from tests.scoring import Document, Marked, Report, score

HERE = Path(__file__).parent / "speakers"
TEXTS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOORS = {"source": 0.95, "certainty": 0.96, "whole": 0.79, "claims": 0.87}


@pytest.fixture(scope="module")
def report() -> Report:
    documents = [
        Document(
            d["doc"], d["group"], HERE, d["publisher"], d["published"], tuple(map(Marked.of, d["claims"]))
        )
        for d in TEXTS
    ]
    printed = []
    for d in TEXTS:
        claims = read(d["text"], published=d["published"], publisher=d["publisher"])
        printed += [claim_to_json(c) | {"doc": d["doc"]} for c in claims]
    total = score(documents, printed)["total"]
    print(total.line(), *total.faults, sep="\n")
    return total


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(report: Report, name: str) -> None:
    figures = {"claims": report.f1, "whole": report.whole_f1}
    figures |= {field: report.share(field) for field in ("source", "certainty")}
    assert figures[name] >= FLOORS[name], report.line()


def test_texts_and_marks_agree() -> None:
    for d in TEXTS:
        text = " ".join(d["text"].split())
        for claim in d["claims"]:
            assert claim["sentence"] in text
            assert claim["source_chain"][0] == d["publisher"]
    assert len({d["doc"] for d in TEXTS}) == len(TEXTS) >= 40


SIGNED = "Japan and India signed a trade treaty in Delhi on Monday. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a pronoun goes back to him who spoke for himself, not to whom he quotes
        ("Foreign Minister Taro Kono said Paris had told him much. He said Japan had ratified it.", "Taro Kono"),
        # one alone is no group, a group no one
        ("Two analysts said prices rose. The spokesman said little. They said Japan had ratified it.", "two analysts"),
        ("A spokesman said prices rose. Analysts said little. He said Japan had ratified it.", "a spokesman"),
        ("A spokeswoman said little. A spokesman said less. She said Japan had ratified it.", "a spokeswoman"),
        # the sentence before is about somebody who has not spoken
        ("A spokesman said little. Vladimir Putin flew to Delhi. He said Japan had ratified it.", "Vladimir Putin"),
        # a noun alone goes back to a phrase with it
        ("A group of Algerian lawyers met in Delhi and said little. The group said Japan had ratified it.",
         "a group of Algerian lawyers"),
        ("In a statement, the Council of Europe called it good. Japan had ratified it, the statement said.",
         "Council of Europe"),
        ("The Nikkei daily said little. A minister spoke. The paper said Japan had ratified it.", "Nikkei"),
        ("Analysts said little. Japan's Foreign Ministry said more. The ministry said Japan had ratified it.",
         "Japan's Foreign Ministry"),
        # a title goes back to who bears it, though he has not spoken; with a state, to one of that state
        ("Foreign Minister Taro Kono met lawyers in Delhi. The minister said Japan had ratified it.", "Taro Kono"),
        ("Defence Minister Taro Kono met lawyers. The defence minister said Japan had ratified it.", "Taro Kono"),
        ("Japan's Foreign Ministry said little. Nepal's Foreign Ministry said less. The Japanese ministry said Japan "
         "had ratified it.", "Japan's Foreign Ministry"),
        ("Interfax said little. The news agency, received in Delhi, said Japan had ratified it.", "Interfax"),
        ("Interfax said little. The official news agency said Japan had ratified it.", "Interfax"),
        # several who have not spoken; one who has not, in the paragraph before
        ("Two diplomats met in Delhi. They said Japan had ratified it.", "two diplomats"),
        ("A spokesman said little. Taro Kono flew to Delhi.\n\nHe said Japan had ratified it.", "Taro Kono"),
        ("A spokesman said little. Taro Kono flew to Delhi. Shinzo Abe said he knew of what he called a breach. "
         "He said Japan had ratified it.", "Shinzo Abe"),
        ("Secretary Taro Kono said little. Mr. Kono said Japan had ratified it.", "Taro Kono"),
        ("Foreign Minister Taro Kono met lawyers in Delhi. According to him, Japan had ratified it.", "Taro Kono"),
        ("Foreign Minister Taro Kono met lawyers. He spoke of his belief that Japan had ratified it.", "Taro Kono"),
        # the holder of an office, named between commas
        ("The Foreign Minister, Mr Taro Kono, said that Japan had ratified it.", "Taro Kono"),
        ("Japan had ratified it, the Foreign Minister, Mr Taro Kono, has announced.", "Taro Kono"),
        # a statement that fills the paragraphs after its speaker
        ("A spokesman issued the following statement:\n\nTalks were long.\n\nJapan has ratified the treaty.",
         "a spokesman"),
        ("The ministry's answer reads as follows:\n\nJapan has ratified the treaty.", "the ministry's answer"),
        ("The board took the following steps:\n\nJapan has ratified the treaty.", None),
        ("A spokesman issued the following statement:\n\nTalks were long.\n\nInterfax said little.\n\n"
         "Japan has ratified the treaty.", None),
        ("A spokesman issued the following statement:\n\n\"Talks were long.\"\n\nTaro Kono said Japan has "
         "ratified the treaty.", "Taro Kono"),
        # nobody before: the phrase stands for itself
        ("The statement said Japan had ratified it.", "the statement"),
        # a surname is the person named in full
        ("Foreign Minister Taro Kono said little. Kono said Japan had ratified it.", "Taro Kono"),
        # what no one says
        ("Japan had ratified it according to plan.", None),
        ("Japan had ratified it, estimates indicated.", None),
        ("Japan, it was said, had ratified it.", None),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, speaker: str | None) -> None:
    found = [c for c in read(SIGNED + text) if c.what == "ratified"]
    assert len(found) == 1
    names = [s.name for s in found[0].sources if s.kind is not SourceKind.PUBLISHER]
    assert names == ([speaker] if speaker else [])
