"""A row of a data set as a page and its claims: the page's text is the row, a claim's passages its cells.

The page's digest covers mapping, agreement and row, and not the row's place in the file, so that the same row
is the same page in every later edition of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from foedus.imports.mapping import ClaimRule, Made, ParticularRule, RowMapping
from foedus.imports.rows import Fault, Row
from foedus.imports.spells import Part, Spell
from foedus.law.particulars import Link, Registration
from foedus.law.particulars_json import link_to_json, registration_to_json
from foedus.ledger.days import bounds
from foedus.model import (
    AgreementRef,
    Article,
    Block,
    Certainty,
    Claim,
    ClaimKind,
    ParticularKind,
    Passage,
    Role,
    Source,
    SourceKind,
)
from foedus.names import Names, names
from foedus.names.written import state_named

_MARK: Final = re.compile(r"(?P<day>.*?\d{4})\s*(?P<mark>[A-Za-z]{1,2})?")

Resolve = Callable[[str], str | None]


def state_resolver(how: str, table: Names | None = None) -> Resolve:
    """From a state as the data set writes it to its code; None where it is not known."""
    if how == "cow":
        numbers = tomllib.loads((files("foedus.imports") / "cow.toml").read_text("utf-8"))
        return lambda text: str(numbers.get(text, f"COW{text}")) if text.isdigit() else None
    if how == "code":
        return lambda text: text if re.fullmatch(r"[A-Z]{3}", text) else None
    known = table or names()

    @cache
    def named(text: str) -> str | None:
        return state_named(text, known)

    return named


def particular_claim(
    doc: str,
    what: ParticularKind,
    told: Sequence[object],
    ref: AgreementRef,
    parties: tuple[str, ...],
    said: Passage,
    *,
    publisher: str,
    rule: str,
) -> Claim:
    """The claim of what a registry records of an agreement itself, in the passage `said`."""
    return Claim(
        doc=doc,
        kind=ClaimKind.PARTICULAR,
        what=what.value,
        agreement=ref,
        parties=parties,
        actors=(),
        date=None,
        date_phrase=None,
        place=None,
        sources=(Source(publisher, SourceKind.PUBLISHER),),
        certainty=Certainty.ASSERTED,
        passages=(said,),
        detail={"told": list(told)},
        rule=rule,
    )


@dataclass(frozen=True, slots=True)
class Page:
    """What a row came to. `warnings` are said, and the row is taken."""

    article: Article
    claims: tuple[Claim, ...]
    warnings: tuple[Fault, ...] = ()


class RowFault(Exception):
    """What is wrong with a row, for the one who reads the numbered list."""


@dataclass(frozen=True, slots=True)
class Converter:
    """Turns rows of one file into pages; `options` fills the templates ({agreement}, {signed})."""

    mapping: RowMapping
    file: str
    options: Mapping[str, str]
    resolve: Resolve

    def page(self, number: int, row: Row, parts: frozenset[Part] = frozenset()) -> Page | Fault:
        """The page of a row, or what is wrong with it; `parts` is what its days are within its spell."""
        try:
            return self._page(number, row, parts)
        except RowFault as fault:
            return Fault(number, str(fault))

    def spell(self, row: Row) -> Spell | None:
        """The stay that a row tells, where the mapping has such and the row a first day."""
        where = self.mapping.spells
        if where is None:
            return None
        try:
            first, last = (self._day(columns, row) for columns in (where.date, where.until))
        except RowFault:
            return None
        cell = row.get(where.member, "")
        member = self.mapping.names.get(cell) or self.resolve(cell) or cell
        return Spell(row.get(where.group, ""), member, first, last) if first else None

    def _page(self, number: int, row: Row, parts: frozenset[Part]) -> Page:
        text, spans = _as_text(row)
        warnings: list[Fault] = []
        name = self._filled(self.mapping.name, row)
        signed = self._signed(row)
        parties = self._parties(row, number, warnings)
        ref = AgreementRef(name, name, 0, signed)
        doc = f"{self.file}:{number}"
        claims = []
        for rule in self.mapping.claims:
            if rule.part is not None and rule.part not in parts:
                continue
            claim = self._claim(rule, row, doc, ref, parties, text, spans, number, warnings)
            if claim is not None:
                claims.append(claim)
        for particular in self.mapping.particulars:
            told = _told(particular, row.get(particular.column, ""), self.mapping.unknown)
            if told:
                start, end = spans[particular.column]
                said = Passage(start, end, text[start:end])
                claims.append(self.recorded(doc, particular.what, told, ref, parties, said))
        return Page(self.article(doc, name, signed, text), tuple(claims), tuple(warnings))

    def article(self, doc: str, name: str, signed: str | None, text: str) -> Article:
        """The page of a row, or of what stands above the rows."""
        seal = "\x1f".join((self.mapping.id, self.mapping.publisher, name, signed or "", text))
        return Article(
            doc=doc,
            text=text,
            blocks=(Block(0, len(text), Role.BODY),) if text else (),
            digest=sha256(seal.encode("utf-8", "replace")).hexdigest(),
            publisher=self.mapping.publisher,
            title=name,
        )

    def recorded(
        self,
        doc: str,
        what: ParticularKind,
        told: Sequence[object],
        ref: AgreementRef,
        parties: tuple[str, ...],
        said: Passage,
    ) -> Claim:
        """The claim of what a registry records of the agreement itself."""
        publisher, rule = self.mapping.publisher, f"import:{self.mapping.id}"
        return particular_claim(doc, what, told, ref, parties, said, publisher=publisher, rule=rule)

    def about(self, row: Row | Fault) -> tuple[str, tuple[str, ...], str | None]:
        """Name, parties and day of signature of the agreement of a row, empty where it has a fault."""
        if not isinstance(row, Fault):
            with suppress(RowFault):
                name, signed = self.named(row)
                return name, self._parties(row, 0, []), signed
        return "", (), None

    def named(self, row: Row) -> tuple[str, str | None]:
        """What the agreement is called, and its day of signature. Raises RowFault where it is not told."""
        return self._filled(self.mapping.name, row), self._signed(row)

    def _claim(
        self,
        rule: ClaimRule,
        row: Row,
        doc: str,
        ref: AgreementRef,
        parties: tuple[str, ...],
        text: str,
        spans: Mapping[str, tuple[int, int]],
        number: int,
        warnings: list[Fault],
    ) -> Claim | None:
        if any(row.get(column, "") != value for column, value in rule.when.items()):
            return None
        made, date, cells = rule.made, None, list(rule.when)
        if rule.date:
            made, date, found = self._date(rule, row)
            cells += found
        if rule.effective and (effect := row.get(rule.effective, "")) not in self.mapping.unknown:
            date = self._edtf(effect, rule.effective)
            cells.append(rule.effective)
        if (rule.date or rule.effective) and date is None:
            return None
        if date is not None and any(date == self._any_day(row.get(c, "")) for c in rule.not_on):
            return None
        stated = self._stated(rule, row, number, warnings)
        if rule.fields and not stated and not (rule.date or rule.when):
            return None
        cells += [rule.fields[name] for name in stated]
        place = row.get(rule.place, "") if rule.place else ""
        if place in self.mapping.unknown:
            place = ""
        if rule.place and place:
            cells.append(rule.place)
        actors = rule.actors
        if rule.actor:
            actors = (self._state(row.get(rule.actor, ""), number, warnings),)
            cells.insert(0, rule.actor)
        passages = tuple(
            Passage(*spans[c], text[slice(*spans[c])]) for c in dict.fromkeys(cells) if c in spans
        )
        return Claim(
            doc=doc,
            kind=made.kind,
            what=made.what,
            agreement=ref,
            parties=parties,
            # one party alone that is known is not all who do it
            actors=actors or (parties if len(parties) > 1 else ()),
            date=date,
            date_phrase=None,
            place=" ".join(place.split()) or None,
            sources=(Source(self.mapping.publisher, SourceKind.PUBLISHER),),
            certainty=Certainty.ASSERTED,
            passages=passages,
            detail=self._detail(rule, made, row, date, actors) | stated,
            rule=f"import:{self.mapping.id}",
        )

    def _any_day(self, cell: str) -> str | None:
        """The day of a cell, None where it has none."""
        try:
            return None if cell in self.mapping.unknown else self._edtf(cell, "")
        except RowFault:
            return None

    def _stated(self, rule: ClaimRule, row: Row, number: int, warnings: list[Fault]) -> dict[str, object]:
        """What a statement says, by the fields of `foedus.law.detail`."""
        out: dict[str, object] = {}
        for name, column in rule.fields.items():
            cell = row.get(column, "")
            if cell in self.mapping.unknown:
                continue
            if name not in ("to", "territories"):
                out[name] = cell
                continue
            each = [part.strip() for part in cell.split(";") if part.strip()]
            out[name] = [self._state(x, number, warnings) for x in each] if name == "to" else each
        return out

    def _date(self, rule: ClaimRule, row: Row) -> tuple[Made, str | None, list[str]]:
        if len(rule.date) > 1:
            return rule.made, self._day(rule.date, row), list(rule.date)
        if self.mapping.format != "csv" and rule.date[0] not in row:
            return rule.made, None, []
        column = _column(rule.date[0], row)
        cell = row.get(column, "")
        if cell in self.mapping.unknown:
            return rule.made, None, []
        day, mark = cell, None
        if rule.marks:
            match = _MARK.fullmatch(cell)
            if match is None:
                raise RowFault(f"{column} {cell!r} is not a day of the form {self.mapping.date!r}")
            day, mark = match["day"], match["mark"]
            if mark is not None and mark not in rule.marks:
                raise RowFault(f"{column} {cell!r}: the mark {mark!r} is not in the mapping")
        made = rule.marks[mark] if mark else rule.made
        return made, self._edtf(day, column), [column]

    def _day(self, columns: Sequence[str], row: Row) -> str | None:
        """The ISO day of columns for year, month and day; without its month a day tells only the year."""
        cells = [row.get(column, "") for column in columns]
        if not cells or cells[0] in self.mapping.unknown:
            return None
        known = next((i for i, cell in enumerate(cells) if cell in self.mapping.unknown), len(cells))
        return _checked("-".join(f"{int(c):02}" if c.isdigit() else c for c in cells[:known]))

    def _detail(
        self, rule: ClaimRule, made: Made, row: Row, date: str | None, actors: tuple[str, ...]
    ) -> dict[str, object]:
        """What goes with a claim: the act, the day a member's act took effect, how long a term is owed."""
        detail: dict[str, object] = {"act": made.act} if made.act else {}
        if rule.part in (Part.JOINS, Part.LEAVES) and date:
            detail["effect"] = date
        if rule.owed is None:
            return detail
        limits = [
            word for column, word in rule.owed.conditions.items()
            if row.get(column, "") not in self.mapping.unknown
        ]  # fmt: skip
        detail["owed"] = {"from": date, "until": self._day(rule.owed.until, row), "conditions": limits}
        if rule.owed.alone and all(row.get(c, "") == value for c, value in rule.owed.alone.items()):
            detail["by"] = list(actors)
        return detail

    def _edtf(self, text: str, column: str) -> str:
        if self.mapping.date == "iso":
            return _checked(text)
        try:
            return _iso(text, self.mapping.date)
        except ValueError:
            raise RowFault(f"{column} {text!r} is not a day of the form {self.mapping.date!r}") from None

    def _signed(self, row: Row) -> str | None:
        template = self.mapping.signed
        if template is None:
            return None
        if "{" in template:
            found = self._filled(template, row, empty=True)
            return _checked(found) if found else None
        cell = row.get(template, "")
        return None if cell in self.mapping.unknown else self._edtf(cell, template)

    def _filled(self, template: str, row: Row, *, empty: bool = False) -> str:
        out = template
        for key in _keys(template):
            value = self.options.get(key, row.get(key))
            if not value and not empty:
                raise RowFault(f"has nothing in {key}, which names the agreement")
            out = out.replace(f"{{{key}}}", value or "")
        return out

    def _parties(self, row: Row, number: int, warnings: list[Fault]) -> tuple[str, ...]:
        where = self.mapping.parties
        columns = _columns(where.columns, tuple(row))
        cells: Sequence[str] = [row[c] for c in columns]
        if where.split is not None:
            cells = [part for cell in cells for part in cell.split(where.split)]
        elif where.pattern is not None:
            matches = [re.search(where.pattern, cell) for cell in cells]
            cells = [group for match in matches if match for group in match.groups()]
        known = [cell.strip() for cell in cells if cell.strip() not in self.mapping.unknown]
        if where.match is not None:
            known = [cell for cell in known if _fits(where.match, cell)]
        return tuple(sorted({self._state(cell, number, warnings) for cell in known}))

    def _state(self, cell: str, number: int, warnings: list[Fault]) -> str:
        if not cell:
            raise RowFault("names no state")
        code = self.mapping.names.get(cell) or self.resolve(cell)
        if code is None:
            warnings.append(
                Fault(number, f"{cell!r} is no state known here; kept as it is written", skipped=False)
            )
            return cell
        return code


@lru_cache(maxsize=1000)
def _keys(template: str) -> tuple[str, ...]:
    """What stands in braces."""
    return tuple(re.findall(r"\{([^{}]*)\}", template))


@lru_cache(maxsize=1000)  # most rows of a file have the same columns
def _columns(patterns: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that fit each of the patterns."""
    return tuple(column for pattern in patterns for column in columns if fnmatchcase(column, pattern))


@lru_cache(maxsize=50_000)  # a state stands in many rows
def _fits(pattern: str, cell: str) -> bool:
    return re.search(pattern, cell) is not None


@lru_cache(maxsize=50_000)  # a day stands in a row more than once, and a row is looked at twice
def _iso(text: str, form: str) -> str:
    return datetime.strptime(text, form).date().isoformat()


def _told(rule: ParticularRule, cell: str, unknown: Collection[str]) -> list[object]:
    """What a cell records, each once, in its order."""
    if cell in unknown:
        return []
    each = cell.split(rule.split) if rule.split is not None else [cell]
    texts = [" ".join(part.split()) for part in each]
    if rule.forms:
        texts = [written for part in texts for written in _written(rule, part)]
    found = [text for text in dict.fromkeys(texts) if text and text not in unknown]
    if rule.what is ParticularKind.REGISTRATION:
        return [registration_to_json(Registration(rule.registry, number)) for number in found]
    if rule.relation is not None:
        return [link_to_json(Link(rule.relation, treaty)) for treaty in found]
    return list(found)


def _written(rule: ParticularRule, part: str) -> Iterator[str]:
    for pattern, form in rule.forms:
        match = pattern.search(part)
        if match is not None:
            yield form.format(match[0], *match.groups(""))


def _as_text(row: Row) -> tuple[str, dict[str, tuple[int, int]]]:
    """The row as a reader would write it out, "column: cell" a line, and where each cell stands."""
    lines, spans, at = [], {}, 0
    for column, cell in row.items():
        if not cell:
            continue
        line = f"{column}: {cell}"
        spans[column] = (at, at + len(line))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), spans


def _column(pattern: str, row: Row) -> str:
    found = next((c for c in row if c == pattern), None) or next(
        (c for c in row if fnmatchcase(c, pattern)), None
    )
    if found is None:
        raise RowFault(f"has no column {pattern!r}; is this the right mapping?")
    return found


@lru_cache(maxsize=1 << 16)
def is_day(text: str) -> bool:
    """Whether it is an ISO year, month or day that exists."""
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}[?~%]?", text)) and bounds(text) != (None, None)


def _checked(text: str) -> str:
    if is_day(text):
        return text
    raise RowFault(f"{text!r} is not a day; ISO dates are 2024, 2024-11 or 2024-11-09")
