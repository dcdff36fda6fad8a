"""Files of data sets into the ledger: rows by a mapping, our own claims, lists of treaties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from foedus.errors import InputError, TreatyFileError, UsageError
from foedus.garbage import uncollected
from foedus.imports.above import page_above
from foedus.imports.convert import Converter, Page, is_day, particular_claim, state_resolver
from foedus.imports.mapping import load
from foedus.imports.rows import Fault, Row, json_lines, read_table, read_text
from foedus.imports.spells import Part, parts
from foedus.jsonform import claim_from_json
from foedus.law.detail import fact_detail
from foedus.law.forms import terms_to_json
from foedus.law.model import Fact
from foedus.law.particulars_json import told_of
from foedus.law.treatyfile import treaty_from_json
from foedus.ledger.rows import Added
from foedus.ledger.store import Ledger
from foedus.model import (
    AgreementRef,
    Article,
    Block,
    Claim,
    ClaimKind,
    ParticularKind,
    Passage,
    Published,
    Role,
    Source,
    SourceKind,
)
from foedus.names import names
from foedus.names.written import state_named

OWN: Final = {
    "claims": "claims as `foedus claims --json` and `foedus read --json` print them (JSON Lines)",
    "treaties": "treaties with rule and instruments, in the form of `foedus status --file` (JSON Lines)",
}
_AT_ONCE: Final = 500  # pages a transaction

Progress = Callable[[int], None]  # rows done
#: Of an agreement's name, parties and day of signature: its place among others.
Order = Callable[[str, tuple[str, ...], str | None], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row ready to go in: its page, and the terms that go with its agreement."""

    number: int
    page: Page
    terms: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Outcome:
    """How an import went. A row is taken, known already, left out as it tells nothing (`silent`), or skipped
    with its fault.
    """

    rows: int = 0
    silent: int = 0
    claims: int = 0
    new_pages: int = 0
    new_claims: int = 0
    known_pages: int = 0
    terms: int = 0
    agreements: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    @property
    def skipped(self) -> int:
        return sum(1 for fault in self.faults if fault.skipped)


def ready(mapping: str, options: Mapping[str, str]) -> None:
    """Raises UsageError for a mapping that is not known, lacks an option or takes none such; InputError for a
    broken one.
    """
    needs = frozenset[str]() if mapping in OWN else load(mapping).needs
    if "agreement" in needs - options.keys():
        raise UsageError(f"the mapping {mapping} needs --agreement NAME")
    for option in sorted(options.keys() - needs):
        raise UsageError(
            f"the mapping {mapping} takes no --{option.replace('_', '-')}: its rows tell that themselves"
        )
    for option in ("signed", "in_force"):
        day = options.get(option)
        if day is not None and not is_day(day):
            written = f"--{option.replace('_', '-')} {day!r}"
            raise UsageError(f"{written} is not a day; write 1997-12-03, 1997-12 or 1997")


def entries(
    path: Path, mapping: str, options: Mapping[str, str], order: Order | None = None
) -> Iterator[Entry | Fault]:
    """What the rows of a file come to, faults among them, those of a large file in this order.

    Raises InputError for the file, and as `ready`.
    """
    if mapping == "claims":
        yield from _claims(path)
    elif mapping == "treaties":
        yield from _treaties(path)
    else:
        ready(mapping, options)
        rules = load(mapping)
        converter = Converter(rules, path.name, options, state_resolver(rules.states))
        table = read_table(path, rules.format, rules.columns(options), above=bool(rules.above))
        rows: Iterable[tuple[int, Row | Fault]] = table.rows
        top = page_above(converter, table.above, options.get("in_force")) if rules.above else None
        if top is not None:
            yield top if isinstance(top, Fault) else Entry(1, top)
        known: Mapping[int, frozenset[Part]] = {}
        if rules.spells is not None:  # what a row's days are, the other rows tell
            rows, known = _with_parts(converter, rows)
        if order is not None:
            rows = _in_order(converter, rows, order)
        for number, row in rows:
            found = (
                row if isinstance(row, Fault) else converter.page(number, row, known.get(number, frozenset()))
            )
            yield found if isinstance(found, Fault) else Entry(number, found)


def _in_order(
    converter: Converter, rows: Iterable[tuple[int, Row | Fault]], order: Order
) -> Iterable[tuple[int, Row | Fault]]:
    """The rows of a large file by the agreement that each is about, those of a small one as they stand.

    A page that comes in behind all others by its agreement's name costs least (`Ledger.order`).
    """
    rows = iter(rows)
    first = list(islice(rows, _AT_ONCE + 1))
    if len(first) <= _AT_ONCE:
        return first
    return sorted(chain(first, rows), key=lambda item: order(*converter.about(item[1])))


def _with_parts(
    converter: Converter, rows: Iterable[tuple[int, Row | Fault]]
) -> tuple[Iterable[tuple[int, Row | Fault]], dict[int, frozenset[Part]]]:
    """The rows again, and the parts that each plays in the stays of its group."""
    each = list(rows)
    spells = ((number, converter.spell(row)) for number, row in each if not isinstance(row, Fault))
    return each, parts({number: spell for number, spell in spells if spell is not None})


def run(
    ledger: Ledger,
    path: Path,
    mapping: str,
    *,
    options: Mapping[str, str],
    recorded_at: datetime,
    actor: str,
    progress: Progress | None = None,
) -> Outcome:
    """Take in a file, 500 rows a transaction; what a fault skips is in the outcome."""
    outcome = Outcome()
    note = f"{path.name} by {mapping}"
    waiting: list[Entry] = []

    def keep() -> None:
        if waiting:
            _keep(ledger, waiting, outcome, recorded_at, actor, note)
            waiting.clear()

    with uncollected():
        for found in entries(path, mapping, options, ledger.order):
            outcome.rows += 1
            if isinstance(found, Fault):
                outcome.faults.append(found)
            elif not found.page.claims:
                outcome.silent += 1
            else:
                outcome.faults += found.page.warnings
                waiting.append(found)
                if len(waiting) >= _AT_ONCE:
                    keep()
            if progress is not None:
                progress(outcome.rows)
        keep()
    outcome.faults.sort(key=lambda fault: fault.row)
    return outcome


def dry_run(
    ledger: Ledger | None, path: Path, mapping: str, *, options: Mapping[str, str]
) -> tuple[Outcome, list[Claim]]:
    """What an import would do, and the first claims it would add; nothing is written."""
    outcome, first = Outcome(), list[Claim]()
    for found in entries(path, mapping, options):
        outcome.rows += 1
        if isinstance(found, Fault):
            outcome.faults.append(found)
            continue
        page = found.page
        if not page.claims:
            outcome.silent += 1
            continue
        outcome.faults += page.warnings
        outcome.claims += len(page.claims)
        if ledger is not None and ledger.known_page(page.article.digest, page.article.publisher):
            outcome.known_pages += 1
        else:
            outcome.new_pages += 1
            outcome.new_claims += len(page.claims)
            first += page.claims[: max(0, 5 - len(first))]
    return outcome, first


def _keep(
    ledger: Ledger, found: Sequence[Entry], outcome: Outcome, recorded_at: datetime, actor: str, note: str
) -> None:
    items = [(entry.page.article, entry.page.claims) for entry in found]
    added = ledger.add_many(items, recorded_at=recorded_at, actor=actor, kind="import", note=note)
    for entry, what in zip(found, added, strict=True):
        outcome.claims += len(entry.page.claims)
        outcome.new_claims += what.new_claims
        outcome.new_pages += what.transaction is not None
        outcome.known_pages += what.transaction is None
        outcome.agreements.update(what.agreements)
        if entry.terms is not None:
            outcome.terms += _add_terms(ledger, entry, what, recorded_at, actor)


def _add_terms(ledger: Ledger, entry: Entry, what: Added, recorded_at: datetime, actor: str) -> int:
    agreement = next(iter(what.agreements), None)
    if agreement is None:
        agreement = next((c.agreement_id for c in ledger.claims(doc=what.document)), None)
    if agreement is None or entry.terms is None:
        return 0
    source = entry.page.article.doc
    number = ledger.add_terms(agreement, entry.terms, source=source, actor=actor, recorded_at=recorded_at)
    return number is not None


def _claims(path: Path) -> Iterator[Entry | Fault]:
    """Our own claims, one page for each document that they name."""
    pages: dict[tuple[str, str], tuple[int, dict[str, Any], list[Claim]]] = {}
    for number, data in json_lines(path, read_text(path)):
        if isinstance(data, Fault):
            yield data
            continue
        try:
            claim = claim_from_json(data)
            digest = str(data.get("digest") or sha256(f"claims of {claim.doc}".encode()).hexdigest())
            bytes.fromhex(digest)
        except (InputError, ValueError) as error:
            yield Fault(number, str(error))
            continue
        pages.setdefault((claim.doc, digest), (number, data, []))[2].append(claim)
    for (doc, digest), (number, data, claims) in pages.items():
        day = data.get("published")
        article = Article(
            doc=doc,
            text="",
            blocks=(),
            digest=digest,
            publisher=data.get("publisher") or (claims[0].sources[0].name if claims[0].sources else None),
            published=Published(str(day)[:10]) if day else None,
            address=data.get("address"),
        )
        yield Entry(number, Page(article, tuple(claims)))


def _treaties(path: Path) -> Iterator[Entry | Fault]:
    """Treaties with their instruments: a page a treaty, a claim an instrument, and its terms."""
    table = names()

    def state(text: str) -> str:
        return state_named(text, table) or text

    for number, data in json_lines(path, read_text(path)):
        if isinstance(data, Fault):
            yield data
            continue
        try:
            treaty = treaty_from_json(data, state)
        except TreatyFileError as error:
            yield Fault(number, str(error))
            continue
        if not treaty.record.title:
            yield Fault(number, "has no title")
            continue
        lines: list[str] = [treaty.record.title]
        claims: list[Claim] = []
        keeper = data.get("depositary")
        publisher = str((keeper if isinstance(keeper, str) else None) or data.get("source") or "treaty list")
        ref = AgreementRef(treaty.record.title, treaty.record.title, 0, data.get("signed"))
        doc = f"{path.name}:{number}"
        parties = treaty.record.parties
        for fact in treaty.record.facts:
            said = _next(lines, _line(fact))
            claims.append(_fact_claim(fact, doc, ref, parties, publisher, said))
        for kind, told in told_of(treaty.record.particulars):
            said = _next(lines, _told_line(kind, told))
            claims.append(
                particular_claim(
                    doc, kind, told, ref, parties, said, publisher=publisher, rule="import:treaties"
                )
            )
        text = "\n".join(lines)
        article = Article(
            doc=doc,
            text=text,
            blocks=(Block(0, len(text), Role.BODY),),
            digest=sha256(f"treaty list\x1f{publisher}\x1f{text}".encode("utf-8", "replace")).hexdigest(),
            publisher=publisher,
            title=treaty.record.title,
        )
        yield Entry(number, Page(article, tuple(claims)), terms_to_json(treaty.terms))


def _next(lines: list[str], line: str) -> Passage:
    """The passage of a line put behind the others."""
    start = sum(len(each) + 1 for each in lines)
    lines.append(line)
    return Passage(start, start + len(line), line)


def _line(fact: Fact) -> str:
    what = fact.act.value if fact.act is not None else str(fact.step)
    more = (
        fact.article and f"art. {fact.article}",
        ", ".join(fact.to),
        ", ".join(fact.territories),
        fact.text,
    )
    parts = (", ".join(fact.actors), what.replace("_", " "), fact.date or "", *more, fact.said)
    return ": ".join(part for part in parts if part)


def _fact_claim(
    fact: Fact, doc: str, ref: AgreementRef, parties: tuple[str, ...], publisher: str, said: Passage
) -> Claim:
    return Claim(
        doc=doc,
        kind=ClaimKind.STEP,
        what=str(fact.step),
        agreement=ref,
        parties=parties,
        actors=fact.actors,
        date=fact.date,
        date_phrase=None,
        place=None,
        sources=(Source(publisher, SourceKind.PUBLISHER), *(Source(name) for name in fact.sources)),
        certainty=fact.certainty,
        passages=(said,),
        of=None if fact.of is None else str(fact.of),
        detail=fact_detail(fact),
        rule="import:treaties",
    )


def _told_line(kind: ParticularKind, told: list[Any]) -> str:
    """ "citation: 34 UNTS 243; ETS 5", the values of an object parted by blanks."""
    each = (t if isinstance(t, str) else " ".join(str(v) for v in t.values() if v) for t in told)
    return f"{kind.value}: {'; '.join(each)}"
