"""What the law finds of many records together is what it finds of each by itself, on every day."""

from __future__ import annotations

import operator as op
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from foedus.law.columns import Acts, Told
from foedus.law.deeds import NUMBERS, Deeds
from foedus.law.history import History, acts_of
from foedus.law.kinds import EVERYONE, SOMEONE, Kind, kind_of, speaker
from foedus.law.model import Fact, Record, Terms
from foedus.law.observed import Answer, Ask, Learnt, Question, View, learn
from foedus.law.spans import Span, span
from foedus.law.turning import stretches
from foedus.law.walk import Stretches, Walk
from foedus.model import Certainty, Step
from foedus.record.filled import Filled, Group
from foedus.record.kept import Said, outline_values

ON = date(2024, 12, 1)
UNREAD = Terms(known=False)
LAST = date.max - timedelta(days=1)  # the day after it stands for never
Held = tuple[date, date, Said]


@dataclass(frozen=True)
class Case:
    """A treaty as the news tells of it."""

    parties: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def done(self) -> list[Fact]:
        return [f for f in self.facts if f.certainty is not Certainty.PLANNED]

    @property
    def planned(self) -> tuple[Step | str, ...]:
        return tuple(sorted({f.step for f in self.facts if f.certainty is Certainty.PLANNED}))


def case(parties: str, text: str) -> Case:
    """ "signed A B 2024-01-01; ratified A - ?Gazette; ! ratified B": "-" is no day, "?" a source, "!" a plan."""
    facts = []
    for n, part in enumerate(text.split(";")):
        step, *words = part.replace("!", "").split()
        sources = tuple(w[1:] for w in words if w[0] == "?" and len(w) > 1)
        days = [w for w in words if w[0].isdigit() or w[:2] == ".."]
        actors = tuple(w for w in words if w not in days and w != "-" and w[1:] not in sources)
        certainty = Certainty.REPORTED if sources else Certainty.ASSERTED
        if "!" in part:
            certainty = Certainty.PLANNED
        facts.append(
            Fact(f"{n:03}", step, actors, tuple(parties.split()), (*days, None)[0], certainty, sources)
        )
    return Case(tuple(parties.split()), tuple(facts))


def in_columns(cases: Sequence[Case]) -> Acts:
    rows: list[tuple[int, int, str, Span, str | None]] = []
    for n, each in enumerate(cases):
        for fact in each.done:
            kind = kind_of(fact)
            assert kind is not None
            said = speaker(fact) if fact.certainty is Certainty.REPORTED else None
            for done, at in acts_of(kind, fact.actors, each.parties):
                rows.append((n, NUMBERS[done], at, span(fact.date), said))
    names = sorted({EVERYONE, SOMEONE, *(r[2] for r in rows), *(p for c in cases for p in c.parties)})
    spans, speakers = sorted({r[3] for r in rows}), sorted({r[4] for r in rows if r[4] is not None})
    columns = [
        (n, kind, names.index(at), spans.index(when), -1 if said is None else speakers.index(said))
        for n, kind, at, when, said in rows
    ]
    of, kinds, at_, when_, by = np.array(columns, np.int64).reshape(-1, 5).T
    plans = {n: each.planned for n, each in enumerate(cases) if each.planned}
    return Acts(
        Told([each.parties for each in cases], plans, of, kinds, at_, when_, by, names, spans, speakers)
    )


def joined(held: Iterable[Held]) -> list[Held]:
    """In order of days, none like the next."""
    out: list[Held] = []
    for first, last, said in sorted(held, key=lambda h: h[0]):
        if out and out[-1][2] == said:
            assert first == out[-1][1] + timedelta(days=1)
            out[-1] = (out[-1][0], last, said)
        else:
            out.append((first, last, said))
    return out


def together(walk: Walk[Filled], cases: Sequence[Case]) -> tuple[list[list[Held]], list[int]]:
    """Of each record its stretches, and the records that are refused."""
    acts = in_columns(cases)
    found: Stretches[Filled] = walk.stretches(acts)
    out: list[list[Held]] = [[] for _ in cases]
    for n, treaty in enumerate(found.treaty.tolist()):
        filled = found.found[int(found.end[n])]
        assert filled is not None
        (said,) = filled.of(Group(acts, found.treaty[n : n + 1], found.acts[n : n + 1]))
        first, last = date.fromordinal(int(found.first[n])), date.fromordinal(int(found.last[n]))
        out[treaty].append((first, last, said))
    return list(map(joined, out)), found.refused.tolist()


def walker() -> Walk[Filled]:
    def render(learnt: Learnt) -> Filled:
        assert learnt.outline is not None
        return Filled(learnt.outline, learnt.days)

    return Walk(render)


def by_itself(one: Case) -> list[Held]:
    held = stretches(Record("", one.parties, one.facts), UNREAD, ON)
    return joined((h.first, min(h.last, LAST), outline_values(h.outline)) for h in held)


STEPS = (
    "signed signed signed ratified ratified deposited notified instruments_exchanged entered_into_force"
    " entered_into_force provisionally_applied amended extended suspended withdrawn terminated violated"
    " negotiated initialled acceded superseded resumed"
).split()
DAYS = "- 2024-01-01 2024-01-02 2024-02-01 2024-03-01 2024-03-01 2024-02 2024 ../2024-02-15 2025-01-01 9999-12-31".split()


def made_up(rng: random.Random) -> Case:
    parties = rng.choice(("A B", "A B", "B C", "A B C", "A"))
    steps = rng.sample(STEPS, 3)
    parts = []
    for _ in range(rng.randint(1, 6)):
        step = rng.choice(steps)
        who = rng.choice((parties, *parties.split(), "", "?", "D"))
        plan = "!" if step != "entered_into_force" and rng.random() < 0.1 else ""
        source = rng.choice(("", "", "?Gazette", "?Agency"))
        parts.append(f"{step} {who} {rng.choice(DAYS)} {source} {plan}")
    return case(parties, ";".join(parts))


STORIES = (
    "signed A B 2024-01-01; ratified A 2024-02-01 ?Gazette; ratified B 2024-03-01",
    "signed A B 2024-01-01; instruments_exchanged 2024-02-01; entered_into_force 2024-02-01",
    "entered_into_force 2024-01-01; violated A 2024-03-01; ratified B 2024-02-01",
    "signed A B 2024-02; ratified A ../2024-03-01; ! ratified B",
    "signed A 2024-01-01; provisionally_applied 2024-02-01; amended 2024-03-01; extended 2024-04-01",
)


@pytest.mark.parametrize("story", STORIES)
def test_the_law_is_asked_once_for_all_of_a_shape(story: str) -> None:
    """Other states, other days, other publishers: one shape."""
    one, walk = case("A B", story), walker()
    together(walk, [one])
    asked = walk.learned
    assert 0 < asked <= 2 * len(story.split(";")) + 1, "no oftener than something can turn"
    others = [case("A B", story.replace("2024-", f"{year}-")) for year in (1999, 2005)]
    others += [case("Y Z", story.replace(" A", " Y").replace(" B", " Z").replace("?Gazette", "?Agency"))]
    others += [case("A B", story.replace("-01-01", "-01-17").replace("-02-01", "-02-20"))]
    found, refused = together(walk, others)
    assert walk.learned == asked
    assert (found, refused) == ([by_itself(other) for other in others], [])


@pytest.mark.parametrize(
    "story",
    [
        pytest.param("signed A B 2024-02-01~", id="about right"),
        pytest.param("entered_into_force 2024-01-01; withdrawn A 2024-03-01", id="twelve months: VCLT 56(2)"),
    ],
)
def test_what_is_no_matter_of_the_order_of_days_is_not_shared(story: str) -> None:
    walk = walker()
    for parties in ("A B", "A C"):
        found, refused = together(
            walk, [case("A B", STORIES[1]), case(parties, story.replace("B", parties[-1]))]
        )
        assert (found[1], refused) == ([], [1])
        assert found[0]


def test_no_more_acts_than_there_is_room_for() -> None:
    """Each that comes up takes room beside all the others."""
    votes = [f"ratified A {date(2024, 1, 1) + timedelta(days=n)}" for n in range(61)]
    found, refused = together(walker(), [case("A B", ";".join(votes[:n])) for n in (60, 61, 2)])
    assert refused == [1]
    assert found[1] == []
    assert found[0]
    assert found[2]


def many_cases() -> list[Case]:
    rng = random.Random(20240101)
    return [made_up(rng) for _ in range(100)]


@cache
def many() -> tuple[list[Case], list[list[Held]]]:
    cases = many_cases()
    return cases, [by_itself(one) for one in cases]


def test_many_records() -> None:
    """Those of which a date is about right, or the law counts from one, are worked out by themselves: few."""
    cases, expected = many()
    walk, alone = walker(), 0
    for part in (slice(0, 70), slice(70, None)):
        found, refused = together(walk, cases[part])
        alone += len(refused)
        for n, (one, each) in enumerate(zip(found, expected[part], strict=True)):
            assert n in refused or one == each, cases[part][n]
            assert n not in refused or one == [], "of what is refused nothing is told"
    assert 0 < alone < len(cases) / 5


ASKED = (
    (Ask.ANY, (Kind.HOME,)), (Ask.ACTORS, (Kind.SIGNATURE, Kind.HOME)), (Ask.ACTORS, (Kind.ENTRY,)),
    (Ask.ACTS, (Kind.SIGNATURE, Kind.HOME)), (Ask.REPORTS, (Kind.ENTRY,)), (Ask.ACTS, (Kind.DEPOSIT, Kind.HOME)),
    (Ask.ANY, (Kind.NOTICE, Kind.TERMINATION)), (Ask.ACTS, (Kind.NOTICE,)), (Ask.ACTORS, (Kind.DEPOSIT,)),
    (Ask.FIRST, (Kind.SIGNATURE,)), (Ask.FIRST, (Kind.ENTRY, Kind.NOTICE)), (Ask.REPORT, (Kind.ENTRY,)),
)  # fmt: skip


STORY = "signed A 2024-01-02; ratified A 2024-01-02/2024-01-05; ratified B 2024-02-01; signed B -"


def asking(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[History], object], on: date = date(2024, 1, 4)
) -> Learnt:
    """What is learnt of a law that asks this of a history."""
    monkeypatch.setattr("foedus.law.observed.of_history", lambda history, terms: history)
    monkeypatch.setattr("foedus.law.observed.outline", ask)
    return learn(in_columns([case("A B", STORY)]).deeds(0), on)


def test_days_compare_as_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    each = (op.lt, op.le, op.gt, op.ge, op.eq, op.ne)
    real = [date(2024, 1, 4), date(2024, 1, 2), date(2024, 1, 2), date(2024, 1, 5)]

    def compare(history: History) -> None:
        acts = history.of(Kind.SIGNATURE, Kind.HOME)
        days = [history.on, *[acts[-2].span.first, *acts[-1].span[:2]]]
        for (a, x), (b, y) in product(zip(days, real, strict=True), repeat=2):
            for compared in each:
                assert compared(a, b) is compared(x, y), (compared, x, y)
        for day, bound in product(days, (date.min, date.max)):
            for compared in each:
                assert compared(day, bound) is compared(date(2024, 1, 1), bound)
                assert compared(bound, day) is compared(bound, date(2024, 1, 1))
        assert len({*days}) == 3
        assert days[1] != "2024-01-02"
        assert days[1].isoformat() == "2024-01-02"

    assert asking(monkeypatch, compare).days == {}


LOOKS: list[Callable[[History], object]] = [
    lambda h: h.on + timedelta(days=1), lambda h: h.on - timedelta(days=1), lambda h: date(2025, 1, 1) - h.on,
    lambda h: h.on.year, lambda h: h.on.month, lambda h: h.on.replace(day=1), lambda h: h.on.isocalendar(),
    lambda h: h.on < date(2024, 6, 1), lambda h: h.on == date(2024, 6, 1), lambda h: h.on.isoformat(),
    lambda h: h.of(Kind.HOME)[0].span.last.toordinal(), lambda h: h.gathered.done[Kind.HOME], lambda h: len(h.gathered.done),
]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_who_looks_at_more_than_the_order_of_days_shares_nothing(
    look: Callable[[History], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asking(monkeypatch, lambda h: look(h) and "found").outline is None
    assert asking(monkeypatch, lambda h: "found").outline is not None


def test_what_is_known_of_a_list_of_acts_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """They stand in order, each begun by the day, and none ends before it begins."""

    def compare(history: History) -> None:
        assert not history.any(Kind.NOTICE)
        assert history.actors(Kind.NOTICE, Kind.CESSATION) == []
        acts = history.of(Kind.SIGNATURE, Kind.HOME, Kind.NOTICE)
        for n, done in enumerate(acts):
            assert done.span.first <= history.on
            assert done.span.first <= done.span.last
            assert done.span.exact or done.span.first < done.span.last
            assert all(done.span.first <= later.span.first for later in acts[n:])

    found = asking(monkeypatch, compare, date(2025, 1, 1)).asked
    assert [*found] == [Question(Ask.ACTS, (Kind.SIGNATURE, Kind.HOME))]


def test_the_first_act_and_the_first_report_are_asked_for_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    story = f"{STORY}; entered_into_force A B 2025-01-01; entered_into_force A B 2024-03-01"
    monkeypatch.setattr("foedus.law.observed.of_history", lambda history, terms: history)

    def compare(history: History) -> None:
        signed, report = history.first(Kind.SIGNATURE), history.first_report()
        assert history.first(Kind.NOTICE) is None
        assert history.first(Kind.ENTRY) is None, "it is of a later day"
        assert signed is not None
        assert signed.span.first <= history.on
        assert report is not None
        assert report.span.first.isoformat() == "2024-03-01"

    monkeypatch.setattr("foedus.law.observed.outline", compare)
    asked = learn(in_columns([case("A B", story)]).deeds(0), date(2024, 1, 4)).asked
    assert [*asked] == [
        Question(Ask.FIRST, (Kind.SIGNATURE,)), Question(Ask.REPORT, (Kind.ENTRY,)), Question(Ask.FIRST, (Kind.ENTRY,)),
    ]  # fmt: skip
    assert [len(answer) for answer in asked.values() if isinstance(answer, tuple)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("parties", "one", "other"),
    [
        # only the first report and the first signature matter, and not in which order states have ratified
        ("A B C", "entered_into_force A B C 2024-01-01",
         "entered_into_force A B C 2024-01-01; entered_into_force B 2024-02-01"),
        ("A B C", "signed A 2024-01-01; ratified A 2024-02-01; ratified B 2024-02-02",
         "signed A 2024-01-01; ratified B 2024-02-01; ratified A 2024-02-02"),
        ("A B", "violated A 2024-03-01; extended 2024-03-02; signed A 2024-01-01",
         "violated A 2024-03-01; extended 2024-03-02; signed A 2024-01-01; signed B 2024-01-02"),
    ],
)  # fmt: skip
def test_what_makes_no_difference_in_law_is_not_asked(parties: str, one: str, other: str) -> None:
    walk = walker()
    last = date(2030, 1, 1).toordinal()
    ends = []
    for story in (one, other):
        found = walk.stretches(in_columns([case(parties, story)]))
        (end,) = found.end[(found.first <= last) & (found.last >= last)].tolist()
        ends.append(end)
    assert ends[0] == ends[1]


#: Where all have done it, whoever comes after them is left out.
AFTER_ALL = (
    case("A B", "signed A B 2024-01-01; signed D 2024-02-01; ratified D 2024-03-01"),
    case("A B C", "entered_into_force 2024-01-01; entered_into_force A 2024-02-01"),
    case("", "signed D 2024-01-01; signed 2024-02-01; signed E 2024-03-01; deposited D 2024-03-01"),
)


def curious(deeds: Deeds, on: date, which: int) -> Learnt:
    """A law that asks of all acts, then of each two days one of three things."""
    view, asked = View(deeds, on), dict[Question, Answer]()
    for ask, kinds in ASKED:
        if there := tuple(kind for kind in kinds if deeds.has(kind)):
            asked.setdefault(Question(ask, there), view.answer(Question(ask, there)))
    for a, b in combinations(range(min(len(view.days), 7)), 2):
        each = Question(Ask.BEFORE, (a, b)), Question(Ask.BEFORE, (b, a)), Question(Ask.SAME, (a, b))
        question = each[(a + b + which) % 3]
        asked[question] = view.answer(question)
    found: Any = (tuple(asked.items()), tuple(view.acts))
    return Learnt(asked, found, (), {})


@pytest.mark.parametrize("which", range(3))
def test_every_answer_turns_on_its_day(which: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a law asks, what was found from the answers holds on the days of a stretch, and no others."""
    law = partial(curious, which=which)
    monkeypatch.setattr("foedus.law.walk.learn", law)
    cases = [*AFTER_ALL, *map(partial(case, "A B"), STORIES), *many_cases()[which:30:3]]
    acts = in_columns(cases)
    walk: Walk[Any] = Walk(lambda learnt: learnt.outline)
    found = walk.stretches(acts)
    learned = walk.learned
    assert found.refused.tolist() == []
    turns = {date.fromordinal(day) for day in {*found.first.tolist(), *found.last.tolist()}}
    for n, one in enumerate(cases):
        rows = np.flatnonzero(found.treaty == n)
        for row in rows.tolist():
            first, last = date.fromordinal(int(found.first[row])), date.fromordinal(int(found.last[row]))
            kept = found.found[int(found.end[row])]
            assert kept is not None
            answers, _ = kept
            for on in {max(first, date(1, 1, 2)), last, *(d for d in turns if first < d < last)}:
                expected: Any = law(acts.deeds(n), on).outline
                assert answers == expected[0], (one, on)
                numbers = [act for act in found.acts[row].tolist() if act >= 0]
                assert [acts.first[act] for act in numbers] == [d.span.first.toordinal() for d in expected[1]]
    walk.stretches(acts)
    assert walk.learned == learned, "what was learnt of a shape is known for all of it"


def test_nothing_is_asked_that_follows_from_what_is_known() -> None:
    """Of two days no question is asked twice; acts of one list are known to be in order, and begun."""
    for one in many()[0][:40]:
        acts = in_columns([one])
        for on in (date(2024, 1, 1), date(2024, 2, 10), date(2025, 6, 6)):
            known: dict[tuple[int, int], str] = {}
            for (ask, of), answer in learn(acts.deeds(0), on).asked.items():
                if ask not in (Ask.BEFORE, Ask.SAME):
                    continue
                a, b = of
                assert a != b
                so_far = known.get((a, b), "<=>")
                as_asked = "<" if ask is Ask.BEFORE else "="
                assert as_asked in so_far, (one, on, of)
                assert so_far != as_asked, (one, on, of)
                found = as_asked if answer else so_far.replace(as_asked, "")
                known[a, b] = found
                known[b, a] = found.translate(str.maketrans("<>", "><"))
