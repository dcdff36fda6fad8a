"""Statuses and duties as text: colour and columns on a terminal, the same words in plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.text import Text

from foedus.law.model import Attack, Counted, PartyStatus, Reason, Status, Treaty
from foedus.law.obligations import BINDING, ON, Bound, Case, told_once
from foedus.law.spans import span
from foedus.law.status import first_line
from foedus.wording.lines import rule_words
from foedus.wording.words import listed

_MANY_PARTIES = 12


def print_status(
    treaty: Treaty, found: Status, counted: Sequence[Counted], name: Callable[[str], str], *, first: bool
) -> None:
    """The status in its first line, then reasons, doubts, parties, dates; `counted` only where asked for."""
    out = _console()
    if not first:
        out.print()
    style = {True: "bold green", False: "bold red", None: "bold yellow"}[found.in_force]
    line = Text(first_line(found))
    line.stylize(style, 0, len(found.headline))
    out.print(line)
    who = ", ".join(treaty.record.parties) if len(treaty.record.parties) <= _MANY_PARTIES else ""
    title = treaty.record.title or "a treaty without a title"
    out.print(Text(f"  {title}{f' ({who})' if who else ''}, on {found.on}", style="bold"))
    if found.earliest is not None and found.earliest > found.on:
        out.print(Text(f"  earliest day in force: {found.earliest}"))
    _reasons(out, "why", found.reasons, "")
    _reasons(out, "unsure", found.doubts, "yellow")
    _parties(out, found.parties, name)
    _owed(out, treaty, found, name)
    if found.dates:
        out.print(Text("  coming", style="bold"))
        for d in found.dates:
            out.print(Text(f"    {d.date}  {d.kind}: {d.text}"))
    if counted:
        _counted(out, treaty, counted, name)


def _console() -> Console:
    found = Console(highlight=False, soft_wrap=True)
    return found if found.is_terminal else Console(width=200, highlight=False, no_color=True, soft_wrap=True)


def _reasons(out: Console, heading: str, reasons: Iterable[Reason], style: str) -> None:
    each = list(reasons)
    if not each:
        return
    out.print(Text(f"  {heading}", style="bold"))
    for r in each:
        line = Text(f"    {r.text}", style=style)
        if r.article:
            line.append(f"  [{r.article}]", style="dim")
        if r.facts:
            line.append(f"  {evidence(r.facts)}", style="cyan")
        out.print(line)


def evidence(facts: Sequence[str]) -> str:
    """Facts by number: claims of the ledger, or places in a file."""
    if all(f.isdigit() for f in facts):
        return ("claim " if len(facts) == 1 else "claims ") + ", ".join(facts)
    return ", ".join(facts)


def _parties(out: Console, parties: Sequence[PartyStatus], name: Callable[[str], str]) -> None:
    if not parties:
        return
    bound = sum(p.in_force is True for p in parties)
    heading = (
        f"  parties: {bound} bound, of {len(parties)} recorded"
        if len(parties) > _MANY_PARTIES
        else "  parties"
    )
    out.print(Text(heading, style="bold"))
    wide = max(len(name(p.party)) for p in parties)
    for p in parties:
        since = f" since {_day_words(p.since)}" if p.since else ""
        until = f", until {_day_words(p.until)}" if p.until else ""
        why = f"  {p.reasons[0].text}" if p.reasons else ""
        out.print(Text(f"    {name(p.party):<{wide}}  {p.state.value}{since}{until}{why}"))


def _owed(out: Console, treaty: Treaty, found: Status, name: Callable[[str], str]) -> None:
    """The duties the treaty lays down, and whether it binds to them on the day."""
    if not treaty.terms.obligations:
        return
    out.print(Text(f"  owed, {BINDING[found.in_force]}", style="bold"))
    for o in told_once(treaty.terms.obligations):
        when = "" if o.condition is Attack.ALWAYS else f", {ON[o.condition]}"
        by = f", by {listed(o.by, name)}" if o.by else ""
        to = f", to {listed(o.to, name)}" if o.to else ""
        where = f", in {o.area}" if o.area else ""
        line = Text(f"    {o.kind.replace('_', ' ')}{when}{by}{to}{where}")
        if o.article:
            line.append(f"  [art. {o.article}]", style="dim")
        if o.facts:
            line.append(f"  {evidence(o.facts)}", style="cyan")
        out.print(line)


def _day_words(edtf: str) -> str:
    """A day as it is written; what an interval leaves open in words."""
    return span(edtf).words() if "/" in edtf else edtf


def _counted(out: Console, treaty: Treaty, counted: Sequence[Counted], name: Callable[[str], str]) -> None:
    out.print(
        Text(f"  counted towards: in force {rule_words(treaty.terms.entry_into_force, name)}", style="bold")
    )
    for c in counted:
        number = f"{c.number:>4}" if c.number is not None else "   -"
        article = f"  [{c.article}]" if c.article and not c.counted else ""
        out.print(Text(f"  {number}  {c.date or 'no date':<10}  {name(c.state)}, {c.act}: {c.why}{article}"))


def counted_to_json(c: Counted) -> dict[str, Any]:
    return {
        "state": c.state,
        "act": c.act,
        "date": c.date,
        "counted": c.counted,
        "number": c.number,
        "why": c.why,
        "article": c.article,
        "fact": c.fact,
    }


def print_bound(case: Case, found: Sequence[Bound], name: Callable[[str], str]) -> None:
    """One duty a block: who must do what, whether it binds, and on which evidence."""
    out = _console()
    by = f" by {name(case.attacker)}" if case.attacker else ""
    out.print(Text(f"{name(case.attacked)} attacked{by}, {case.on}", style="bold"))
    if not found:
        out.print(Text("  no obligation to it is recorded"))
    for b, states in _alike(found):
        word, style = _WORDS[b.binds]
        line = Text(f"  {word:<9}  {listed(sorted(name(s) for s in states))} {b.duty}")
        line.stylize(style, 2, 11)
        if b.breach and b.binds:
            line.append("; the attack breaks it")
        out.print(line)
        article = f", art. {b.article}" if b.article else ""
        out.print(Text(f"             {b.treaty}{article}: {b.status}"))
        out.print(Text(f"             {b.why}", style="dim"))
        for told in b.evidence:
            if told.text:
                said = f" ({' < '.join(told.sources)})" if told.sources else ""
                facts = f"  {evidence(told.facts)}" if told.facts else ""
                out.print(Text(f'             "{told.text}"{said}{facts}', style="cyan"))
        for doubt in b.doubts:
            out.print(Text(f"             unsure: {doubt}", style="yellow"))


_WORDS = {True: ("BOUND", "green"), False: ("NOT BOUND", "red"), None: ("UNCERTAIN", "yellow")}


def _alike(found: Sequence[Bound]) -> list[tuple[Bound, list[str]]]:
    """States that owe the same under the same article, in one."""
    out: dict[Bound, list[str]] = {}
    for b in found:
        out.setdefault(replace(b, state=""), []).append(b.state)
    return list(out.items())


def bound_to_json(b: Bound) -> dict[str, Any]:
    return {
        "state": b.state,
        "to": b.to,
        "kind": b.kind,
        "duty": b.duty,
        "treaty": b.treaty,
        "article": b.article,
        "binds": b.binds,
        "breach": b.breach,
        "status": b.status,
        "why": b.why,
        "doubts": list(b.doubts),
        "text": b.text,
        "facts": list(b.facts),
        "sources": list(b.sources),
        "evidence": [
            {
                "text": e.text,
                "sources": list(e.sources),
                "certainty": e.certainty.value,
                "facts": list(e.facts),
            }
            for e in b.evidence
        ],
    }
