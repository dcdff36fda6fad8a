"""Review through its forms alone: seen before it is made, made under the person's name, undone again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foedus.ledger import open_ledger
from foedus.ledger.trial import trial
from foedus.letters.box import LetterBox
from foedus.letters.model import Draft
from foedus.people.roles import Role
from foedus.proposals.queue import Proposals
from foedus.web.base.users import Users
from tests.web import ledgers
from tests.web.people import NAMES, add_people, browsing, copied

ANA = NAMES[Role.REVIEWER]
Form = dict[str, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that every test gets a copy of."""
    return add_people(ledgers.pact(tmp_path_factory.mktemp("people") / "pact.db"))


@pytest.fixture
def where(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path)


@pytest.fixture
def ana(where: Path) -> Iterator[TestClient]:
    with browsing(where, Role.REVIEWER) as client:
        yield client


def plain(text: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", text).split()))


def hidden(text: str) -> Form:
    """The hidden fields of the page's last form: those of a preview."""
    form = text[text.rindex('<form class="single confirm"') :]
    return {
        n: unescape(v) for n, v in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    }


def preview(client: TestClient, **form: str) -> tuple[str, Form]:
    """What a change is seen to do, and the form that makes it."""
    answer = client.post("/review/act", data={"reason": "seen", **form})
    assert answer.status_code == 200, plain(answer.text)
    return plain(answer.text), hidden(answer.text)


def make(client: TestClient, **form: str) -> str:
    """Make a change by its two posts; where it leads."""
    _, fields = preview(client, **form)
    answer = client.post("/review/act", data=fields)
    assert answer.status_code == 303, plain(answer.text)
    return answer.headers["location"]


def test_a_change_is_seen_first_and_nothing_of_it_stands(where: Path, ana: TestClient) -> None:
    with open_ledger(where) as ledger:
        before = ledger.head()
        text, fields = preview(ana, act="reject", claim="4")
        assert "Reject claim 4" in text
        assert ledger.head() == before
        assert fields["seen"]
        stale = ana.post("/review/act", data={**fields, "seen": "0" * 24})
        assert "the record has changed" in plain(stale.text)
        assert ledger.head() == before


CHANGES: list[tuple[Form, str]] = [
    ({"act": "accept", "claim": "2"}, "claim 2 was accepted by Reviewer Ruiz (seen)"),
    ({"act": "reject", "claim": "2"}, "claim 2 was rejected by Reviewer Ruiz (seen)"),
    ({"act": "correct", "claim": "2", "date": "2024-11-10", "actors": "North Korea"},
     "claim 2 was corrected by Reviewer Ruiz to: ratified by North Korea, 2024-11-10 (reported, Example Wire < KCNA) (seen)"),
    ({"act": "rename", "agreement": "1", "name": "The Pact"}, "agreement 1 was named “The Pact” by Reviewer Ruiz (seen)"),
    ({"act": "parties", "agreement": "1", "parties": "Japan; AUS"},
     "agreement 1 was given the parties Australia, Japan by Reviewer Ruiz (seen)"),
    ({"act": "part", "agreement": "1", "part-8": "A", "part-9": "A"},
     "claims 8, 9 were split off agreement 1 as agreement 2 by Reviewer Ruiz (seen)"),
    ({"act": "enter", "agreement": "1", "what": "ratified", "actors": "RUS", "date": "2024-11-09", "source": "Gazette"},
     "claim 10 of agreement 1 was entered by hand by Reviewer Ruiz (seen)"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "told"), CHANGES, ids=[f["act"] for f, _ in CHANGES])
def test_each_change_is_an_entry_under_the_persons_name_and_is_undone(
    where: Path, ana: TestClient, form: Form, told: str
) -> None:
    page = ana.get(make(ana, **form, then="/review/agreement/1"))
    assert f"Done: {told}." in plain(page.text)
    with open_ledger(where) as ledger:
        assert ledger.check() == []
        assert ledger.transactions()[-1].actor == ANA
        verdict = str(ledger.verdicts()[-1].id)
        again = plain(ana.get(make(ana, act="undo", verdict=verdict, then="/review/agreement/1")).text)
        assert f"Done: verdict {verdict} was undone by {ANA}" in again
        assert ledger.verdicts()[-1].by == ANA


def test_agreements_are_merged_and_claims_moved(where: Path, ana: TestClient) -> None:
    make(
        ana,
        act="part",
        agreement="1",
        **{"part-8": "A", "part-9": "B", "name-A": "Alpha", "parties-A": "FRA, DEU", "name-0": "Rest"},
    )
    with open_ledger(where) as ledger:
        rows = {row.id: (row.name, row.parties) for row in ledger.agreements()}
        assert rows[1][0] == "Rest"
        assert rows[2] == ("Alpha", ("DEU", "FRA"))
        make(ana, act="move", claim="7", other="3")
        assert {c.id for c in ledger.claims(3)} == {7, 9}
        make(ana, act="merge", agreement="2", other="3")
        assert {c.id for c in ledger.claims(2)} == {7, 8, 9}
        make(ana, act="part", agreement="2", **{"part-7": "A", "to-A": "1"})
        assert 7 in {c.id for c in ledger.claims(1)}
        assert ledger.check() == []


WRONG: list[tuple[Form, str]] = [
    ({}, "say what is to be done"),
    ({"act": "accept"}, "say of which claims"),
    ({"act": "accept", "claim": "99"}, "no claim 99"),
    ({"act": "accept", "claim": "1'; DROP TABLE"}, "is not the number of a claim"),
    ({"act": "correct", "claim": "2"}, "say what is to read otherwise"),
    ({"act": "correct", "claim": "2", "date": "soon"}, "date"),
    ({"act": "correct", "claim": "2", "actors": "Atlantis"}, "'Atlantis' is not one state"),
    ({"act": "correct", "claim": "2", "what": "danced"}, "is no step"),
    ({"act": "merge", "agreement": "1", "other": "1"}, "are one already"),
    ({"act": "part", "agreement": "1"}, "nothing is parted"),
    ({"act": "part", "agreement": "1", "name-C": "x"}, "part C has no claim"),
    ({"act": "enter", "agreement": "1", "what": "ratified", "source": " "}, "source"),
    ({"act": "enter", "agreement": "1", "what": "ratified", "source": "x", "certainty": "sure"}, "no certainty"),
    ({"act": "undo", "verdict": "77"}, "no verdict 77"),
    ({"act": "rename", "agreement": "1", "name": "x", "reason": " "}, "Say why"),
    ({"act": "proposal", "proposal": "9"}, "proposal 9"),
]  # fmt: skip


def test_what_cannot_be_is_told_in_one_sentence(where: Path, ana: TestClient) -> None:
    for form, said in WRONG:
        answer = ana.post("/review/act", data={"reason": "r", **form})
        assert answer.status_code == 400, form
        assert said in plain(answer.text), form
        assert "--" not in plain(answer.text), form
    with open_ledger(where) as ledger:
        assert ledger.verdicts()[-1].by == "editor"


def test_a_reviewer_undoes_what_is_their_own_and_an_editor_all(where: Path, ana: TestClient) -> None:
    refused = ana.post("/review/act", data={"act": "undo", "verdict": "1", "reason": "r"})
    assert refused.status_code == 403
    assert "Undo verdict 1<" not in ana.get("/review/claim/1").text.replace('<span class="off">', "")
    with browsing(where, Role.EDITOR) as editor:
        assert make(editor, act="undo", verdict="1")


def test_the_queue_leads_from_claim_to_claim_and_what_was_passed_over_waits(ana: TestClient) -> None:
    listed = ana.get("/review?why=newest").text
    first, second = re.findall(r'class="item" href="([^"]*)"', listed)[:2]
    page = ana.get(unescape(first))
    assert page.status_code == 200
    assert f'href="{second}" data-key="j"' in page.text
    assert "<mark" in page.text
    item = re.search(r'name="item" value="(claim:\d+)"', page.text)
    assert item is not None
    onward = ana.post("/review/skip", data={"item": item[1], "then": unescape(second)})
    assert onward.headers["location"] == unescape(second)
    left = ana.get("/review?why=newest").text
    assert first not in left
    assert "1 passed over" in plain(left)
    ana.post("/review/skip", data={"item": "", "then": "/review?why=newest"})
    assert first in ana.get("/review?why=newest").text


def test_a_claim_that_was_judged_waits_no_more(ana: TestClient) -> None:
    assert "/review/claim/8?" in ana.get("/review?why=newest").text
    page = ana.get("/review/claim/8?why=newest").text
    seen = re.search(r'name="seen-accept" value="(\w+)"', page)
    assert seen is not None
    done = ana.post(
        "/review/act",
        data={"act": "accept", "claim": "8", "seen-accept": seen[1], "then": "/review?why=newest"},
    )
    assert done.headers["location"] == "/review?why=newest&done=4"
    told = ana.get(done.headers["location"]).text
    assert f"claim 8 was accepted by {ANA} (the page says so)" in plain(told)
    assert "/review/claim/8?" not in told


def test_what_each_list_of_the_queue_shows(where: Path, ana: TestClient) -> None:
    with open_ledger(where) as ledger:
        LetterBox(ledger).take(Draft(1, 2, "Ben Ode", "ben@example.org", "The gazette has the 10th."))
    assert "Ratified by North Korea" in plain(ana.get("/review?why=contradictions").text)
    assert "the status rests on it" in plain(ana.get("/review?why=consequential").text)
    letters = plain(ana.get("/review?why=proposals").text)
    assert "The gazette has the 10th." in letters
    assert "ben@example.org" not in letters
    assert "Nothing waits here" in plain(ana.get("/review?why=readings").text)
    assert ana.get("/review?why=<script>").status_code == 200


def test_reviewers_who_differ_are_shown_with_how_far_they_agree(where: Path, ana: TestClient) -> None:
    make(ana, act="accept", claim="2")
    make(ana, act="reject", claim="3")
    with browsing(where, Role.EDITOR) as editor:
        make(editor, act="accept", claim="2")
        make(editor, act="accept", claim="3")
    assert f"{NAMES[Role.EDITOR]} and {ANA} 2 1 (50 %)" in plain(ana.get("/review/reviewers").text)
    differ = plain(ana.get("/review?why=reviewers").text)
    assert f"{NAMES[Role.EDITOR]} accepted it" in differ


def test_a_letter_is_an_editors_to_decide_and_enters_the_record_once_seen(
    where: Path, ana: TestClient
) -> None:
    with open_ledger(where) as ledger:
        number = LetterBox(ledger).take(
            Draft(1, 2, "Ben Ode", "ben@example.org", "The gazette has the 10th.")
        )
    form = {
        "act": "proposal",
        "proposal": str(number),
        "certainty": "reported",
        "then": "/review?why=proposals",
    }
    assert ana.post("/review/act", data={**form, "reason": "r"}).status_code == 403
    assert ana.post(f"/review/proposal/{number}", data={"reason": "r"}).status_code == 403
    with browsing(where, Role.EDITOR) as editor:
        page = plain(editor.get(f"/review/proposal/{number}").text)
        assert "Let it into the record" in page
        assert "ben@example.org" not in page
        make(editor, **form)
        assert "It has been decided on" in plain(editor.get(f"/review/proposal/{number}").text)
    with open_ledger(where) as ledger:
        entered = Proposals(ledger).proposal(number).entered
        assert entered is not None
        assert ledger.claims(ids=[entered])[0].entered_by == NAMES[Role.EDITOR]


def test_what_changes_a_status_waits_for_a_second_person(where: Path) -> None:
    users = Users(second=True)
    with browsing(where, Role.REVIEWER, users=users) as ana, browsing(where, Role.EDITOR, users=users) as ed:
        harmless = make(ana, act="accept", claim="2")
        assert "done=" in harmless
        text, fields = preview(ana, act="part", agreement="1", **{"part-9": "A"})
        assert "waits until a second reviewer confirms it" in text
        waiting = ana.post("/review/act", data=fields).headers["location"]
        assert waiting == "/review/second/1"
        with open_ledger(where) as ledger:
            before = ledger.head()
            assert ledger.check() == []
            own = ana.post(waiting, data={"decision": "confirm"})
            assert own.status_code == 400
            assert "another person" in plain(own.text)
            assert ed.post(waiting, data={}).status_code in (400, 415)
            assert ledger.head() == before
            assert "For a second reviewer" in plain(ed.get("/review").text)
            assert "What it does now" in plain(ed.get(waiting).text)
            assert ed.post(waiting, data={"decision": "confirm"}).status_code == 303
            entry = ledger.transactions()[-1]
            assert entry.actor == ANA
            assert ledger.verdicts()[-1].reason == f"seen (second reviewer: {NAMES[Role.EDITOR]})"
            assert ed.post(waiting, data={"decision": "confirm"}).status_code == 400
            assert "Confirmed" in plain(ana.get(waiting).text)


def test_a_trial_leaves_the_ledger_as_it_was_and_lets_others_read(where: Path) -> None:
    with open_ledger(where) as ledger, open_ledger(where) as other:
        before = other.head()
        with trial(ledger) as tried:
            tried.rename(1, "Something else", reason="r", actor="a", recorded_at=ledgers.NOW)
            assert tried.agreement(1).name == "Something else"
            assert tried.head().number == before.number + 1
            assert other.head() == before
            assert other.agreement(1).name == ledgers.PACT
        assert ledger.head() == before
        assert ledger.agreement(1).name == ledgers.PACT
        assert ledger.check() == []
        ledger.rename(1, "At last", reason="r", actor="a", recorded_at=ledgers.NOW)


def test_head_and_unknown_numbers(ana: TestClient) -> None:
    assert ana.head("/review").status_code == 200
    for path in ("/review/claim/99", "/review/agreement/99", "/review/proposal/99", "/review/second/99"):
        assert ana.get(path).status_code == 404, path
