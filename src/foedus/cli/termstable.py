"""A treaty's terms as a table: a rule a row, in words, with the article and how sure it is."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from foedus.cli.tables import console
from foedus.law.model import Attack, Count, Offset, Round, Rule, Share, Terms, Trigger

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
    out = [("entry_into_force", rule_words(found.entry_into_force))]
    if found.provisional:
        out.append(("provisional", "applied before entry into force"))
    if found.later_states:
        out.append(("later_states", _when(found.later_states.offset, found.later_states.round)))
    d, r, n = found.duration, found.renewal, found.denunciation
    if d.kind.value != "unstated":
        length = f"{_length(d.n, d.unit)} " if d.n and d.unit else ""
        out.append(("duration", f"{d.kind.value} {length}{d.date or ''}".strip()))
    if r:
        how = "goes on unless notice is given" if r.tacit else "by agreement"
        further = f", {_length(r.n, r.unit)} at a time" if r.n and r.unit else ""
        notice = f", notice {_span(r.notice)} before" if r.notice else ""
        out.append(("renewal", how + further + notice))
    if n:
        notice = f"takes effect {_span(n.notice)} after notice" if n.notice else "by notice"
        floor = f", not before {_span(n.not_before)}" if n.not_before else ""
        out.append(("denunciation", notice + floor))
    if found.ends_below:
        out.append(("ends_below", f"ends when fewer than {found.ends_below} parties remain"))
    return out


def rule_words(rule: Rule) -> str:
    """A rule for entry into force in words."""
    if rule.trigger is None:
        return "not told"
    if rule.trigger is Trigger.NONE:
        return "the text is silent"
    what = {
        Trigger.SIGNATURE: f"signature{_who(rule.count)}",
        Trigger.DATE: rule.date or "",
        Trigger.EXCHANGE: f"exchange of {rule.of or 'instruments'}",
        Trigger.NOTIFICATIONS: f"notifications{_who(rule.count)}",
        Trigger.INSTRUMENTS: f"instruments of consent{_who(rule.count)}",
        Trigger.OTHER: " ".join(x for x in ("another condition", rule.date, rule.note) if x),
        Trigger.NONE: "",
    }[rule.trigger]
    named = f", among them {', '.join(rule.must_include)}" if rule.must_include else ""
    weight = f", holding {rule.weight.percent} per cent of {rule.weight.of}" if rule.weight else ""
    after = f", {_when(rule.offset, rule.round)}" if rule.offset or rule.round is not Round.NONE else ""
    return what + named + weight + after


def _who(count: Count) -> str:
    if count is None:
        return ""
    if isinstance(count, Share):
        return f" by {count.part}/{count.whole}"
    return f" by {count}"


def _when(offset: Offset | None, how: Round) -> str:
    after = f"{_span(offset)} after" if offset else "on the day itself"
    if how is Round.FIRST_DAY_OF_MONTH:
        return f"{after}, first day of that month"
    if how is Round.FIRST_DAY_OF_FOLLOWING_MONTH:
        return f"{after + ', ' if offset else ''}first day of the month following"
    return after


def _span(offset: Offset) -> str:
    return _length(offset.n, offset.unit.value)


def _length(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"
