"""What the register tells of a treaty, as marks of its timeline, beside those of the ledger's claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from foedus.law.model import Fact
from foedus.model import Certainty, Step
from foedus.record.known import LABELS, PREFIX
from foedus.register.model import Did, Entry
from foedus.web.agreements.timeline import Mark, days

_Said = tuple[str, tuple[str, ...], str | None, tuple[str, ...]]  # a lane, who, when, on which lists


def register_marks(
    entry: Entry | None, facts: Iterable[Fact], told: Sequence[Mark], display: Callable[[str], str]
) -> list[Mark]:
    """The marks of the claims, and beside them what the entry tells and no mark of theirs does.

    What befell the agreement as a whole is taken from its `facts`; what each state did is the entry's
    own act, not what the law makes of it.
    """
    seen = {(m.lane, m.first, m.last, m.label) for m in told}
    out: dict[tuple[str, date, date, str], Mark] = {}
    for lane, actors, when, sources in _each(entry, facts):
        span = days(when)
        if span is None:
            continue
        who = ", ".join(display(a) for a in actors) or "all parties"
        place = (lane, *span, who)
        if place not in seen:
            title = f"{lane}, {who}, {when}: {', '.join(sources)}"
            out.setdefault(place, Mark(lane, *span, Certainty.ASSERTED, who, title))
    return sorted([*told, *out.values()], key=lambda m: (m.first, m.last))


def _each(entry: Entry | None, facts: Iterable[Fact]) -> Iterator[_Said]:
    together: set[str | None] = set()  # days on which all signed: that each did needs no mark
    for fact in facts:
        if fact.id.startswith(PREFIX) and fact.act is None and fact.certainty is Certainty.ASSERTED:
            together |= {fact.date} if fact.step == Step.SIGNED and not fact.actors else set()
            yield str(fact.step).replace("_", " "), fact.actors, fact.date, fact.sources
    for told in entry.participants if entry else ():
        for act in told.acts:
            by_all = act.did is Did.EXCHANGE or (act.did is Did.SIGNATURE and act.date in together)
            if not by_all:
                sources = tuple(LABELS.get(s, s) for s in act.sources)
                yield act.did.value.replace("_", " "), (told.state,), act.date, sources
