"""Statuses and duties as text: colour and columns on a terminal, the same words in plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from foedus.cli.lines import Piece, say
from foedus.law.model import Attack, Bound, Case, Counted, Status, Treaty
from foedus.law.obligations import told_once
from foedus.wording.as_json import act_of
from foedus.wording.dates import in_words
from foedus.wording.duties import BINDING, ON, doubts, duty, why
from foedus.wording.recorded import RecordedText, recorded_text
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
    if not first:
        say()
    style = {True: "bold green", False: "bold red", None: "bold yellow"}[found.in_force]
    said = status_text(found, name)
    line = first_line(found, name)
    say((line[: len(said.headline)], style), line[len(said.headline) :])
    who = ", ".join(treaty.record.parties) if len(treaty.record.parties) <= _MANY_PARTIES else ""
    title = treaty.record.title or "a treaty without a title"
    say((f"  {title}{f' ({who})' if who else ''}, on {found.on}", "bold"))
    if said.earliest is not None:
        say(f"  earliest day in force: {said.earliest}")
    _reasons("why", said.reasons, "")
    _reasons("unsure", said.doubts, "yellow")
    _parties(said.parties, name)
    _owed(treaty, found, name)
    _recorded(recorded_text(treaty, name), name)
    if said.dates:
        say(("  coming", "bold"))
        for d in said.dates:
            say(f"    {d.date}  {d.kind}: {d.text}")
    if counted:
        _counted(treaty, counted, name)


def _reasons(heading: str, reasons: Iterable[Line], style: str) -> None:
    each = list(reasons)
    if not each:
        return
    say((f"  {heading}", "bold"))
    for r in each:
        say((f"    {r.text}", style), *_grounds(r.article, r.facts))


def _grounds(cited: str | None, facts: Sequence[str]) -> tuple[Piece, ...]:
    """What a line rests on, behind it: an article, claims or places in a file."""
    of = (f"  [{cited}]", "dim") if cited else ("", "")
    return of, (f"  {evidence(facts)}", "cyan") if facts else ("", "")


def evidence(facts: Sequence[str]) -> str:
    """Facts by number: claims of the ledger, or places in a file."""
    claims = [f for f in facts if f.isdigit()]
    listed_in = [f.removeprefix(_REGISTER) for f in facts if f.startswith(_REGISTER)]
    others = [f for f in facts if not f.isdigit() and not f.startswith(_REGISTER)]
    out = [("claim " if len(claims) == 1 else "claims ") + ", ".join(claims)] if claims else []
    out += [f"register: {', '.join(listed_in)}"] if listed_in else []
    return "; ".join([*out, *([", ".join(others)] if others else [])])


def _parties(parties: Sequence[PartyText], name: Callable[[str], str]) -> None:
    if not parties:
        return
    shown = [p for p in parties if not p.absent]
    bound = sum(p.in_force is True for p in shown)
    heading = (
        f"  parties: {bound} bound, of {len(shown)} recorded" if len(shown) > _MANY_PARTIES else "  parties"
    )
    say((heading, "bold"))
    wide = max((len(name(p.party)) for p in shown), default=0)
    for p in shown:
        since = f" since {in_words(p.since)}" if p.since else ""
        until = f", until {in_words(p.until)}" if p.until else ""
        why = f"  {p.reasons[0].text}" if p.reasons else ""
        say(f"    {name(p.party):<{wide}}  {p.state}{since}{until}{why}")
    absent = [p for p in parties if p.absent]
    if absent:
        say(f"    {len(absent)} others: {absent[0].reasons[0].text}")


def _owed(treaty: Treaty, found: Status, name: Callable[[str], str]) -> None:
    """The duties the treaty lays down, and whether it binds to them on the day."""
    if not treaty.terms.obligations:
        return
    say((f"  owed, {BINDING[found.in_force]}", "bold"))
    for o in told_once(treaty.terms.obligations):
        when = "" if o.condition is Attack.ALWAYS else f", {ON[o.condition]}"
        by = f", by {listed(o.by, name)}" if o.by else ""
        to = f", to {listed(o.to, name)}" if o.to else ""
        where = f", in {o.area}" if o.area else ""
        cited = f"art. {o.article}" if o.article else None
        say(f"    {o.kind.replace('_', ' ')}{when}{by}{to}{where}", *_grounds(cited, o.facts))


def _recorded(told: RecordedText, name: Callable[[str], str]) -> None:
    """What registries record: where it is cited and registered, and what parties have stated about it."""
    rows = [*told.particulars, *((heading, title) for heading, title, _ in told.links)]
    if rows:
        say(("  recorded", "bold"))
        for heading, text in rows:
            say(f"    {heading}: {text}")
    if told.statements:
        say(("  stated", "bold"))
        for s in told.statements:
            say(
                f"    {name(s.state) + ': ' if s.state else ''}{s.head}",
                *_grounds(None, [s.fact] if s.fact else []),
            )
            if s.text:
                say((f'      "{s.text}"', "dim"))


def _counted(treaty: Treaty, counted: Sequence[Counted], name: Callable[[str], str]) -> None:
    say((f"  counted towards: in force {rule_words(treaty.terms.entry_into_force, name)}", "bold"))
    for c in counted:
        number = f"{c.number:>4}" if c.number is not None else "   -"
        cited = article(c.why)
        of = f"  [{cited}]" if cited and not c.counted else ""
        state, act = act_of(c)
        said = sentence(c.why, name)
        say(f"  {number}  {c.date or 'no date':<10}  {name(state)}, {act}: {said}{of}")


def print_bound(case: Case, found: Sequence[Bound], name: Callable[[str], str]) -> None:
    """One duty a block: who must do what, whether it binds, and on which evidence."""
    by = f" by {name(case.attacker)}" if case.attacker else ""
    say((f"{name(case.attacked)} attacked{by}, {case.on}", "bold"))
    if not found:
        say("  no obligation to it is recorded")
    for b, states in _alike(found):
        word, style = _WORDS[b.binds]
        broken = "; the attack breaks it" if b.breach and b.binds else ""
        who = listed(sorted(name(s) for s in states))
        say("  ", (f"{word:<9}", style), f"  {who} {duty(b, name)}{broken}")
        of = f", art. {b.article}" if b.article else ""
        say(f"             {b.treaty}{of}: {first_line(b, name)}")
        say((f"             {why(b, name)}", "dim"))
        for told in b.evidence:
            if told.text:
                said = f" ({' < '.join(told.sources)})" if told.sources else ""
                facts = f"  {evidence(told.facts)}" if told.facts else ""
                say((f'             "{told.text}"{said}{facts}', "cyan"))
        for doubt in doubts(b, name):
            say((f"             unsure: {doubt}", "yellow"))


_WORDS = {True: ("BOUND", "green"), False: ("NOT BOUND", "red"), None: ("UNCERTAIN", "yellow")}


def _alike(found: Sequence[Bound]) -> list[tuple[Bound, list[str]]]:
    """States that owe the same under the same article, in one."""
    out: dict[Bound, list[str]] = {}
    for b in found:
        out.setdefault(replace(b, state=""), []).append(b.state)
    return list(out.items())
