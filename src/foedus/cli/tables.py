"""Claims as a table: rich on a terminal, aligned plain text elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from foedus.cli.phrases import what_words
from foedus.cli.terminal import console
from foedus.model import Article, Certainty, Claim, ClaimKind

_STYLE = {
    Certainty.ASSERTED: "bold green",
    Certainty.REPORTED: "green",
    Certainty.PLANNED: "cyan",
    Certainty.CONDITIONAL: "yellow",
    Certainty.SPECULATED: "magenta",
    Certainty.DENIED: "red",
}


def print_claims(article: Article, claims: Sequence[Claim], *, explain: bool = False) -> None:
    """One block an agreement: its name and parties, then a row a claim."""
    out = console()
    if not claims:
        out.print(f"{article.doc}: no claim about an agreement between states")
        return
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        ref = claim.agreement
        key = (ref.local, "") if ref is not None and claim.kind is not ClaimKind.ACT else (-1, "acts")
        groups.setdefault(key, []).append(claim)
    for (local, _), members in groups.items():
        around = "acts around it" if len(groups) > 1 else "acts"
        out.print(Text(_heading(members) if local >= 0 else around, style="bold"))
        out.print(_table(members, explain=explain))


def _heading(members: Sequence[Claim]) -> str:
    refs = [c.agreement for c in members if c.agreement is not None]
    name = next((r.name for r in refs if r.name), None) or (refs[0].mention if refs else "an agreement")
    parties = max((c.parties for c in members), key=len)
    return f"agreement  {name} ({', '.join(parties)})" if parties else f"agreement  {name}"


def _table(members: Sequence[Claim], *, explain: bool) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for _ in range(6 if explain else 5):
        table.add_column(overflow="fold")
    for c in members:
        row = [
            Text("  " + what_words(c.kind, c.what)),
            Text(" ".join(c.actors)),
            Text(c.date or ""),
            Text(c.certainty.value, style=_STYLE[c.certainty]),
            Text(" < ".join(s.name for s in c.sources)),
        ]
        if explain:
            row.append(Text(f"{c.rule}: {' '.join(c.words)}", style="dim"))
        table.add_row(*row)
    return table
