"""Entry into force computed from a treaty's text and its parties' own dates, against the recorded date.

    python bench/bench_records.py [RECORDS.jsonl] [--list N]      by default those beside the repository

One object a line: {"id", "path" (of the text, from the list's folder), "signed", "in_force", "parties":
[{"state", "signed", "ratified"}]}. Printed: how many texts gave a rule, how many of these a day, how many
days are exact or within a month; --list names the first N that differ. A recorded ratification counts as the
instrument or the notification that the rule asks for; an exchange of instruments has no date of its own
in such records, so that the later of the two ratifications stands for it and is told apart as "by proxy".
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foedus.law.model import Act, Fact, Record, Rule, Terms, Trigger
from foedus.law.status import status
from foedus.law.text import terms
from foedus.model import Step

SHARED = Path(__file__).parents[2] / "shared" / "gold" / "treaties" / "records.jsonl"
FAR = "2100-01-01"
OPEN = 400  # days for which a treaty is commonly open for signature
STATED = (Trigger.DATE, Trigger.SIGNATURE, Trigger.INSTRUMENTS, Trigger.NOTIFICATIONS, Trigger.OTHER)


@dataclass(frozen=True, slots=True)
class Compared:
    """One treaty: the day computed and the day recorded, with the rule."""

    id: str
    rule: Rule
    computed: str | None
    recorded: str
    quote: str

    @property
    def days(self) -> int | None:
        """How far the computed day lies from the recorded one."""
        if self.computed is None or len(self.computed) != 10:
            return None
        return (date.fromisoformat(self.computed) - date.fromisoformat(self.recorded)).days


def facts(item: dict[str, Any], trigger: Trigger | None) -> tuple[Fact, ...]:
    """What the parties did, in the acts that the rule counts."""
    out: list[Fact] = []
    for n, party in enumerate(item["parties"]):
        state, ratified = party["state"], party.get("ratified")
        signed = party["signed"] if _original(party, item.get("signed")) else None
        if signed:
            out.append(Fact(f"s{n}", Step.SIGNED, (state,), date=signed, act=Act.SIGNATURE))
        if ratified:
            if trigger in (Trigger.NOTIFICATIONS, Trigger.EXCHANGE):
                act, step = Act.NOTIFICATION, Step.NOTIFIED
            else:
                act, step = (Act.RATIFICATION if signed else Act.ACCESSION), Step.DEPOSITED
            out.append(Fact(f"r{n}", step, (state,), date=ratified, act=act))
    return tuple(out)


def _original(party: dict[str, Any], signed: str | None) -> bool:
    """Whether a party signed while the treaty was open: later "signatures" in such records are accessions."""
    own = party.get("signed")
    if not own or not signed:
        return bool(own)
    return (date.fromisoformat(own) - date.fromisoformat(signed)).days <= OPEN


def compare(item: dict[str, Any], folder: Path) -> Compared:
    """The day by the text's own rule and the parties' dates."""
    found = terms((folder / item["path"]).read_text("utf-8", errors="replace"))
    rule = found.entry_into_force
    acting = rule
    if rule.trigger is Trigger.EXCHANGE:  # the later ratification stands for the exchange
        acting = Rule(Trigger.NOTIFICATIONS, count="all", offset=rule.offset, round=rule.round)
    signatories = tuple(p["state"] for p in item["parties"] if _original(p, item.get("signed")))
    parties = signatories or tuple(p["state"] for p in item["parties"])
    record = Record(item["title"], parties, facts(item, acting.trigger))
    computed = None
    if rule.trigger not in (None, Trigger.NONE):
        computed = status(record, Terms(entry_into_force=acting), FAR).in_force_since
    clause = next((c.quote for c in found.clauses if c.field == "entry_into_force"), "")
    return Compared(item["id"], rule, computed, item["in_force"], " ".join(clause.split()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--list", type=int, default=0, metavar="N")
    args = parser.parse_args()
    if not args.records.exists():
        print(f"{args.records} does not stand here: not measured")
        return
    lines = args.records.read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    done = [compare(item, args.records.parent) for item in items if item.get("in_force")]
    told = [c for c in done if c.rule.trigger is not None]
    print(f"{len(done)} treaties with a recorded day; a rule read from {len(told)}")
    for name, group in (
        ("by the rule", [c for c in told if c.rule.trigger in STATED]),
        ("by proxy", [c for c in told if c.rule.trigger is Trigger.EXCHANGE]),
    ):
        days = [c.days for c in group if c.days is not None]
        exact = sum(d == 0 for d in days)
        month = sum(abs(d) <= 31 for d in days)
        print(f"{name}: {len(group)} rules, {len(days)} days computed, {exact} exact, {month} within a month")
    counts: Counter[str] = Counter()
    for c in told:
        kind = c.rule.trigger.value if c.rule.trigger else ""
        counts[f"{kind}: {'no day' if c.days is None else 'exact' if c.days == 0 else 'differs'}"] += 1
    for key, n in sorted(counts.items()):
        print(f"  {key} {n}")
    differing = [c for c in told if c.days]
    for c in differing[: args.list]:
        print(f"{c.id}: computed {c.computed}, recorded {c.recorded} ({c.days:+} days) | {c.quote[:200]}")


if __name__ == "__main__":
    main()
