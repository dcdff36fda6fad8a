"""The artefact is that of the YAML, and a fault in the YAML is named with its file and entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.errors import NameDataError
from foedus.names.build import ARTEFACT, DATA, compile_names, encode
from foedus.names.spell import cases, fold_accents, spellings

from .small import write


def test_the_artefact_is_not_stale() -> None:
    assert encode(compile_names(DATA)) == ARTEFACT.read_bytes(), "run python -m foedus.names.build"


@pytest.mark.parametrize(
    ("file", "entries", "message"),
    [
        ("orgs", "\n- {id: NATO, kind: organisation}", "orgs.yaml: NATO: .*name"),
        ("orgs", "\n- {id: NATO, name: Nato, kind: club}", "orgs.yaml: NATO: kind 'club' is unknown"),
        ("orgs", "\n- {id: A, name: A, kind: bloc, colour: red}", "orgs.yaml: A: .*colour"),
        ("orgs", "\n- {id: A, name: A, kind: bloc, members: [XXX]}", "orgs.yaml: A: the code 'XXX'"),
        (
            "orgs",
            "\n- {id: A, name: A, kind: bloc}\n- {id: A, name: B, kind: bloc}",
            "orgs.yaml: A: the id 'A'",
        ),
        (
            "orgs",
            "\n- {id: A, name: A, kind: bloc, since: 1st May}",
            "orgs.yaml: A: since '1st May' is no date",
        ),
        (
            "orgs",
            "\n- {id: A, name: A, kind: bloc, since: 2001, until: 1999-05}",
            "since 2001 comes after until",
        ),
        ("orgs", "\n- {id: A, name: ' A', kind: bloc}", "orgs.yaml: A: empty name or spaces"),
        ("orgs", "\n- {id: RUS, name: A, kind: bloc}", "orgs.yaml: RUS: the id is the code of Russia"),
        ("orgs", "\n- just words", "orgs.yaml: entry 1: "),
        ("agencies", "\n- {id: a, name: A, kind: agency, state: XXX}", "agencies.yaml: a: the code 'XXX'"),
        ("agencies", "\n- {id: a, name: A, kind: blog}", "agencies.yaml: a: kind 'blog' is unknown"),
        ("organs", "\n- {id: a, name: A, kind: court, state: XXX}", "organs.yaml: a: the code 'XXX'"),
        ("offices", "\n- {id: a, role: cook, nouns: [cook]}", "offices.yaml: a: role 'cook' is unknown"),
        ("states", "\n- {code: AAA, name: A, surname: [B]}", "states.yaml: AAA: 'B' is marked"),
        ("states", "\n- {code: AAA, name: A, status: part}", "states.yaml: AAA: 'of' names the state"),
        ("states", "\n- {code: AAA, name: A, successors: [BBB]}", "states.yaml: AAA: the code 'BBB'"),
        ("cities", "\n- {state: XXX, names: [A]}", "cities.yaml: XXX: the code 'XXX'"),
        (
            "cities",
            "\n- {state: RUS, names: [A]}\n- {state: USA, names: [A]}",
            "cities.yaml: USA: 'A' is also",
        ),
        ("hidden", "\n- {because: no, names: [Russia]}", "hidden.yaml: 'Russia' is also a name"),
        ("cues", "\n- {name: Korea, meanings: {RUS: [Moscow]}}", "cues.yaml: Korea: cues for what"),
        ("people/some", "\n- {id: a, name: A B, terms: []}", "people/some.yaml: a: no terms"),
        (
            "people/some",
            "\n- {id: a, name: A B, terms: [{role: minister}]}",
            "people/some.yaml: a: a term has either",
        ),
        (
            "people/some",
            "\n- {id: a, name: A B, terms: [{state: XXX, role: minister}]}",
            "some.yaml: a: the code",
        ),
        (
            "people/some",
            "\n- {id: a, name: A B, terms: [{state: RUS, role: cook}]}",
            "some.yaml: a: role 'cook'",
        ),
        (
            "people/some",
            "\n- {id: a, name: A, terms: [{state: RUS, role: envoy, since: x}]}",
            "a: since 'x' is no date",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, file: str, entries: str, message: str) -> None:
    extra = {} if file == "people/some" else {"people/some": ""}
    write(tmp_path, **{**extra, file: entries})
    with pytest.raises(NameDataError, match=message):
        compile_names(tmp_path)


@pytest.mark.parametrize("text", ["", "- a\n- b", "source: x\nentries: {}", "source: [", "\x00"])
def test_a_file_of_another_form_is_named(tmp_path: Path, text: str) -> None:
    write(tmp_path)
    (tmp_path / "orgs.yaml").write_text(text, "utf-8")
    with pytest.raises(NameDataError, match=r"^orgs\.yaml: "):
        compile_names(tmp_path)


def test_an_entry_needs_a_source(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "orgs.yaml").write_text("entries:\n- {id: A, name: A, kind: bloc}", "utf-8")
    with pytest.raises(NameDataError, match="A: no source"):
        compile_names(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "cues.yaml").unlink()
    with pytest.raises(NameDataError, match=r"^cues\.yaml: "):
        compile_names(tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saint Lucia", {"Saint Lucia", "St. Lucia", "St Lucia", "SAINT LUCIA", "ST. LUCIA", "ST LUCIA"}),
        ("Åland", {"Åland", "Aland", "ÅLAND", "ALAND"}),
        ("Iran", {"Iran", "IRAN"}),
        ("EU", {"EU"}),
        ("=Malé", {"Malé"}),
    ],
)
def test_spellings(name: str, expected: set[str]) -> None:
    assert set(spellings(name, capitals=True)) == expected


def test_a_common_noun_may_be_small() -> None:
    assert "European parliament" in set(spellings("European Parliament", common=True))
    assert "european parliament" not in set(spellings("European Parliament", common=True))
    assert list(spellings("Parliament", common=True)) == ["Parliament"]


def test_cases_of_an_office() -> None:
    assert cases("minister of foreign affairs") == (
        "minister of foreign affairs",
        "Minister of foreign affairs",
        "Minister of Foreign Affairs",
    )


@pytest.mark.parametrize(("text", "plain"), [("Løgting", "Logting"), ("Doğan", "Dogan"), ("Łódź", "Lodz")])
def test_accents(text: str, plain: str) -> None:
    assert fold_accents(text) == plain
