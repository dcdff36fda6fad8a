"""Records of several lists and entries by hand: one agreement once, every fact with all its sources."""

from __future__ import annotations

import pytest

from foedus.errors import RegisterError
from foedus.law.particulars import Relation
from foedus.register.build.match import Side, matches
from foedus.register.build.merge import Lists, merge
from foedus.register.build.records import Dated, Done, Ended, Header, Record, Stood
from foedus.register.model import (
    Day,
    DayKind,
    Did,
    Entry,
    Kind,
    Name,
    NameKind,
    Stands,
    What,
)

UN = Header(source="un-2015", whole_until="2014-06-30", omits=("leaving",))
UK = Header(source="uk-2023")
MANY = Header(source="manytreaties-2020")
G = ("general",)


def lists(
    un: tuple[Record, ...] = (),
    uk: tuple[Record, ...] = (),
    many: tuple[Record, ...] = (),
    later: tuple[Record, ...] = (),
) -> Lists:
    rights = Header(source="un-rights-2022", whole_until="2022-08", omits=("acts",))
    return Lists(
        main={"un": (UN, list(un)), "uk": (UK, list(uk)), "manytreaties": (MANY, list(many))},
        added=[("un", rights, list(later))],
    )


def dated(day: str) -> Dated:
    return Dated(DayKind.DATED, day)


def record(id_: str, title: str = "Convention on Testing", day: str = "1990-05-01", **more: object) -> Record:
    return Record(**({"id": id_, "title": title, "kind": Kind.TREATY, "days": (dated(day),)} | more))  # type: ignore[arg-type]


def by_hand(**more: object) -> Entry:
    name = Name(text="Convention on Testing", kind=NameKind.TITLE, sources=G)
    base = {"id": "testing-1990", "title": name.text, "kind": Kind.TREATY, "names": (name,), "as_of": "2025"}
    return Entry(**(base | more))  # type: ignore[arg-type]


def one(written: list[Entry], found: Lists, joins: list[dict[str, list[str]]] | None = None) -> Entry:
    (entry,) = merge(written, found, joins or []).entries
    return entry


def test_lists_that_agree_are_one_entry_with_both_sources() -> None:
    un = record("1-1", acts={"FRA": (Done(Did.RATIFICATION, "1991-01-01"),)})
    many = record("T_1990A", acts={"FRA": (Done(Did.CONSENT, "1991-01-01"),)})
    entry = one([], lists(un=(un,), many=(many,)))
    assert entry.id == "un-1-1"
    assert entry.records == {"un": ("1-1",), "manytreaties": ("T_1990A",)}
    (france,) = entry.participants
    assert [(a.did, a.date, a.sources) for a in france.acts] == [
        (Did.RATIFICATION, "1991-01-01", ("un-2015", "manytreaties-2020"))
    ]
    assert [c.source for c in entry.covers] == ["un-2015", "manytreaties-2020"]


def test_lists_that_differ_both_stand() -> None:
    un = record("1-1", acts={"FRA": (Done(Did.RATIFICATION, "1991-01-01"),)})
    many = record("T_1990A", acts={"FRA": (Done(Did.CONSENT, "1991-02-01"),)})
    (france,) = one([], lists(un=(un,), many=(many,))).participants
    assert [(a.did, a.date) for a in france.acts] == [
        (Did.RATIFICATION, "1991-01-01"),
        (Did.CONSENT, "1991-02-01"),
    ]


def test_a_consent_of_the_same_day_is_kept_where_it_alone_tells_the_effect() -> None:
    un = record("1-1", acts={"FRA": (Done(Did.RATIFICATION, "1991-01-01"),)})
    many = record("T_1990A", acts={"FRA": (Done(Did.CONSENT, "1991-01-01", "1991-02-01"),)})
    (france,) = one([], lists(un=(un,), many=(many,))).participants
    assert [(a.did, a.effect) for a in france.acts] == [(Did.RATIFICATION, None), (Did.CONSENT, "1991-02-01")]


def test_what_was_written_by_hand_comes_before_the_lists() -> None:
    def with_force(id_: str, day: str) -> Record:
        return record(id_, days=(dated("1990-05-01"), Dated(DayKind.IN_FORCE, day)))

    written = by_hand(
        days=(
            Day(what=DayKind.IN_FORCE, date="1992-01-01", sources=G),
            Day(what=DayKind.SIGNED, date="1990-05-01", sources=G),
        )
    )
    entry = one([written], lists(uk=(with_force("7", "1993-01-01"),), many=(with_force("T", "1993-01-01"),)))
    assert [(d.date, d.sources) for d in entry.days_of(DayKind.IN_FORCE)] == [
        ("1992-01-01", G),  # written with the lists in view
        ("1993-01-01", ("uk-2023", "manytreaties-2020")),
    ]
    # the day that a list gives without saying of what is that of signature
    assert entry.days_of(DayKind.DATED) == ()
    assert entry.days_of(DayKind.SIGNED)[0].sources == ("general", "uk-2023", "manytreaties-2020")


def test_an_entry_by_hand_takes_the_record_that_it_names() -> None:
    written = by_hand(records={"un": ("1-1",)})
    un = record("1-1", "Quite Another Title")
    entry = one(
        [written], lists(un=(un,), later=(Record(id="1-1", standings={"FRA": Stood(Stands.PARTY, "1991")}),))
    )
    assert entry.id == "testing-1990"
    assert [n.text for n in entry.names] == ["Convention on Testing", "Quite Another Title"]
    assert entry.participants[0].standings[0].as_of == "2022-08"


def test_joins_name_what_titles_cannot_tell() -> None:
    un, uk = record("1-1"), record("7", "Zollabkommen", "1970-01-01")
    entry = one([], lists(un=(un,), uk=(uk,)), [{"un": ["1-1"], "uk": ["7"]}])
    assert entry.records == {"un": ("1-1",), "uk": ("7",)}


@pytest.mark.parametrize(
    ("written", "joins", "message"),
    [
        ([by_hand(records={"un": ("9-9",)})], [], "the entry testing-1990 names un 9-9, and there is none"),
        ([], [{"uk": ["8"]}], "joins.yaml names uk 8"),
        ([], [{"entry": ["nobody"]}], "joins.yaml names entry nobody"),
    ],
)
def test_a_record_that_is_not_there_is_named(
    written: list[Entry], joins: list[dict[str, list[str]]], message: str
) -> None:
    with pytest.raises(RegisterError, match=message):
        merge(written, lists(un=(record("1-1"),)), joins)


def test_a_record_without_title_joins_only_where_it_is_named() -> None:
    untitled = Record(id="T_1990A", acts={"FRA": (Done(Did.CONSENT, "1991-01-01"),)})
    assert merge([], lists(many=(untitled,)), []).entries == []
    entry = one([by_hand(records={"manytreaties": ("T_1990A",)})], lists(many=(untitled,)))
    assert [p.state for p in entry.participants] == ["FRA"]


def test_versions_of_several_capitals_are_one() -> None:
    versions = tuple(
        record(str(n), f"Treaty on Testing [{city} version]") for n, city in enumerate(("London", "Moscow"))
    )
    assert one([], lists(uk=versions)).records == {"uk": ("0", "1")}


def test_ends_that_differ_by_a_day_are_one() -> None:
    many = record("T", ended=(Ended(What.TERMINATED, "2000-01-01"),))
    uk = record("7", ended=(Ended(What.TERMINATED, "1999-12-31"),))
    assert [e.date for e in one([], lists(uk=(uk,), many=(many,))).events] == ["1999-12-31"]


def test_the_numbers_of_a_list_are_links() -> None:
    first, second = (
        record("1-1"),
        record(
            "1-1.a", "Protocol", "1995-01-01", kind=Kind.PROTOCOL, relation=Relation.PROTOCOL_TO, to="1-1"
        ),
    )
    found = merge([], lists(un=(first, second)), []).entries
    assert [(link.relation, link.entry) for e in found for link in e.links] == [
        (Relation.PROTOCOL_TO, "un-1-1")
    ]


def side(key: str, title: str, day: str = "1990-05-01", kind: Kind = Kind.TREATY, *parties: str) -> Side:
    return Side(key, (title,), kind, (day,), frozenset(parties))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (side("a", "Convention on Testing"), side("b", "Testing Convention"), True),
        (side("a", "Convention on Testing", "1990-05-01"), side("b", "Convention on Testing", "1990-12-01"), True),
        (side("a", "Convention on Testing", "1990-05-01"), side("b", "Convention on Testing", "1993-05-01"), False),
        (side("a", "Convention on Testing"), side("b", "Convention on Proving"), False),
        (side("a", "Protocol 1 on Testing"), side("b", "Protocol 2 on Testing"), False),
        (side("a", "Agreement, 1976, on Testing"), side("b", "Agreement, 1983, on Testing"), False),
        (side("a", "Testing", kind=Kind.AMENDMENT), side("b", "Testing"), False),
        (side("a", "Testing", "1990-05-01", Kind.TREATY, "FRA", "DEU"), side("b", "Testing", "1990-05-01", Kind.TREATY, "FRA", "ITA"), False),
        (side("a", "Testing", "1990-05-01", Kind.TREATY, "FRA", "DEU"), side("b", "Testing", "1990-05-01", Kind.TREATY, "DEU", "FRA"), True),
    ],
)  # fmt: skip
def test_what_is_one_agreement(left: Side, right: Side, same: bool) -> None:
    others = [
        side(f"x{n}", f"Agreement {word}", "1970-01-01")
        for n, word in enumerate(("on trade", "on rivers", "on air"))
    ]
    assert bool(matches([left, *others], [right])) is same


def test_of_two_that_fit_alike_none_is_taken() -> None:
    twins = [side("a", "Exchange of Notes on Fish"), side("b", "Exchange of Notes on Fish")]
    assert matches(twins, [side("c", "Exchange of Notes on Fish")]) == []
