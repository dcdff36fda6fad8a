"""The web application over one ledger: board, treaty page, page of evidence, API. It adds no entry;
letters of readers stand beside the record until a moderator has decided on them.

`create_app` takes where the ledger is and what day it is; there is no other state but the open ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from foedus.jsonform import claim_to_json
from foedus.law.model import Status
from foedus.law.obligations import told_once
from foedus.ledger import AgreementRow, Ledger, Place, StoredClaim, StoredDocument, check_query
from foedus.ledger.held import HeldLedger
from foedus.letters.box import LetterBox
from foedus.model import Certainty, Claim, ClaimKind
from foedus.names import names
from foedus.record.answer import answer
from foedus.record.catalogue import known_page
from foedus.record.editions import register_of
from foedus.record.entries import agreements_of, links_of_rows
from foedus.record.evidence import Evidence, load_evidence
from foedus.record.joined import known_alone
from foedus.record.linked import entry_json, entry_of
from foedus.record.passages import NEWEST, saying
from foedus.record.standings import standings
from foedus.record.versions import figures_in_words, tie_to_json, version_to_json, versions
from foedus.version import __version__
from foedus.watch.stories import stories_of, story_to_json
from foedus.watch.story import sources_of
from foedus.web.answers import Json, Pages, install, web_address
from foedus.web.evidence import marked
from foedus.web.front import Front
from foedus.web.health import install_health
from foedus.web.letters import install_letters
from foedus.web.newsletter import install_newsletter
from foedus.web.out import install_out
from foedus.web.records import PAGE, Board, Known, Line, board, dossier, group
from foedus.web.records import known as find_known
from foedus.web.timeline import Force, days, icon, marks, sources_in_words, svg
from foedus.wording.as_json import status_to_json
from foedus.wording.dates import in_words
from foedus.wording.duties import BINDING, ON
from foedus.wording.recorded import recorded_json, recorded_text
from foedus.wording.status import headline, status_text

_HERE: Final = Path(__file__).parent
_TOP: Final = 20  # stories on the page of a day
_TOLD_OF: Final = 8  # agreements of one story that are shown
_SHOWN: Final = 300  # claims of one kind on a treaty's page
_LARGEST: Final = 2**31 - 1  # of a number in the ledger
_KINDS: Final = (
    (ClaimKind.STEP, "Steps"),
    (ClaimKind.TERM, "Terms"),
    (ClaimKind.PARTICULAR, "What registries record"),
    (ClaimKind.ACT, "Acts around it"),
)

On = Annotated[str, Query(description="The day asked about, YYYY-MM-DD. Default: today.")]
KnownOn = Annotated[str, Query(description="Only what the ledger knew by the end of that day, YYYY-MM-DD.")]
Words = Annotated[
    str, Query(description="Parties (codes or names) and beginnings of words of names; all must fit.")
]
State = Annotated[
    Literal["", "in", "out", "unknown"], Query(description="Only what is in force, is not, or is not told.")
]
Start = Annotated[int, Query(ge=0, le=_LARGEST, description="How many agreements to pass over.")]
After = Annotated[
    str,
    Query(
        pattern=r"^(\d{1,10}\.\d{1,10})?$",
        description="The place after which to go on, as the link to the next agreements has it.",
    ),
]
Top = Annotated[int, Query(ge=1, le=100, description="How many stories.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many agreements to look at, at least.")]
Entry = Annotated[str, InPath(max_length=200, description="The id of the register's entry.")]
Number = Annotated[int, InPath(ge=0, le=_LARGEST, description="The number in the ledger.")]


def create_app(
    where: str,
    today: Callable[[], date] = date.today,
    hosts: frozenset[str] = frozenset(),
    *,
    letters: bool = True,
    newsletter: bool = False,
    public: str | None = None,
) -> FastAPI:
    """The application on the ledger at `where` (a path or URL). Raises LedgerError where there is none.

    `hosts` are the names that it answers to; none stands for all. `letters`: readers may write; `newsletter`:
    they may sign up for it. `public` is the address under which readers reach it, by default the one that
    they asked.
    """
    held = HeldLedger(where)
    app = FastAPI(title="foedus", version=__version__, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    display = names().display
    templates = _templates(display, letters=letters)
    templates.globals["newsletter"] = newsletter
    pages = Pages(templates)
    install(app, pages)
    install_health(app, held)
    if letters:
        install_letters(app, held, pages)
    app.add_middleware(Front, held=held, today=today, hosts=hosts, fault=pages.fault)

    def evidence(number: int, known: date | None) -> Evidence:
        opened = held.ledger()
        # of now, what is in memory for the lists serves here too
        at = known or opened.look_up().inventory.number
        found = load_evidence(opened, number, known_on=at)
        if found is None:
            when = f" as known on {known.isoformat()}" if known else ""
            raise HTTPException(404, f"There is no agreement {number} in this ledger{when}.")
        return found

    def beside(found: Board, q: str, day: date, known: date | None) -> Known:
        """What is known beforehand of the query, without what the lines of the ledger are."""
        opened = held.ledger()
        at = known or opened.look_up().inventory.number  # what is in memory for the lists serves here too
        links = links_of_rows(opened, (line.row for line in found.lines), at) if q else {}
        shown = frozenset(link.entry for link in links.values() if link.entry)
        return find_known(opened, day, q, display, at, without=shown)

    def quotes(q: str, known: date | None) -> list[tuple[str, StoredClaim]]:
        """The names of agreements that passages speak of in these words, each with one such claim."""
        opened = held.ledger()
        each = saying(opened, q.replace(",", " ").split(), known)
        rows = opened.agreements(known_on=known, only=[c.agreement_id or 0 for c in each])
        called = {row.id: row.name for row in rows}
        return [(called.get(c.agreement_id or 0, ""), c) for c in each]

    @app.get("/", response_class=HTMLResponse, summary="The board of agreements")
    def show_board(
        q: Words = "", state: State = "", on: On = "", known_on: KnownOn = "",
        start: Start = 0, after: After = "",
    ) -> Response:  # fmt: skip
        day, known = _day(on) or today(), _day(known_on)
        found = board(held.ledger(), day, q, state, display, known, start=start, after=_place(after))
        asked = {"q": q, "state": state, "on": on, "known_on": known_on}
        return pages.page(
            "board.html", b=found, k=None if start or state else beside(found, q, day, known),
            said=quotes(q, known) if q and not found.found else [], searched=NEWEST,
            q=q, state=state, on=day.isoformat(), known_on=known_on,
            q_known=_query({"q": q, "on": on, "known_on": known_on}),
            carried=_query({"on": on, "known_on": known_on}),
            later="" if found.last is None else _query({**asked, **_next(found)}),
            first=_query(asked) or "?",
        )  # fmt: skip

    @app.get("/agreement/{number}", response_class=HTMLResponse, summary="One treaty: status, time, evidence")
    def show_agreement(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = _day(on) or today(), _day(known_on)
        told = evidence(number, known)
        found = dossier(told, day, display)
        drawn = marks(told.facts, display)
        steps = [f for f in told.facts if f.kind is ClaimKind.STEP]
        undated = [f for f in steps if not any(days(s.date or s.claims[0].believed.date) for s in f.sides)]
        return pages.page(
            "agreement.html", e=told, r=found.known, s=found.text, on=day.isoformat(), known_on=known_on,
            groups=_groups(told.claims), beside=_beside(held.ledger(), told.claims),
            drawing=Markup(svg(drawn, day, _force(found.status)) if drawn else ""), undated=undated,
            carried=_query({"on": on, "known_on": known_on}), shown=_SHOWN,
            owed=told_once(found.treaty.terms.obligations), on_what=ON,
            recorded=recorded_text(found.treaty, display),
            binding=BINDING[found.status.in_force].capitalize().replace("vclt", "VCLT"),
        )  # fmt: skip

    @app.get("/known", response_class=HTMLResponse, summary="Known agreements, found in the register")
    def show_known(q: Words = "", on: On = "", known_on: KnownOn = "", start: Start = 0) -> Response:
        day, known = _day(on) or today(), _day(known_on)
        check_query([q])
        found = find_known(held.ledger(), day, q, display, known, start=start, size=PAGE)
        asked = {"q": q, "on": on, "known_on": known_on}
        return pages.page(
            "known.html", k=found, q=q, on=day.isoformat(), known_on=known_on,
            carried=_query({"on": on, "known_on": known_on}), first=_query(asked) or "?",
            later="" if found.stop is None else _query({**asked, "start": found.stop}),
        )  # fmt: skip

    @app.get("/entry/{id_}", response_class=HTMLResponse, summary="One known treaty: facts, parties, links")
    def show_entry(id_: Entry, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = _day(on) or today(), _day(known_on)
        register = register_of(held.ledger(), known)
        found = known_page(register, id_)
        if found is None:
            raise HTTPException(404, f"The register has no entry {id_}.")
        treaty = known_alone(register, found.entry)
        status = answer(treaty, day)
        return pages.page(
            "entry.html", r=found,
            told=agreements_of(held.ledger(), register, [found.entry.id], known).get(found.entry.id),
            s=status_text(status, display), on=day.isoformat(), known_on=known_on,
            carried=_query({"on": on, "known_on": known_on}),
            owed=told_once(treaty.terms.obligations), on_what=ON, recorded=recorded_text(treaty, display),
            binding=BINDING[status.in_force].capitalize().replace("vclt", "VCLT"),
        )  # fmt: skip

    @app.get("/document/{number}", response_class=HTMLResponse, summary="A page with its passages marked")
    def show_document(number: Number) -> Response:
        opened = held.ledger()
        found = opened.documents(ids=[number])
        if not found:
            raise HTTPException(404, f"There is no page {number} in this ledger.")
        text, claims = opened.document_text(number), opened.claims(doc=number)
        body = Markup(marked(text, claims))
        each = versions(opened, found[0])
        return pages.page(
            "document.html", doc=found[0], body=body, claims=claims, shown=_SHOWN, versions=each,
            own=next((v for v in each if v.document.id == number), None), ties=opened.ties(of=[number]),
        )  # fmt: skip

    @app.get("/api/documents/{number}", response_class=Json, summary="A page, and what each version changed")
    def api_document(number: Number) -> Response:
        opened = held.ledger()
        found = opened.documents(ids=[number])
        if not found:
            raise HTTPException(404, f"There is no page {number} in this ledger.")
        each = versions(opened, found[0])
        ties = opened.ties(of=[v.document.id for v in each])
        return Json(
            {
                **_document_json(found[0]),
                "versions": [version_to_json(version) for version in each],
                "notices": [tie_to_json(tie) for tie in ties],
            }
        )

    @app.get("/stories", response_class=HTMLResponse, summary="The top stories of a day")
    def show_stories(on: On = "") -> Response:
        day = _day(on) or today()
        found = stories_of(held.ledger(), day, top=_TOP)
        return pages.page(
            "stories.html", stories=found, on=day.isoformat(),
            before=(day - timedelta(days=1)).isoformat(), after=(day + timedelta(days=1)).isoformat(),
        )  # fmt: skip

    @app.get("/story/{number}", response_class=HTMLResponse, summary="One story: its sources, why it is here")
    def show_story(number: Number, on: On = "") -> Response:
        day = _day(on) or today()
        each = enumerate(stories_of(held.ledger(), day), 1)
        found = next(((n, s) for n, s in each if any(d.id == number for d in s.documents)), None)
        if found is None:
            raise HTTPException(404, f"No story of {day.isoformat()} has page {number}.")
        rank, story = found
        rows = held.ledger().agreements(only=story.agreements[:_TOLD_OF])
        placed = {s.agreement_id: s for s in standings(held.ledger(), day, only=[r.id for r in rows])}
        return pages.page(
            "story.html", s=story, rank=rank, on=day.isoformat(), sources=sources_of(held.ledger(), story),
            lines=[(r, headline(placed[r.id].headline), placed[r.id]) for r in rows if r.id in placed],
        )  # fmt: skip

    @app.get("/api/stories", response_class=Json, summary="The stories of a day, the weightiest first")
    def api_stories(on: On = "", top: Top = 10) -> Response:
        day = _day(on) or today()
        found = stories_of(held.ledger(), day, top=top)
        told = [story_to_json(story, rank) for rank, story in enumerate(found, 1)]
        return Json({"on": day.isoformat(), "stories": told})

    @app.get("/api/agreements", response_class=Json, summary="Agreements and where they stand on a day")
    def api_agreements(
        request: Request, q: Words = "", state: State = "", on: On = "", known_on: KnownOn = "",
        start: Start = 0, after: After = "", limit: Limit = PAGE,
    ) -> Response:  # fmt: skip
        day, known, place = _day(on) or today(), _day(known_on), _place(after)
        found = board(held.ledger(), day, q, state, display, known, start=start, after=place, size=limit)
        headers = {"X-Total-Count": str(found.found)}
        if found.last is not None:
            url = request.url.include_query_params(**_next(found))
            headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
        links = links_of_rows(held.ledger(), (line.row for line in found.lines), known)
        each = [
            {
                **_row_json(line.row),
                **entry_json(links.get(line.row.id)),
                "status": _standing_json(line, day),
            }
            for line in found.lines
        ]
        return Json(each, headers=headers)

    @app.get(
        "/api/agreements/{number}",
        response_class=Json,
        summary="One agreement: status with reasons, all its claims",
    )
    def api_agreement(number: Number, on: On = "", known_on: KnownOn = "") -> Response:
        day, known = _day(on) or today(), _day(known_on)
        told = evidence(number, known)
        found = dossier(told, day, display)
        entry = entry_of(found.treaty)
        claims = [_claim_json(c, entry) for c in told.claims]
        status = status_to_json(found.status, display)
        recorded = recorded_json(found.treaty)
        return Json({**_row_json(told.row), **entry, "status": status, **recorded, "claims": claims})

    install_out(app, pages, held, today, _day, public)
    install_newsletter(app, pages, held, offered=newsletter)
    return app


def _templates(display: Callable[[str], str], *, letters: bool) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals.update(
        version=__version__,
        letters=letters,
        certainties=list(Certainty),
        icon=lambda c: Markup(icon(Certainty(c))),
    )
    made.filters.update(
        words=lambda text: str(text).replace("_", " "), chain=_chain, web=web_address, group=group,
        names=lambda codes: ", ".join(map(display, codes)), party=display,
        by_name=lambda codes: sorted(codes, key=display), sources=sources_in_words,
        when=_when, figures=figures_in_words,
        duty=lambda kind: kind.replace("non_", "non-").replace("_", " "),
        stop=lambda text: text if text.rstrip().endswith((".", "?", "!")) else f"{text}.",
    )  # fmt: skip
    return made


def _place(text: str) -> Place | None:
    """The place in an order that a link to the next agreements names."""
    if not text:
        return None
    first, _, second = text.partition(".")
    return -int(first), int(second)


def _next(found: Board) -> dict[str, Any]:
    """What a link to the next agreements asks with."""
    assert found.last is not None
    first, second = found.last
    return {"start": found.stop, "after": f"{-first}.{second}"}


def _day(text: str) -> date | None:
    """The day that is asked about, None where none is; 400 where it is no day."""
    if not text.strip():
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        found = None
    if found is None or found.isoformat() != text.strip():
        raise HTTPException(400, f"{text!r} is not a day: write it as YYYY-MM-DD, 2024-11-12.")
    return found


def _query(fields: dict[str, Any]) -> str:
    """The fields that say something, as the query of an address; "" where none does."""
    said = {name: value for name, value in fields.items() if value != ""}
    return "?" + urlencode(said, errors="replace") if said else ""


def _when(edtf: str | None) -> str:
    """A date as it stands; one that is open or doubtful in words, "-" where there is none."""
    return "-" if edtf is None else in_words(edtf)


def _chain(claim: Claim) -> str:
    """A claim's sources, outermost first: Yonhap < KCNA."""
    said = (s.name if not s.anonymous else f"{s.name} (unnamed)" for s in claim.sources)
    return " < ".join(said) or "source not told"


def _force(found: Status) -> Force | None:
    """The time in force for the drawing; None where it is not or not surely known."""
    since = days(found.in_force_since)
    until = days(found.in_force_until)
    if since is None or (until is not None and until[0] < since[0]):
        return None
    return Force(since[0], until[0] if until else None)


def _groups(claims: Sequence[StoredClaim]) -> list[tuple[str, list[StoredClaim]]]:
    """The claims by kind in order of date, those without a date last; at the end those that do not count."""
    each = sorted(claims, key=_by_day)
    standing = [(title, [c for c in each if c.stands and c.believed.kind is kind]) for kind, title in _KINDS]
    aside = [c for c in each if not c.stands]
    return [(title, members) for title, members in [*standing, ("Set aside, not counted", aside)] if members]


def _beside(ledger: Ledger, claims: Sequence[StoredClaim]) -> dict[int, list[StoredClaim]]:
    """By claim: the readers' statements about it that stand."""
    each = {claim.id: claim for claim in claims}
    written = [c.id for c in claims if c.entered_by is not None]
    if not written:
        return {}
    told = LetterBox(ledger).statements(each)
    return {
        claim: found
        for claim, numbers in told.items()
        if (found := [each[n] for n in numbers if n in each and each[n].stands])
    }


def _by_day(stored: StoredClaim) -> tuple[date, date, int]:
    first, last = days(stored.believed.date) or (date.max, date.max)
    return first, last, stored.id


def _row_json(row: AgreementRow) -> dict[str, Any]:
    return {
        "id": row.id, "name": row.name, "names": list(row.names), "parties": list(row.parties),
        "signed": row.signed, "claims": row.claims, "sources": row.sources, "last_step": row.last_step,
        "last_date": row.last_date,
    }  # fmt: skip


def _standing_json(line: Line, on: date) -> dict[str, Any]:
    """The fields of `status_to_json` that a list has: reasons, parties and dates are with the agreement."""
    found = line.standing
    return {
        "on": on.isoformat(), "status": found.headline.value, "state": found.state,
        "in_force": found.in_force, "summary": line.summary, "in_force_since": found.since,
        "in_force_until": found.until,
    }  # fmt: skip


def _document_json(document: StoredDocument) -> dict[str, Any]:
    return {
        "id": document.id, "doc": document.doc, "address": document.address, "publisher": document.publisher,
        "published": document.published_at or document.published, "title": document.title,
        "digest": document.digest, "claims": document.claims,
    }  # fmt: skip


def _claim_json(stored: StoredClaim, entry: dict[str, Any]) -> dict[str, Any]:
    told = claim_to_json(stored.believed)
    if told["agreement"] is not None:
        told["agreement"] |= entry
    return {
        "id": stored.id, "document": stored.document_id, "stands": stored.stands,
        "verdict": stored.verdict.kind.value if stored.verdict else None, "entered_by": stored.entered_by,
        "corrected_by": stored.corrected_by, "retracted_by": stored.retracted_by,
        **told,
    }  # fmt: skip
