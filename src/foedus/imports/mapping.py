"""Mapping files: how the rows of a data set are claims. TOML, so that a new data set needs no code.

    format = "csv"                    csv, json (one list of objects) or jsonl
    publisher = "UN Treaty Collection"
    date = "%d %b %Y"                 how days are written; "iso" for 2024, 2024-11 and 2024-11-09
    unknown = ["", "NA", "0"]         what stands where nothing is known
    states = "name"                   name, code (ISO 3166-1 alpha-3) or cow (Correlates of War numbers)

    [agreement]
    name = "{Title}"                  columns in braces; {agreement} is what --agreement gives
    signed = "Signature"              a column, or {signed} for --signed
    parties = ["mem*"]                columns; or { column = "country_name", split = ";" },
                                      or { column = "treatyID", pattern = "^([A-Z]{3})-([A-Z]{3})_" };
                                      with match = "^[^a-z]*$" only those cells that fit it

    [[claims]]
    step = "ratified"                 or term = "mutual_defence"
    act = "ratification"              the international act, where it is one
    actor = "Participant"             a column; or actors = ["GBR"], codes; without either all the parties
    date = "*Ratification*"           a column (* stands for any letters), or ["yrent", "moent", "dayent"]
    effective = "EffectiveDate"       the day of effect: where it is told, it is the day
    not_on = ["Signature"]            not where the day is that of one of these columns
    place = "Location"                where it was done
    when = { defense = "1" }          only rows with this in that column
    fields = { text = "Text" }        columns of a statement: article, text, reference, to, territories
    part = "joins"                    only rows whose day is this of the [spells] below
    until = ["yrexit", "moexit"]      a term: the last day on which it is owed, as `date` is the first
    alone = { asymm = "1" }           a term: the actor's own duty, where the others' differ
    conditions = { defcoloc = "location" }   a term: what limits it, where the column is not unknown
    [claims.marks.a]                  a mark after the day ("14 Jan 2003 a") that makes it another step
    step = "acceded"
    act = "accession"

    [[particulars]]                   what registries record: citation, registration, language, depositary,
    what = "citation"                 place, link, territory
    column = "references"
    split = ";"                       several in one cell
    registry = "UN"                   of a registration; relation = "amends" of a link
    forms = [["^ETS ([0-9]+)", "ETS {1}"]]   what fits, and how it is written; without it the cell as it is

    [[above]]                         in lines above the heading of a CSV file
    pattern = "^Entry into force: (?P<date>.*)"
    date = "%d %B %Y"                 the group `date` is a day so written, or an ISO day
    step = "entered_into_force"       or particular = "registration", by the groups `number` and `date`; or
                                      particular = "citation" with form = "{1} UNTS {2}"; or a step with
                                      act = "depositary_notification", what fits being its reference

    [spells]                          rows of one member that follow each other are one stay in the group
    group = "atopid"                  (see `foedus.imports.spells`: founds, joins, leaves, ends)
    member = "member"
    date = ["yrent", "moent", "dayent"]
    until = ["yrexit", "moexit", "dayexit"]

    [names]                           what the data set alone calls a state
    "Congo" = "COG"

A claim is made where its date, or its `when`, or what its `fields` tell is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from foedus.errors import InputError, UsageError
from foedus.imports.spells import Part
from foedus.law.particulars import Relation
from foedus.model import ClaimKind, ParticularKind, Step, TermKind

FORMATS: Final = ("csv", "json", "jsonl")
STATES: Final = ("name", "code", "cow")
_KEYS: Final = frozenset(
    ("format", "publisher", "date", "unknown", "states", "names", "agreement", "claims", "about", "spells",
     "particulars", "above")
)  # fmt: skip
_TERM_KEYS: Final = frozenset(("until", "alone", "conditions"))
_CLAIM_KEYS: Final = _TERM_KEYS | frozenset(
    ("step", "term", "act", "actor", "actors", "date", "effective", "not_on", "place", "when", "fields",
     "marks", "part")
)  # fmt: skip
_PARTICULAR_KEYS: Final = frozenset(("what", "column", "split", "registry", "relation", "forms"))
_ABOVE_KEYS: Final = frozenset(("pattern", "date", "step", "act", "particular", "form"))
#: What `fields` may tell of a statement; the last two name several, parted by semicolons.
FIELDS: Final = ("article", "text", "reference", "to", "territories")
_SPELL_KEYS: Final = ("group", "member", "date", "until")


@dataclass(frozen=True, slots=True)
class Made:
    """What a claim of a row says: `what` is a Step or TermKind, `act` the international act it was."""

    kind: ClaimKind
    what: str
    act: str | None


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """One claim a row may make."""

    made: Made
    actor: str | None
    date: tuple[str, ...]
    when: Mapping[str, str]
    marks: Mapping[str, Made]
    part: Part | None = None
    owed: Owed | None = None
    actors: tuple[str, ...] = ()
    effective: str | None = None
    not_on: tuple[str, ...] = ()
    place: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParticularRule:
    """What one column records of the agreement itself. `forms`: patterns, and how what fits is written."""

    what: ParticularKind
    column: str
    split: str | None
    registry: str
    relation: Relation | None
    forms: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class AboveRule:
    """What a line above the heading tells: a step on a day, or a particular."""

    pattern: re.Pattern[str]
    date: str
    step: Step | None
    particular: ParticularKind | None
    form: str | None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """How long a term is owed (columns of the last day), by whom alone, and under which conditions."""

    until: tuple[str, ...]
    alone: Mapping[str, str]
    conditions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spells:
    """Where the stays of members in a group stand."""

    group: str
    member: str
    date: tuple[str, ...]
    until: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Where the parties of an agreement stand: columns, or one column split or matched; `match` what a cell
    must fit."""

    columns: tuple[str, ...] = ()
    split: str | None = None
    pattern: str | None = None
    match: str | None = None


@dataclass(frozen=True, slots=True)
class RowMapping:
    """A mapping file. `id` is its name; it is part of what makes a row the same row again."""

    id: str
    format: str
    publisher: str
    date: str
    unknown: frozenset[str]
    states: str
    name: str
    signed: str | None
    parties: Parties
    claims: tuple[ClaimRule, ...]
    names: Mapping[str, str]
    about: str = ""
    spells: Spells | None = None
    particulars: tuple[ParticularRule, ...] = ()
    above: tuple[AboveRule, ...] = ()
    needs: frozenset[str] = field(default_factory=frozenset)  # options that its templates ask for

    def columns(self, options: Collection[str]) -> tuple[str, ...]:
        """The columns (patterns) without which no row can be used, where these options are given."""
        found = [key for key in re.findall(r"\{([^{}]*)\}", self.name) if key not in options]
        for rule in self.claims:
            found += [rule.actor] if rule.actor else []
            found += rule.date if len(rule.date) == 1 and not (rule.when or rule.effective) else []
        return tuple(dict.fromkeys(found))


def built_in() -> dict[str, str]:
    """The mappings that come with foedus: name and what they are for."""
    folder = files("foedus.imports") / "mappings"
    found = sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
    return {name: load(name).about for name in found}


def load(name: str) -> RowMapping:
    """A mapping of foedus by its name, or any by its file.

    Raises UsageError for a name or file that is not there, InputError naming the field.
    """
    path = Path(name)
    if path.suffix == ".toml":
        try:
            text = path.read_text("utf-8")
        except OSError as error:
            raise UsageError(
                f"{name}: the mapping cannot be read ({error.strerror}); check the name"
            ) from error
    else:
        resource = files("foedus.imports") / "mappings" / f"{name}.toml"
        if not resource.is_file():
            raise UsageError(f"no mapping {name!r}: `foedus import --list` names them, or give a .toml file")
        text = resource.read_text("utf-8")
    try:
        return _parse(path.stem, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name}: is not TOML ({error})") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{name}: {error}") from error


def _parse(id_: str, data: dict[str, Any]) -> RowMapping:
    _known(data, _KEYS, "")
    agreement = data.get("agreement")
    if not isinstance(agreement, dict) or not isinstance(agreement.get("name"), str):
        raise ValueError("agreement.name is missing; write a column in braces")
    _known(agreement, frozenset(("name", "signed", "parties")), "agreement.")
    rules = tuple(_rule(rule, i) for i, rule in enumerate(data.get("claims") or []))
    if not rules:
        raise ValueError("no [[claims]]: say what a row claims")
    templates = agreement["name"] + (agreement.get("signed") or "")
    above = tuple(_above(rule, i) for i, rule in enumerate(data.get("above") or []))
    return RowMapping(
        id=id_,
        format=_one_of(data, "format", FORMATS),
        publisher=str(data["publisher"]) if "publisher" in data else id_,
        date=str(data.get("date", "iso")),
        unknown=frozenset(map(str, data.get("unknown", [""]))) | {""},
        states=_one_of({"states": "name", **data}, "states", STATES),
        name=agreement["name"],
        signed=agreement.get("signed"),
        parties=_parties(agreement.get("parties", [])),
        claims=rules,
        names={str(name): str(code) for name, code in (data.get("names") or {}).items()},
        about=str(data.get("about", "")),
        spells=_spells(data.get("spells"), rules),
        particulars=tuple(_particular(rule, i) for i, rule in enumerate(data.get("particulars") or [])),
        above=above,
        needs=frozenset(option for option in ("agreement", "signed") if f"{{{option}}}" in templates)
        | frozenset(["in_force"] if any(rule.step is Step.ENTERED_INTO_FORCE for rule in above) else []),
    )


def _rule(rule: dict[str, Any], number: int) -> ClaimRule:
    at = f"claims[{number}]."
    _known(rule, _CLAIM_KEYS, at)
    columns = rule.get("date", ())
    date = (columns,) if isinstance(columns, str) else tuple(columns)
    when = {str(k): str(v) for k, v in (rule.get("when") or {}).items()}
    fields = {str(k): str(v) for k, v in (rule.get("fields") or {}).items()}
    _known(fields, frozenset(FIELDS), f"{at}fields.")
    if not date and not when and not fields:
        raise ValueError(f"{at}date or {at}when is missing: else every row would claim it")
    marks = {str(mark): _made(made, f"{at}marks.{mark}.") for mark, made in (rule.get("marks") or {}).items()}
    made = _made(rule, at)
    return ClaimRule(
        made, rule.get("actor"), date, when, marks, _part(rule, at), _owed(rule, made, at),
        actors=tuple(map(str, rule.get("actors") or ())),
        effective=rule.get("effective"),
        not_on=tuple(map(str, rule.get("not_on") or ())),
        place=rule.get("place"),
        fields=fields,
    )  # fmt: skip


def _particular(rule: dict[str, Any], number: int) -> ParticularRule:
    at = f"particulars[{number}]."
    _known(rule, _PARTICULAR_KEYS, at)
    what = ParticularKind(_value(ParticularKind, str(rule.get("what")), f"{at}what"))
    relation = None
    if what is ParticularKind.LINK:
        relation = Relation(_value(Relation, str(rule.get("relation")), f"{at}relation"))
    return ParticularRule(
        what,
        str(rule["column"]),
        rule.get("split"),
        str(rule.get("registry", "UN")),
        relation,
        tuple((_pattern(pattern, f"{at}forms"), str(form)) for pattern, form in rule.get("forms") or ()),
    )


def _above(rule: dict[str, Any], number: int) -> AboveRule:
    at = f"above[{number}]."
    _known(rule, _ABOVE_KEYS, at)
    step = Step(_value(Step, rule["step"], f"{at}step")) if "step" in rule else None
    particular = None
    if step is None:
        particular = ParticularKind(_value(ParticularKind, str(rule.get("particular")), f"{at}particular"))
    pattern = _pattern(rule["pattern"], f"{at}pattern")
    return AboveRule(
        pattern, str(rule.get("date", "iso")), step, particular, rule.get("form"), rule.get("act")
    )


def _pattern(text: Any, at: str) -> re.Pattern[str]:
    try:
        return re.compile(str(text))
    except re.error as error:
        raise ValueError(f"{at}: {text!r} is no pattern ({error})") from None


def _part(rule: dict[str, Any], at: str) -> Part | None:
    if "part" not in rule:
        return None
    try:
        return Part(rule["part"])
    except ValueError:
        raise ValueError(f"{at}part: {rule['part']!r} is none of {', '.join(Part)}") from None


def _owed(rule: dict[str, Any], made: Made, at: str) -> Owed | None:
    given = sorted(_TERM_KEYS & rule.keys())
    if not given:
        return None
    if made.kind is not ClaimKind.TERM:
        raise ValueError(f"{at}{given[0]} is for a term, not for a step")
    table = {
        key: {str(k): str(v) for k, v in (rule.get(key) or {}).items()} for key in ("alone", "conditions")
    }
    return Owed(tuple(rule.get("until", ())), table["alone"], table["conditions"])


def _spells(data: Any, rules: tuple[ClaimRule, ...]) -> Spells | None:
    if data is None:
        if any(rule.part for rule in rules):
            raise ValueError("spells is missing: a claim asks for a part of them")
        return None
    _known(data, frozenset(_SPELL_KEYS), "spells.")
    missing = [key for key in _SPELL_KEYS if key not in data]
    if missing:
        raise ValueError(f"spells.{missing[0]} is missing")
    return Spells(str(data["group"]), str(data["member"]), tuple(data["date"]), tuple(data["until"]))


def _made(data: dict[str, Any], at: str) -> Made:
    act = data.get("act")
    if "step" in data:
        return Made(ClaimKind.STEP, _value(Step, data["step"], f"{at}step"), act)
    if "term" in data:
        return Made(ClaimKind.TERM, _value(TermKind, data["term"], f"{at}term"), act)
    raise ValueError(f"{at}step or {at}term is missing")


def _value(kind: type[StrEnum], text: str, at: str) -> str:
    try:
        return str(kind(text).value)
    except ValueError:
        raise ValueError(f"{at}: {text!r} is none of {', '.join(sorted(kind))}") from None


def _parties(data: Any) -> Parties:
    if isinstance(data, list):
        return Parties(tuple(map(str, data)))
    return Parties((str(data["column"]),), data.get("split"), data.get("pattern"), data.get("match"))


def _one_of(data: dict[str, Any], key: str, values: tuple[str, ...]) -> str:
    if data.get(key) not in values:
        raise ValueError(f"{key}: write one of {', '.join(values)}")
    return str(data[key])


def _known(data: dict[str, Any], keys: frozenset[str], at: str) -> None:
    for key in data:
        if key not in keys:
            raise ValueError(f"{at}{key} is no key of a mapping; one of {', '.join(sorted(keys))}")
