"""Statuses and duties as text: colour and columns on a terminal, the same words in plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from foedus.cli.terminal import console
from foedus.law.model import Attack, Bound, Case, Counted, Status, Treaty
from foedus.law.obligations import told_once
from foedus.wording.as_json import act_of
from foedus.wording.dates import in_words
from foedus.wording.duties import BINDING, ON, doubts, duty, why
from foedus.wording.rules import rule_words
from foedus.wording.sentences import article, sentence
from foedus.wording.status import Line, PartyText, first_line, status_text
from foedus.wording.words import listed

_MANY_PARTIES = 12
_REGISTER = "register:"  # what the ids of facts of the register begin with


def print_status(
    treaty: Treaty, found: Status, counted: Sequence[Counted], name: Callable[[str], str], *, first: bool
) -> None:
    """The status in its first line, then reasons, doubts, parties, dates; `counted` only where asked for."""
    out = console(200, soft_wrap=True)
    if not first:
        out.print()
    style = {True: "bold green", False: "bold red", None: "bold yellow"}[found.in_force]
    said = status_text(found, name)
    line = Text(first_line(found, name))
    line.stylize(style, 0, len(said.headline))
    out.print(line)
    who = ", ".join(treaty.record.parties) if len(treaty.record.parties) <= _MANY_PARTIES else ""
    title = treaty.record.title or "a treaty without a title"
    out.print(Text(f"  {title}{f' ({who})' if who else ''}, on {found.on}", style="bold"))
    if found.earliest is not None and found.earliest > found.on:
        out.print(Text(f"  earliest day in force: {found.earliest}"))
    _reasons(out, "why", said.reasons, "")
    _reasons(out, "unsure", said.doubts, "yellow")
    _parties(out, said.parties, name)
    _owed(out, treaty, found, name)
    if said.dates:
        out.print(Text("  coming", style="bold"))
        for d in said.dates:
            out.print(Text(f"    {d.date}  {d.kind}: {d.text}"))
    if counted:
        _counted(out, treaty, counted, name)


def _reasons(out: Console, heading: str, reasons: Iterable[Line], style: str) -> None:
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
    claims = [f for f in facts if f.isdigit()]
    listed_in = [f.removeprefix(_REGISTER) for f in facts if f.startswith(_REGISTER)]
    others = [f for f in facts if not f.isdigit() and not f.startswith(_REGISTER)]
    out = [("claim " if len(claims) == 1 else "claims ") + ", ".join(claims)] if claims else []
    out += [f"register: {', '.join(listed_in)}"] if listed_in else []
    return "; ".join([*out, *([", ".join(others)] if others else [])])


def _parties(out: Console, parties: Sequence[PartyText], name: Callable[[str], str]) -> None:
    if not parties:
        return
    shown = [p for p in parties if not p.absent]
    bound = sum(p.in_force is True for p in shown)
    heading = (
        f"  parties: {bound} bound, of {len(shown)} recorded" if len(shown) > _MANY_PARTIES else "  parties"
    )
    out.print(Text(heading, style="bold"))
    wide = max((len(name(p.party)) for p in shown), default=0)
    for p in shown:
        since = f" since {in_words(p.since)}" if p.since else ""
        until = f", until {in_words(p.until)}" if p.until else ""
        why = f"  {p.reasons[0].text}" if p.reasons else ""
        out.print(Text(f"    {name(p.party):<{wide}}  {p.state}{since}{until}{why}"))
    absent = [p for p in parties if p.absent]
    if absent:
        out.print(Text(f"    {len(absent)} others: {absent[0].reasons[0].text}"))


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


def _counted(out: Console, treaty: Treaty, counted: Sequence[Counted], name: Callable[[str], str]) -> None:
    out.print(
        Text(f"  counted towards: in force {rule_words(treaty.terms.entry_into_force, name)}", style="bold")
    )
    for c in counted:
        number = f"{c.number:>4}" if c.number is not None else "   -"
        cited = article(c.why)
        of = f"  [{cited}]" if cited and not c.counted else ""
        state, act = act_of(c)
        said = sentence(c.why, name)
        out.print(Text(f"  {number}  {c.date or 'no date':<10}  {name(state)}, {act}: {said}{of}"))


def print_bound(case: Case, found: Sequence[Bound], name: Callable[[str], str]) -> None:
    """One duty a block: who must do what, whether it binds, and on which evidence."""
    out = console(200, soft_wrap=True)
    by = f" by {name(case.attacker)}" if case.attacker else ""
    out.print(Text(f"{name(case.attacked)} attacked{by}, {case.on}", style="bold"))
    if not found:
        out.print(Text("  no obligation to it is recorded"))
    for b, states in _alike(found):
        word, style = _WORDS[b.binds]
        line = Text(f"  {word:<9}  {listed(sorted(name(s) for s in states))} {duty(b, name)}")
        line.stylize(style, 2, 11)
        if b.breach and b.binds:
            line.append("; the attack breaks it")
        out.print(line)
        of = f", art. {b.article}" if b.article else ""
        out.print(Text(f"             {b.treaty}{of}: {first_line(b, name)}"))
        out.print(Text(f"             {why(b, name)}", style="dim"))
        for told in b.evidence:
            if told.text:
                said = f" ({' < '.join(told.sources)})" if told.sources else ""
                facts = f"  {evidence(told.facts)}" if told.facts else ""
                out.print(Text(f'             "{told.text}"{said}{facts}', style="cyan"))
        for doubt in doubts(b, name):
            out.print(Text(f"             unsure: {doubt}", style="yellow"))


_WORDS = {True: ("BOUND", "green"), False: ("NOT BOUND", "red"), None: ("UNCERTAIN", "yellow")}


def _alike(found: Sequence[Bound]) -> list[tuple[Bound, list[str]]]:
    """States that owe the same under the same article, in one."""
    out: dict[Bound, list[str]] = {}
    for b in found:
        out.setdefault(replace(b, state=""), []).append(b.state)
    return list(out.items())
