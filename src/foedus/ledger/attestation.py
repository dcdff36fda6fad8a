"""What is resolved: a name or description, of some parties, in one year or on one day; and in which order.

A title means the same treaty whoever writes it, so that all pages of a year that give it, with the same
parties and day of signature, are one attestation. A description ("the pact") means what was last spoken of:
all pages of one day that give it are one. What else an article speaks of belongs to its descriptions
(`beside`), since "the pact" there is none of those.

Attestations have an order that hangs on what the pages say and on nothing else: what a person placed is known
before anything is read; then by day, the undated last; titles before descriptions; then by the wording.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final

from foedus.ledger.alike import Mention, beginnings, stem
from foedus.ledger.days import reach
from foedus.ledger.resolve import SLACK, Known, Names, may_be_signed
from foedus.ledger.wording import EMPTY, Strip, Wording, acronyms_of, is_title, telling_of, wording, words_of

Order = tuple[Any, ...]
BEFORE: Final[Order] = ()  # before every order
#: Of what stands beside: its text, whether that is no name, its parties, its day of signature, and of its own
#: mark a digest.
Mark = tuple[tuple[str, bool, tuple[str, ...], str, str], ...]

FIRST: Final = -1  # begins the order of what a person placed


class Wordings:
    """The wording of each text with its parties, taken apart once."""

    def __init__(self, strip: Strip | None = None) -> None:
        self._strip = strip
        self._found: dict[tuple[str, tuple[str, ...]], Wording] = {}

    def of(self, text: str, parties: tuple[str, ...]) -> Wording:
        found = self._found.get((text, parties))
        if found is None:
            found = self._found[(text, parties)] = wording(text, parties, self._strip)
        return found


class Form:
    """A name, or where an article only describes the describing words, with the parties told beside it.

    `each` has its attestations in order; `first` the order of the earliest in each group that can be seen.
    `stems` are those of its telling words, `own_stems` of such as tell something new; `named`: it is a title
    that has some, and fits another title only where one of the two has all of the other's. `abbreviations`
    are the letters with which those in it begin, `initials` those with which one of it can begin.
    """

    __slots__ = (
        "_mentions", "_wordings", "abbreviations", "at", "each", "first", "initials", "key", "name", "named",
        "nameless", "own_stems", "parties", "set", "stems", "text", "titled", "words",
    )  # fmt: skip

    def __init__(
        self,
        wordings: Wordings,
        name: str | None,
        words: str,
        parties: tuple[str, ...],
        key: str | None = None,
    ) -> None:
        self._wordings = wordings
        self.name = name
        self.words = words
        self.text = name or words
        self.parties = parties
        self.set = frozenset(parties)
        self.key = wordings.of(self.text, parties).key if key is None else key
        self.nameless = not self.key
        self.titled = is_title(name, self.key)
        telling = telling_of(self.key)
        self.stems = _sorted(map(stem, telling))
        self.own_stems = _sorted(map(stem, telling - EMPTY))
        self.named = self.titled and bool(self.own_stems)
        self.each: list[Attestation] = []
        self.at: dict[tuple[str | None, str | None, Mark], Attestation] = {}
        self.first: dict[Group, Order] = {}
        self._mentions: dict[str | None, Mention] = {}
        self.initials = beginnings(words_of(self.text))
        self.abbreviations = frozenset(a[0].casefold() for a in acronyms_of(self.text))

    @property
    def nobodys(self) -> bool:
        """ "The pact" without parties: another one in each article."""
        return self.nameless and not self.parties

    def mention(self, signed: str | None, day: str | None = None) -> Mention:
        """The mention that this form makes with a day of signature, in an article of `day`."""
        found = self._mentions.get(signed)
        if found is None:
            own = self._wordings.of(self.text, self.parties)
            found = self._mentions[signed] = Mention(self.name, self.words, self.parties, signed, None, own)
        if day is None:
            return found
        return Mention(self.name, self.words, self.parties, signed, day, found.wording)

    def period(self, day: str | None) -> str | None:
        """The time in which it is one attestation: a year for a title, a day for a description."""
        return day[:4] if day and self.titled else day

    def insert(self, one: Attestation) -> None:
        insort(self.each, one, key=_order)

    def remove(self, one: Attestation) -> None:
        at = bisect_left(self.each, one.order, key=_order)
        while self.each[at] is not one:
            at += 1
        del self.each[at]

    def between(self, after: Order, upto: Order | None) -> Iterator[Attestation]:
        """Its attestations after one order and up to another, that one included."""
        for at in range(bisect_left(self.each, after, key=_order), len(self.each)):
            one = self.each[at]
            if upto is not None and one.order > upto:
                return
            if one.order > after:
                yield one


class Attestation:
    """A form in one period. `rows` are its numbers in the ledger once it is stored: more than one where
    pages gave it anew while a person had placed it.

    `day` is the first ISO day of the period on which a page gives it. `alive`: some page still says so.
    `pinned`: a person placed it; `held`: a person put others in its stead. `doubtful`: it could be any of
    several agreements, so it stands alone and is no ground for others; `rivals` are two of them. `timely`:
    where it belongs hangs on when agreements were spoken of. `best` is the score by which it belongs there,
    0 where nothing fitted, None where another fits as well or it is not known. `home`: where it stood last.
    """

    __slots__ = (
        "alive", "beside", "best", "day", "doubtful", "form", "group", "held", "home", "mark", "order",
        "pinned", "queued", "rivals", "rows", "serial", "signed", "timely", "why",
    )  # fmt: skip

    def __init__(
        self,
        form: Form,
        signed: str | None,
        day: str | None,
        serial: int,
        *,
        beside: Sequence[Attestation] = (),
        mark: Mark | None = None,
        pinned: bool = False,
    ) -> None:
        self.form = form
        self.signed = signed
        self.day = day
        self.beside = tuple(beside)
        self.mark = mark_of(beside) if mark is None else mark
        self.pinned = pinned
        self.held = False
        self.serial = serial
        self.rows: list[int] = []
        self.group: Group | None = None
        self.home: Group | None = None
        self.doubtful = False
        self.timely = True
        self.best: int | None = None
        self.rivals: tuple[Group, ...] = ()
        self.alive = True
        self.queued: Order | None = None
        self.why = ""
        self.order = self.place()

    @property
    def row(self) -> int | None:
        """The first of its numbers in the ledger."""
        return self.rows[0] if self.rows else None

    @property
    def key(self) -> tuple[str | None, str | None, Mark]:
        """What tells it from others of its form."""
        return self.signed, self.form.period(self.day), self.mark

    def place(self) -> Order:
        """Its place in the order, as it is now."""
        form = self.form
        return (
            FIRST if self.pinned else 0, self.day is None, self.day or "", not form.titled, form.text,
            form.parties, form.name is None, self.signed or "", len(self.mark), self.mark, self.serial,
        )  # fmt: skip

    @property
    def mention(self) -> Mention:
        return self.form.mention(self.signed, self.day)


def said_on(order: Order) -> str:
    """The ISO day in an order, empty where it is not known."""
    return str(order[2])


def mark_of(beside: Sequence[Attestation]) -> Mark:
    """What tells apart a description that stands beside these: their wording, and what they stand beside.

    In all articles of one day in which a description has this mark the same attestations stand beside it.
    """
    said = ((b.form, b.signed, b.mark) for b in beside)
    return tuple(sorted(mark_part(f.name, f.words, f.parties, signed, mark) for f, signed, mark in said))


def mark_part(
    name: str | None, words: str, parties: tuple[str, ...], signed: str | None, beside: Mark
) -> tuple[str, bool, tuple[str, ...], str, str]:
    """One part of a `Mark`: an attestation by what it says, `beside` being its own mark."""
    digest = blake2b(repr(beside).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return name or words, name is None, parties, signed or "", digest if beside else ""


_order: Callable[[Attestation], Order] = lambda one: one.order  # noqa: E731


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in an order that is the same in every process."""
    return tuple(sorted(set(words)))


class Group:
    """An agreement in the fold. `number` is None until it has one; `fixed` are parties that a person set."""

    __slots__ = (
        "_begun", "_names", "_orders", "_parties", "_signed", "always", "days", "firsts", "fixed",
        "members", "number", "pinned",
    )  # fmt: skip

    def __init__(self, number: int | None = None, fixed: frozenset[str] | None = None) -> None:
        self.number = number
        self.fixed = fixed
        self.members: list[Attestation] = []
        self._orders: list[Order] = []  # of the members
        self.days: list[str] = []  # of the members that no person placed
        self.always: list[str] = []  # of those that a person placed
        self.pinned = 0
        self.firsts: dict[tuple[Form, str | None], list[Order]] = {}  # the orders of each form and signature
        self._parties: frozenset[str] | None = fixed
        self._begun: list[Order] | None = None  # the first of these orders, sorted
        self._names: dict[int, Names] = {}  # by how many of them are known
        self._signed: tuple[int, int] | None = None  # the first and the last day on which it may be signed

    @property
    def first(self) -> Attestation:
        return self.members[0]

    def insert(self, one: Attestation) -> None:
        at = bisect_left(self._orders, one.order)
        self.members.insert(at, one)
        self._orders.insert(at, one.order)
        self.pinned += one.pinned
        if day := said_on(one.order):
            insort(self.always if one.pinned else self.days, day)
        key = (one.form, one.signed)
        orders = self.firsts.get(key)
        if orders is None:
            self.firsts[key] = [one.order]
            self._changed()
        else:
            insort(orders, one.order)
            if orders[0] is one.order:
                self._changed()

    def remove(self, one: Attestation) -> None:
        at = bisect_left(self._orders, one.order)
        while self.members[at] is not one:
            at += 1
        del self.members[at], self._orders[at]
        self.pinned -= one.pinned
        if day := said_on(one.order):
            days = self.always if one.pinned else self.days
            del days[bisect_left(days, day)]
        key = (one.form, one.signed)
        orders = self.firsts[key]
        was = orders[0]
        orders.remove(one.order)
        if not orders:
            del self.firsts[key]
        if not orders or orders[0] is not was:
            self._changed()

    def _changed(self) -> None:
        self._begun, self._parties = None, self.fixed
        self._names.clear()
        self._signed = None

    def known(self, number: int, before: Order, day: str | None) -> Known:
        """The agreement by those of its members that stand before an order (of an attestation of `day`)."""
        upto = len(self.days)
        if day is not None:
            upto = min(upto, max(0, bisect_left(self._orders, before) - self.pinned))
        if self._begun is None:
            self._begun = sorted(orders[0] for orders in self.firsts.values())
        known = bisect_left(self._begun, before)
        names = self._names.get(known)
        if names is None:
            told = sorted((orders[0], key) for key, orders in self.firsts.items() if orders[0] < before)
            names = Names(tuple(form.mention(signed) for _, (form, signed) in told), self.fixed)
            self._names[known] = names
        return Known(number, names, self.days, upto, self.always)

    def next_dated(self, order: Order) -> Order | None:
        """The place of the next member whose day is known, None where there is none."""
        at = bisect_right(self._orders, order)  # the undated are the last
        return self._orders[at] if at < len(self._orders) and said_on(self._orders[at]) else None

    def signed_otherwise(self, day: str, first: int, last: int) -> bool:
        """Whether all of its names were told with days of signature, and none of these can be this one.

        `first` and `last` are what the day may mean, as ordinals.
        """
        if self._signed is None:
            each = [reach(signed) for _, signed in self.firsts]
            self._signed = min(first for first, _ in each), max(last for _, last in each)
        if last < self._signed[0] - SLACK or first > self._signed[1] + SLACK:
            return True
        return not any(may_be_signed(day, signed) for _, signed in self.firsts)

    def parties(self) -> frozenset[str]:
        """All parties told with any of its members, or set by a person."""
        if self._parties is None:
            self._parties = frozenset().union(*(form.set for form, _ in self.firsts))
        return self._parties
