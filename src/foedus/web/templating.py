"""The templates of the pages, with what they call and how they write things."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from foedus.ledger.diff import in_words as verdict_in_words
from foedus.model import Certainty
from foedus.record.versions import figures_in_words
from foedus.version import __version__
from foedus.web.agreements.chains import chain_words
from foedus.web.agreements.claimhtml import ClaimLines, claim_passages
from foedus.web.agreements.partytable import Cell
from foedus.web.agreements.timeline import icon, sources_in_words
from foedus.web.base.answers import web_address
from foedus.web.base.escaping import Templates, escaped
from foedus.web.base.words import when
from foedus.web.board.records import group
from foedus.web.board.rowhtml import BoardRows
from foedus.wording.claims import claim_in_words, done
from foedus.wording.dates import in_words
from foedus.wording.status import Line

_CODE: Final = re.compile(r"`([^`]+)`")
_HERE: Final = Path(__file__).parent
_GROUNDS: Final = 8  # claims named behind a finding
_SOURCES: Final = 3  # claims named in a cell of the table of parties
_IN_REGISTER: Final = '<a class="ref" href="#h-known">register</a>'


def templates(
    display: Callable[[str], str], *, letters: bool, newsletter: bool, people: bool, embed: bool = False,
    root: str = "", address: str = "",
) -> Environment:  # fmt: skip
    """The templates of one board. `letters`: readers may write; `newsletter`: they may sign up for it.
    `people`: whoever has an account may log in; `embed`: other sites may show parts of it.

    Every address in a template begins with `root`, the path below which the board stands; `address`
    is that of the board for readers, with it, where it is known.
    """
    made = Templates(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals.update(
        version=__version__,
        root=root,
        site_address=address or root,
        letters=letters,
        newsletter=newsletter,
        people=people,
        embed=embed,
        certainties=list(Certainty),
        icon=_icon,
        claim_ref=lambda number, here: claim_ref(root, number, here),
        refs=lambda facts, here: refs(root, facts, here),
        party_cell=lambda cell, here: _party_cell(root, cell, here),
        reason_lines=lambda each, here: _reason_lines(root, each, here),
        board_rows=BoardRows(root, display).each,
        claim_lines=ClaimLines(root, display, letters=letters),
        claim_passages=claim_passages,
    )
    made.filters.update(
        words=lambda text: str(text).replace("_", " "), chain=chain_words, web=web_address, group=group,
        names=lambda codes: ", ".join(map(display, codes)), party=display,
        by_name=lambda codes: sorted(codes, key=display), sources=sources_in_words,
        verdict=partial(verdict_in_words, tell=partial(claim_in_words, name=display), name=display),
        done=lambda told: done(told.what, told.of), when=when, figures=figures_in_words,
        capital=_capital, coded=_coded,
        duty=lambda kind: kind.replace("non_", "non-").replace("_", " "),
        stop=lambda text: text if text.rstrip().endswith((".", "?", "!")) else f"{text}.",
    )  # fmt: skip
    return made


@cache
def _icon(certainty: str) -> Markup:
    """The picture of a certainty."""
    return Markup(icon(Certainty(certainty)))


def _capital(text: str) -> str:
    """A name with a capital at its beginning, as at that of a line."""
    return text[:1].upper() + text[1:]


def _coded(text: str) -> Markup:
    """Text in which `words between such marks` are code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def claim_ref(root: str, number: int | str, here: Container[int]) -> Markup:
    """A link to a claim; to its place on the same page where it is `here`."""
    return Markup(_claim_ref(escape(root), number, here))


def refs(root: str, facts: Iterable[int | str], here: Container[int]) -> Markup:
    """Links to what a finding rests on, each once: claims of the ledger, and what the register tells."""
    at = escape(root)
    each = [
        _IN_REGISTER if isinstance(fact, str) and fact.startswith("register:") else _claim_ref(at, fact, here)
        for fact in dict.fromkeys(facts)
    ]
    return Markup("".join([f" {link}" for link in each]))


def _reason_lines(root: str, each: Iterable[Line], here: Container[int] | None) -> Markup:
    """What follows by law, a line each, with links to its claims where `here` has those of the page."""
    out = []
    for line in each:
        article = f' <span class="article">{escaped(line.article)}</span>' if line.article else ""
        rests = ""
        if here is not None:
            rests = refs(root, line.facts[:_GROUNDS], here)
            if len(line.facts) > _GROUNDS:
                rests += Markup(f' <span class="small">and {len(line.facts) - _GROUNDS} more</span>')
        out.append(f"<li>{escaped(line.text)}{article}{rests}</li>")
    return Markup("\n".join(out))


def _party_cell(root: str, cell: Cell | None, here: Container[int]) -> Markup:
    """What a party did, as the table of parties tells it: the act, its day, the first claims that say so."""
    if cell is None:
        return Markup("-")
    what = f"{escaped(cell.what)} " if cell.what else ""
    when = escaped(in_words(cell.date)) if cell.date else "day not told"
    rest = len(cell.claims) - _SOURCES
    more = f' <span class="small">and {rest} more</span>' if rest > 0 else ""
    return Markup(f'{what}<span class="date">{when}</span>{refs(root, cell.claims[:_SOURCES], here)}{more}')


def _claim_ref(root: Markup, number: int | str, here: Container[int]) -> str:
    """The link as it stands in a page; `root` is escaped."""
    text = str(number)
    if not text.isdecimal():
        text = escape(text)
    place = f"#claim-{text}" if _number(number) in here else f"{root}/claim/{text}"
    return f'<a class="ref" href="{place}">claim {text}</a>'


def _number(text: int | str) -> int:
    """A claim's number; 0, which no claim has, for what is none."""
    try:
        return int(text)
    except ValueError:
        return 0
