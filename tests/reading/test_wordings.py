"""Words by which papers tell a step, each in several constructions, and wordings that tell none.

A row of `VERBS` is a step, who takes it, and a verb in past, participle and base form; "~" is where its object
stands, for verbs that have it in the middle. A row of `TOLD` is one sentence. The page is of Tuesday, 12 November
2024.
"""

from __future__ import annotations

import pytest

from tests.reading.reader import steps

BOTH, PARLIAMENT, ONE = "Finland and Norway", "Finland's parliament", "Finland"
VERBS = [
    ("signed", BOTH, "penned", "penned", "pen"),
    ("approved", PARLIAMENT, "waved through", "waved through", "wave through"),
    ("approved", PARLIAMENT, "rubber-stamped", "rubber-stamped", "rubber-stamp"),
    ("approved", PARLIAMENT, "sanctioned", "sanctioned", "sanction"),
    ("negotiated", BOTH, "sewed up", "sewn up", "sew up"),
    ("amended", ONE, "updated", "updated", "update"),
    ("suspended", ONE, "shelved", "shelved", "shelve"),
    ("withdrawn", ONE, "jettisoned", "jettisoned", "jettison"),
    ("terminated", ONE, "junked", "junked", "junk"),
    ("terminated", ONE, "wound up", "wound up", "wind up"),
    ("withdrawn", ONE, "bailed out of", None, "bail out of"),
    ("withdrawn", ONE, "turned its back on", None, "turn its back on"),
    ("terminated", ONE, "pulled the plug on", None, "pull the plug on"),
    ("violated", ONE, "trampled on", None, "trample on"),
    ("negotiated", BOTH, "shook hands on", None, "shake hands on"),
]


def _sentences() -> list[tuple[str, str, str]]:
    out = []
    for step, actor, past, participle, base in VERBS:
        pact = "a fishing accord" if actor == BOTH else "the fishing accord with Norway"
        out.append((step, "asserted", f"{actor} {past} {pact} on Monday."))
        out.append((step, "planned", f"{actor} will {base} {pact} next month."))
        if participle is not None:
            their = "The fishing accord between Finland and Norway"
            out.append((step, "asserted", f"{their} was {participle} on Monday."))
            out.append((step, "asserted", f"{their}, which was {participle} on Monday, covers cod."))
    return out


@pytest.mark.parametrize(("step", "certainty", "sentence"), _sentences(), ids=lambda x: str(x)[:70])
def test_a_verb_tells_its_step_in_every_construction(step: str, certainty: str, sentence: str) -> None:
    date = "2024-12" if certainty == "planned" else "2024-11-11"
    assert [(s, d, c) for s, _, d, c in steps(sentence)] == [(step, date, certainty)]


PACT = "The fishing accord between Finland and Norway"
TOLD = [
    (f"{PACT} kicked in on Monday.", ("entered_into_force", "", "2024-11-11", "asserted")),
    (f"{PACT} will enter into force next month.", ("entered_into_force", "", "2024-12", "planned")),
    (f"{PACT} became binding on Monday.", ("entered_into_force", "", "2024-11-11", "asserted")),
    (f"{PACT}, in force since 1999, covers cod.", ("entered_into_force", "", "1999/..", "asserted")),
    (f"As of Monday, {PACT[0].lower()}{PACT[1:]} is in force.", ("entered_into_force", "", "2024-11-11", "asserted")),
    (f"{PACT} starts on December 1.", ("entered_into_force", "", "2024-12-01", "planned")),
    (f"{PACT} ceased to exist on Monday.", ("terminated", "", "2024-11-11", "asserted")),
    (f"{PACT} is due to run out on December 1.", ("terminated", "", "2024-12-01", "planned")),
    (f"{PACT} was consigned to history on Monday.", ("terminated", "", "2024-11-11", "asserted")),
    (f"{PACT} sailed through parliament in Oslo on Monday.", ("approved", "NOR", "2024-11-11", "asserted")),
    ("Danish voters said yes to the Maastricht Treaty on Monday.", ("approved", "DNK", "2024-11-11", "asserted")),
    ("Norway balked at signing the fishing accord with Finland.", ("signed", "NOR", None, "denied")),
    ("Norway stopped short of signing the fishing accord with Finland.", ("signed", "NOR", None, "denied")),
    ("The signing ceremony for the Egypt-Sudan water treaty took place on Monday.", ("signed", "", "2024-11-11", "asserted")),
    ("The signing of the Egypt-Sudan water treaty is pencilled in for May 3.", ("signed", "", "2025-05-03", "planned")),
    ("The talks between Serbia and Kosovo broke up without an accord.", ("negotiated", "", None, "denied")),
    ("Mexico wants changes to the trade agreement with the United States.", ("amended", "MEX", None, "planned")),
    ("Washington ended its participation in the Trans-Pacific Partnership on Monday.", ("withdrawn", "USA", "2024-11-11", "asserted")),
    ("Finland and Norway signed a defence compact on Monday.", ("signed", "FIN NOR", "2024-11-11", "asserted")),
    ("Finland and Norway signed an FTA on Monday.", ("signed", "FIN NOR", "2024-11-11", "asserted")),
    ("Meeting in Oslo on Monday, the presidents of Peru and Chile signed a fishing treaty.", ("signed", "CHL PER", "2024-11-11", "asserted")),
    ("Peru and Chile will sign a fishing treaty when their leaders meet on May 10.", ("signed", "CHL PER", "2025-05-10", "planned")),
    ("The queen gave assent to the bill implementing the fishing accord with Norway on 3 May.", ("approved", "", "2024-05-03", "asserted")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "claim"), TOLD, ids=[s[:70] for s, _ in TOLD])
def test_one_sentence_tells_one_step(sentence: str, claim: tuple[str, str, str | None, str]) -> None:
    assert steps(sentence) == [claim]


NOTHING = [
    "The Treaty of Waitangi Bill was voted down in New Zealand's parliament on Thursday.",
    "A Swiss foundation and Germany's culture ministry signed an agreement on looted paintings on Tuesday.",
    "Two firms from Germany and Italy signed a licence agreement. The pact extends a previous accord that ran out in May.",
    "The charter flight and the compact car are the subject of a study by Finland and Norway.",
    "Under the statute, a state is bound for seven years after the treaty enters into force.",
]


@pytest.mark.parametrize("text", NOTHING, ids=[s[:70] for s in NOTHING])
def test_nothing_is_told(text: str) -> None:
    assert steps(text) == []


STORIES = [
    (
        "Japan joins Rome Statute\n\nTOKYO - Japan deposited its instrument of accession to the Rome Statute on Monday.",
        [("deposited", "JPN", "2024-11-11", "asserted")],
    ),
    (
        "Finland gave notice on Monday of its withdrawal from the Ottawa Convention. The withdrawal will become "
        "effective six months after receipt, on 11 May 2025.",
        [("notified", "FIN", "2024-11-11", "asserted"), ("withdrawn", "FIN", "2025-05-11", "planned")],
    ),
    (
        "Ukraine's parliament on Monday passed the bill ratifying the Rome Statute. A total of 281 deputies voted for it.",
        [("ratified", "UKR", "2024-11-11", "asserted")],
    ),
    (
        "Israel and Jordan signed a treaty of peace on Monday. US President Joe Biden put his name to it as a witness.",
        [("signed", "ISR JOR", "2024-11-11", "asserted")],
    ),
    (
        "The Warsaw Pact was disbanded on July 1, 1991.\n\nEast Germany left in September 1990.",
        [("terminated", "", "1991-07-01", "asserted"), ("withdrawn", "DDR", "1990-09", "asserted")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), STORIES, ids=[t[:50] for t, _ in STORIES])
def test_a_story_tells_each_step_once(text: str, claims: list[tuple[str, str, str | None, str]]) -> None:
    assert steps(text) == claims
