"""Surnames and terms of office: who is meant on a day, and who is somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.names import Names

from .small import table


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Names:
    return table(tmp_path_factory.mktemp("data"))


def ids(people: Names, text: str, on: str | None) -> list[list[str]]:
    return [sorted({e.id for e in n.entries}) for n in people.find(text, on)]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Kim signed it", "2024-11-12", [["kim-jong-un"]]),
        ("Kim signed it", "2000-06-15", [["kim-dae-jung"]]),
        ("Kim signed it", "2012", [["kim-jong-un"]]),
        ("Kim signed it", None, [["kim-jong-un"]]),
        ("Kim Yong Chol signed it", "2024-11-12", []),
        ("Kim Jong-un signed it", "2024-11-12", [["kim-jong-un"]]),
        ("Kim Dae-jung had signed it", "2024-11-12", [["kim-dae-jung"]]),
        ("a Kim Summit", "2024-11-12", [["kim-jong-un"]]),
        ("Kim, Putin met", "2024-06-19", [["kim-jong-un"], ["putin"]]),
        ("President Putin", "2024-06-19", [["putin"]]),
        ("Mr. Putin", "2024-06-19", [["putin"]]),
        ("On Monday Putin", "2024-06-19", [["putin"]]),
        ("his namesake Igor Putin", "2024-06-19", []),
        ("Michael Bush", "2005", []),
        ("Bush said", "1990-10-01", [["bush-41"]]),
        ("Bush said", "2005", [["bush-43"]]),
        ("Bush said", "1980", []),
        ("Bush said", "2009-06", [["bush-43"]]),
        ("Bush said", "2024", []),
        ("President Bush said", "1998", [["bush-41"]]),
        ("President Bush said", "2024", [["bush-43"]]),
        ("the pacts of Presidents Clinton and Bush", "2024", [["bush-43"]]),
        ("President Bush said", "1980", []),
        ("Prime Minister Bush said", "1998", []),
        ("George Bush said", "2024", [["bush-41", "bush-43"]]),
        ("George W. Bush said", "1980", []),
        ("on May 5", "2017", []),
        ("May said so", "2017", [["may"]]),
        ("President May", "2017", [["may"]]),
        ("May's deal", "2017", [["may"]]),
        ("May the deal hold", "2017", []),
        ("Kim Visits Moscow With Ministers After Long Silence Over Treaty", "2024", [["kim-jong-un"]]),
    ],
)
def test_who_is_meant(people: Names, text: str, on: str | None, expected: list[list[str]]) -> None:
    assert ids(people, text, on) == expected


@pytest.mark.parametrize(
    ("on", "role"),
    [
        ("2001", "head_of_state"),
        ("2010-01-01", "head_of_government"),
        ("2024-11-09", "head_of_state"),
        (None, "head_of_state"),
    ],
)
def test_the_term_is_that_of_the_day(people: Names, on: str | None, role: str) -> None:
    (name,) = people.find("Vladimir Putin", on)
    assert [e.role for e in name.entries] == [role]


def test_of_a_former_office_holder_only_the_last_term_is_left(people: Names) -> None:
    (name,) = people.find("Kim Dae-jung", "2024")
    assert [(e.role, e.until) for e in name.entries] == [("head_of_state", "2003-02-24")]


@pytest.mark.parametrize(
    ("state", "role", "on", "expected"),
    [
        ("RUS", "head_of_state", "2024-11-09", ["putin"]),
        ("RUS", "head_of_state", "2010", []),
        ("RUS", "head_of_government", "2010", ["putin"]),
        ("USA", "head_of_state", "1993-01-20", ["bush-41"]),
        ("USA", "head_of_state", "1993-01-21", []),
        ("USA", "monarch", "1990", []),
        ("XXX", "head_of_state", "1990", []),
    ],
)
def test_office_holder(people: Names, state: str, role: str, on: str, expected: list[str]) -> None:
    assert [e.id for e in people.office_holder(state, role, on)] == expected


def test_an_organisation_has_office_holders_too(tmp_path: Path) -> None:
    names = table(
        tmp_path,
        orgs="\n- {id: UN, name: United Nations, kind: organisation}",
        **{
            "people/some": """
- id: guterres
  name: António Guterres
  family: Guterres
  terms: [{org: UN, role: secretary_general, since: 2017-01-01}]
"""
        },
    )
    assert [e.id for e in names.office_holder("UN", "secretary_general", "2024")] == ["guterres"]
    assert [n.text for n in names.find("Antonio Guterres", "2024")] == ["Antonio Guterres"]
