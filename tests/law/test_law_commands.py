"""`foedus status` and `foedus oblige` as a user runs them: files, words, JSON, calendars, faults."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from foedus.cli.main import cli
from foedus.errors import FoedusError
from foedus.ledger import open_ledger
from foedus.model import (
    AgreementRef,
    Article,
    Block,
    Certainty,
    Claim,
    ClaimKind,
    Passage,
    Published,
    Role,
    Source,
)

ATLANTIC: dict[str, Any] = {
    "title": "North Atlantic Treaty",
    "entry_into_force": {
        "trigger": "instruments",
        "count": 2,
        "must_include": ["United States"],
        "article": "11",
    },
    "later_states": {"offset": None, "round": "none"},
    "denunciation": {"notice": {"n": 1, "unit": "year"}, "not_before": {"n": 20, "unit": "year"}},
    "obligations": [{"kind": "mutual_defence", "article": "5"}],
    "instruments": [
        {"state": "Canada", "act": "ratification", "date": "1949-05-03"},
        {"state": "Norway", "act": "signature", "date": "1949-04-04"},
        {"state": "USA", "act": "ratification", "date": "1949-07-25"},
        {"state": "Finland", "act": "accession", "date": "2023-04-04"},
    ],
}


@pytest.fixture
def atlantic(tmp_path: Path) -> Path:
    path = tmp_path / "atlantic.json"
    path.write_text(json.dumps(ATLANTIC), "utf-8")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args])


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_the_first_line_says_it(atlantic: Path) -> None:
    out = lines(run("status", "--file", atlantic, "--on", "2024-01-01"))
    assert out[0] == "IN FORCE since 1949-07-25"
    assert any("Finland" in line and "in force since 2023-04-04" in line for line in out)
    assert any("Norway" in line and "signed" in line for line in out)
    assert any("VCLT 24" in line for line in out)


@pytest.mark.parametrize(
    ("on", "status", "state", "in_force"),
    [
        ("1994-10-01", "not in force", "unknown", False),
        ("1998-01-01", "no treaty", "political commitment", None),
        ("2004-01-01", "no treaty", "political commitment ended", None),
    ],
)
@pytest.mark.parametrize("rule", [{}, {"entry_into_force": {"trigger": "signature"}}])
def test_a_file_s_political_commitment_is_never_in_force(
    on: str, status: str, state: str, in_force: bool | None, rule: dict[str, Any], tmp_path: Path
) -> None:
    ended = [{"step": "terminated", "date": "2003-01-10"}]
    framework = {"title": "Agreed Framework", "kind": "political commitment", "parties": ["USA", "PRK"]}
    path = tmp_path / "framework.json"
    path.write_text(json.dumps({**framework, "signed": "1994-10-21", "events": ended, **rule}), "utf-8")
    found = json.loads(lines(run("status", "--file", path, "--on", on, "--json"))[0])
    assert (found["status"], found["state"], found["in_force"]) == (status, state, in_force)
    assert {p["in_force"] for p in found["parties"]} == {in_force}


def test_what_is_missing_is_named_as_people_name_it(atlantic: Path) -> None:
    out = lines(run("status", "--file", atlantic, "--on", "1949-06-01"))
    assert out[0].startswith("NOT IN FORCE   ")
    assert "missing: instrument of ratification of United States" in out[0]


def test_explain_lists_who_counts_and_why_not(atlantic: Path) -> None:
    out = "\n".join(lines(run("status", "--file", atlantic, "--on", "2024-01-01", "--explain")))
    assert "1  1949-05-03  Canada, ratification: counts" in out
    assert (
        "Norway, signature: a signature subject to ratification is not yet consent  [VCLT 14(1), 18]" in out
    )
    assert "3  2023-04-04  Finland, accession: counts, but the condition was met before" in out


def test_json_has_what_others_rely_on(atlantic: Path) -> None:
    (line,) = lines(run("status", "--file", atlantic, "--on", "2024-01-01", "--json", "--explain"))
    data = json.loads(line)
    assert data["status"] == "in force"
    assert data["in_force_since"] == "1949-07-25"
    assert data["missing"] == []
    assert {p["party"] for p in data["parties"]} == {"CAN", "FIN", "NOR", "USA"}
    assert {"reasons", "doubts", "dates", "state", "title"} <= data.keys()
    assert [c["number"] for c in data["counted"]] == [None, 1, 2, 3]


def test_several_files_are_several_lines(atlantic: Path) -> None:
    out = lines(run("status", "--file", atlantic, "--file", atlantic, "--on", "2024-01-01", "--json"))
    assert len(out) == 2


def test_calendar_of_coming_days(atlantic: Path, tmp_path: Path) -> None:
    out = tmp_path / "dates.ics"
    lines(run("status", "--file", atlantic, "--on", "1950-01-01", "--ics", out))
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert [(str(e["SUMMARY"]), e.decoded("DTSTART")) for e in events] == [
        ("North Atlantic Treaty: first day for notice", date(1969, 7, 25))
    ]
    again = tmp_path / "again.ics"
    lines(run("status", "--file", atlantic, "--on", "1950-01-01", "--ics", again))
    assert again.read_bytes() == out.read_bytes()


def test_who_is_bound(atlantic: Path) -> None:
    out = lines(
        run("oblige", "--attacked", "Finland", "--by", "Russia", "--on", "2024-01-01", "--file", atlantic)
    )
    assert out[0] == "Finland attacked by Russia, 2024-01-01"
    assert out[1] == "  BOUND      Canada and United States must come to the aid of Finland"
    assert any("NOT BOUND  Norway" in line for line in out)
    assert any("North Atlantic Treaty, art. 5: IN FORCE since 1949-07-25" in line for line in out)


def test_who_is_bound_as_json(atlantic: Path) -> None:
    out = lines(run("oblige", "--attacked", "FIN", "--on", "2024-01-01", "--file", atlantic, "--json"))
    found = [json.loads(line) for line in out]
    assert [(b["state"], b["binds"], b["article"]) for b in found] == [
        ("CAN", True, "5"),
        ("USA", True, "5"),
        ("NOR", False, "5"),
    ]


def test_a_duty_that_two_claims_tell_is_listed_once_with_both(ledger: Path) -> None:
    text = "Each is to help the other if it is attacked."
    page = Article("c", text, (Block(0, len(text), Role.BODY),), "2" * 64, "TASS", Published("2024-12-06"))
    again = replace(
        story()[-1], doc="c", sources=(Source("TASS"),), certainty=Certainty.REPORTED,
        passages=(Passage(0, len(text), text),),
    )  # fmt: skip
    with open_ledger(ledger) as book:
        book.add(page, [again], recorded_at=datetime(2024, 12, 6, 9, tzinfo=UTC), actor="test")
    out = lines(run("--ledger", ledger, "oblige", "--attacked", "PRK", "--on", "2025-01-01"))
    assert sum("Russia must come to the aid of North Korea" in line for line in out) == 1
    assert sum(f'"{text}" (TASS)  claim ' in line for line in out) == 1
    assert sum("(Yonhap)  claim " in line for line in out) == 1
    owed = [
        x
        for x in lines(run("--ledger", ledger, "status", "PRK", "RUS"))
        if x.startswith("    mutual defence")
    ]
    assert [x.count("claims 5, ") for x in owed] == [1]
    each = lines(run("--ledger", ledger, "oblige", "--attacked", "PRK", "--on", "2025-01-01", "--json"))
    (line,) = [
        x for x in each if json.loads(x)["state"] == "RUS" and json.loads(x)["kind"] == "mutual_defence"
    ]
    assert [e["sources"] for e in json.loads(line)["evidence"]] == [["Yonhap"], ["TASS"]]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (
            {"entry_into_force": {"trigger": "instruments", "count": "all"}, "parties": ["FRA", "ITA"]},
            "missing: instruments of ratification of France and Italy",
        ),
        (
            {
                "events": [{"step": "signed", "actors": ["FRA"], "date": d} for d in ("2024-01-01", "2024-02-01")],
                "parties": ["FRA", "ITA"],
            },
            "France: signature is dated differently by its sources",
        ),
        (
            {
                "entry_into_force": {"trigger": "instruments", "count": 1, "weight": {"percent": 55, "of": "trade"}},
                "instruments": [{"state": "FRA", "act": "ratification", "date": "2024-01-01"}],
            },
            "which shares of trade are those of France",
        ),
        (
            {
                "entry_into_force": {"trigger": "notifications", "count": "all"},
                "complete": False,
                "parties": ["FRA", "ITA"],
            },
            "not those of France and Italy",
        ),
    ],
)  # fmt: skip
def test_names_in_texts_and_codes_in_fields(tmp_path: Path, more: dict[str, Any], text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(json.dumps({"title": "A treaty", **more}), "utf-8")
    said = "\n".join(lines(run("status", "--file", path, "--on", "2025-01-01")))
    assert text in said
    assert not re.search(r"\b(?:FRA|ITA)\b", said.replace("(FRA, ITA)", ""))
    (line,) = lines(run("status", "--file", path, "--on", "2025-01-01", "--json"))
    assert text in line
    assert re.search(r'"states?": \[?"FRA"|"lacking": \["FRA"', line)


def test_status_lists_what_is_owed_and_whether_it_binds(atlantic: Path) -> None:
    now = lines(run("status", "--file", atlantic, "--on", "2024-01-01"))
    assert "  owed, binding on the day (VCLT 26)" in now
    assert "    mutual defence, if one of them is attacked  [art. 5]" in now
    before = lines(run("status", "--file", atlantic, "--on", "1949-05-01"))
    assert "  owed, not binding on the day (VCLT 18, 24, 28)" in before
    (line,) = lines(run("status", "--file", atlantic, "--on", "2024-01-01", "--json"))
    assert json.loads(line)["obligations"] == [
        {"kind": "mutual_defence", "condition": "attack", "article": "5"}
    ]


def test_no_obligation_is_said(atlantic: Path) -> None:
    out = lines(run("oblige", "--attacked", "Chad", "--on", "2024-01-01", "--file", atlantic))
    assert out[1] == "  no obligation to it is recorded"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["status"], 2, "name a treaty"),
        (["status", "X", "--on", "today"], 2, "--on 'today' is not a day; write YYYY-MM-DD"),
        (["status", "--file", "/nowhere/a.json"], 1, "there is no such file"),
        (["status", "PRK", "RUS", "--known-on", "x"], 2, "--known-on 'x' is not a day"),
        (["status", "PRK", "--file", "/nowhere/a.json"], 2, "give one of them"),
        (
            ["status", "--known-on", "2024-01-01", "--file", "/nowhere/a.json"],
            2,
            "--known-on asks the ledger",
        ),
    ],
)
def test_faults_are_one_line_that_says_what_to_do(args: list[str], code: int, message: str) -> None:
    error = run(*args).exception
    assert isinstance(error, FoedusError)
    assert message in str(error)
    assert "\n" not in str(error)
    assert error.exit_code == code


@pytest.mark.parametrize(
    ("states", "option"),
    [
        (["--attacked", "Narnia"], "--attacked 'Narnia'"),
        (["--attacked", "FIN", "--by", "Rusia"], "--by 'Rusia'"),
    ],
)
def test_a_misspelt_state_is_refused_and_not_owed_nothing(
    atlantic: Path, states: list[str], option: str
) -> None:
    error = run("oblige", *states, "--on", "2024-01-01", "--file", atlantic).exception
    assert isinstance(error, FoedusError)
    assert str(error).startswith(f"{option} is no state known here; write its code")
    assert error.exit_code == 2


def test_a_party_that_no_table_knows_can_be_attacked(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(
        json.dumps({
            "parties": ["Ruritania", "Strelsau"], "entry_into_force": {"trigger": "signature"},
            "signed": "1894-01-01", "obligations": [{"kind": "mutual_defence"}],
        })
    )  # fmt: skip
    out = lines(run("oblige", "--attacked", "ruritania", "--on", "1895-01-01", "--file", path))
    assert out[1].endswith("Strelsau must come to the aid of Ruritania")


def test_states_that_owe_the_same_stand_by_name(atlantic: Path) -> None:
    out = lines(run("oblige", "--attacked", "Canada", "--on", "2024-01-01", "--file", atlantic))
    assert out[1] == "  BOUND      Finland and United States must come to the aid of Canada"


def test_a_broken_file_names_itself_and_the_field(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"entry_into_force": {"trigger": "magic"}}', "utf-8")
    error = run("status", "--file", path).exception
    assert isinstance(error, FoedusError)
    assert str(error).startswith(f"{path}: entry_into_force.trigger: 'magic'")


PAIR = ("PRK", "RUS")
TEXT = "They exchanged the instruments of ratification of their treaty."


def story() -> list[Claim]:
    def claim(what: str, actors: tuple[str, ...], day: str | None, **more: Any) -> Claim:
        fields: dict[str, Any] = {
            "doc": "a", "kind": ClaimKind.STEP, "what": what,
            "agreement": AgreementRef("Treaty on Comprehensive Strategic Partnership", "their treaty", 0, "2024-06"),
            "parties": PAIR, "actors": actors, "date": day, "date_phrase": None, "place": None,
            "sources": (Source("Yonhap"),), "certainty": Certainty.ASSERTED, "passages": (Passage(0, 4, TEXT[:4]),),
            **more,
        }  # fmt: skip
        return Claim(**fields)

    defence = {"rule": {"type": "mutual_defence", "when": "attack on a party"}}
    return [
        claim("signed", PAIR, "2024-06"),
        claim("ratified", ("RUS",), "2024-11-09"),
        claim("ratified", ("PRK",), "2024-11-11"),
        claim("entry_into_force", (), None, kind=ClaimKind.TERM, detail={"rule": {"trigger": "exchange"}}),
        claim("mutual_defence", (), None, kind=ClaimKind.TERM, detail=defence),
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    page = Article("a", TEXT, (Block(0, len(TEXT), Role.BODY),), "0" * 64, "Yonhap", Published("2024-11-12"))
    done = Claim(
        "b", ClaimKind.STEP, "instruments_exchanged", AgreementRef(None, "their treaty", 0, "2024-06"), PAIR, PAIR,
        "2024-12-04", None, None, (Source("Yonhap"),), Certainty.ASSERTED, (Passage(0, 4, TEXT[:4]),),
    )  # fmt: skip
    later = Article(
        "b", TEXT + " ", (Block(0, len(TEXT), Role.BODY),), "1" * 64, "Yonhap", Published("2024-12-05")
    )
    with open_ledger(path) as book:
        book.add(page, story(), recorded_at=datetime(2024, 11, 12, 9, tzinfo=UTC), actor="test")
        book.add(later, [done], recorded_at=datetime(2024, 12, 5, 9, tzinfo=UTC), actor="test")
    return path


def test_from_the_ledger_by_parties(ledger: Path) -> None:
    before = lines(run("--ledger", ledger, "status", "PRK", "RUS", "--on", "2024-11-12"))
    assert before[0] == "NOT IN FORCE   ratified by both; missing: exchange of instruments of ratification"
    assert "Treaty on Comprehensive Strategic Partnership" in before[1]
    assert any("claim" in line for line in before)
    after = lines(run("--ledger", ledger, "status", "North Korea", "Russia", "--on", "2025-01-01"))
    assert after[0] == "IN FORCE since 2024-12-04"


def test_from_the_ledger_as_it_was_known(ledger: Path) -> None:
    then = lines(
        run("--ledger", ledger, "status", "Partnership", "--on", "2025-01-01", "--known-on", "2024-11-30")
    )
    assert not any("claim" in line for line in then if "instruments exchanged" in line)


def test_who_is_bound_from_the_ledger(ledger: Path) -> None:
    now = lines(run("--ledger", ledger, "oblige", "--attacked", "PRK", "--on", "2025-01-01"))
    assert "  BOUND      Russia must come to the aid of North Korea" in now
    assert "  BOUND      China must come to the aid of North Korea" in now  # known without any page
    before = lines(run("--ledger", ledger, "oblige", "--attacked", "PRK", "--on", "2024-11-12"))
    assert "  NOT BOUND  Russia must come to the aid of North Korea" in before


def test_an_unknown_agreement_is_said(ledger: Path) -> None:
    error = run("--ledger", ledger, "status", "Atlantis").exception
    assert isinstance(error, FoedusError)
    assert "no agreement fits 'Atlantis'" in str(error)
