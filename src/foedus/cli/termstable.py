"""A treaty's terms as a table: a rule a row, in words, with the article and how sure it is."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from foedus.cli.terminal import console
from foedus.law.model import Attack, Offset, Rule, Terms, Trigger
from foedus.wording.rules import rule_words
from foedus.wording.words import counted_words, plural

_SHOWN = 160  # characters of a clause


def print_terms(id_: str, found: Terms) -> None:
    """One text: its id, then a row a rule, each with its clause below."""
    out = console()
    out.print(Text(id_, style="bold"))
    if found.note:
        out.print(f"  {found.note}")
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for _ in range(4):
        table.add_column(overflow="fold")
    clauses = {c.field: c for c in found.clauses if c.field != "obligations"}
    for field, words in rows(found):
        clause = clauses.get(field)
        table.add_row(
            Text("  " + field.replace("_", " ")),
            Text(words),
            Text(f"art. {clause.article}" if clause and clause.article else ""),
            Text(f"{clause.confidence:.2f}" if clause else ""),
        )
        if clause:
            quote = " ".join(clause.quote.split())
            table.add_row(
                "", Text(quote if len(quote) <= _SHOWN else quote[: _SHOWN - 3] + "...", style="dim")
            )
    for owed in found.obligations:
        when = "" if owed.condition is Attack.ALWAYS else f", on {owed.condition.value}"
        where = f" in {owed.area}" if owed.area else ""
        table.add_row(
            Text("  owed"),
            Text(owed.kind.replace("_", " ") + when + where),
            Text(f"art. {owed.article}" if owed.article else ""),
            Text(""),
        )
        table.add_row(
            "", Text(owed.text if len(owed.text) <= _SHOWN else owed.text[: _SHOWN - 3] + "...", style="dim")
        )
    out.print(table)


def rows(found: Terms) -> list[tuple[str, str]]:
    """Each rule that the text lays down as (field, words)."""
    out = [("entry_into_force", _entry(found.entry_into_force))]
    if found.provisional:
        out.append(("provisional", "applied before entry into force"))
    if found.later_states:
        out.append(("later_states", counted_words(found.later_states.offset, found.later_states.round)))
    d, r, n = found.duration, found.renewal, found.denunciation
    if d.kind.value != "unstated":
        length = f"{plural(d.n, d.unit)} " if d.n and d.unit else ""
        out.append(("duration", f"{d.kind.value} {length}{d.date or ''}".strip()))
    if r:
        how = "goes on unless notice is given" if r.tacit else "by agreement"
        further = f", {plural(r.n, r.unit)} at a time" if r.n and r.unit else ""
        notice = f", notice {_span(r.notice)} before" if r.notice else ""
        out.append(("renewal", how + further + notice))
    if n:
        notice = f"takes effect {_span(n.notice)} after notice" if n.notice else "by notice"
        floor = f", not before {_span(n.not_before)}" if n.not_before else ""
        out.append(("denunciation", notice + floor))
    if found.ends_below:
        out.append(("ends_below", f"ends when fewer than {found.ends_below} parties remain"))
    return out


def _entry(rule: Rule) -> str:
    """The rule for entry into force in the words of `foedus status`, all its conditions among them."""
    if rule.trigger is None:
        return "not told"
    return "the text is silent" if rule.trigger is Trigger.NONE else rule_words(rule)


def _span(offset: Offset) -> str:
    return plural(offset.n, offset.unit.value)
