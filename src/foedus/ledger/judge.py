"""People's verdicts: each an entry of its own with reason and name; what it speaks of is never changed.

A correction holds the whole claim as it should read beside the one the machine read. Undoing is a verdict
too, and can itself be undone. A verdict on agreements also says where their names belong
(`foedus.ledger.pinning`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from foedus.errors import LedgerError
from foedus.ledger import encode
from foedus.ledger.agreements import current
from foedus.ledger.identity import active, identity
from foedus.ledger.jsonclaim import claim_to_text
from foedus.ledger.pinning import Pinning
from foedus.ledger.rows import VerdictKind
from foedus.ledger.schema import agreements, claims, links, verdicts
from foedus.ledger.wording import Strip
from foedus.ledger.write import Batch
from foedus.model import Claim

Row = dict[str, Any]


class Judge:
    """A person's word, within one transaction. Every method gives the verdict's number.

    All raise LedgerError where the reason is empty or what they speak of is not there; then nothing stands.
    """

    def __init__(self, batch: Batch, strip: Strip, reason: str | None = None) -> None:
        """`reason` is that of the verdicts which are not given their own."""
        self.batch = batch
        self._strip = strip
        self._reason = "" if reason is None else _reason(reason)
        self._before = identity(batch.connection, batch.number - 1)

    def claim(self, kind: VerdictKind, claim: int, corrected: Claim | None = None) -> int:
        """Accept, reject or correct a claim."""
        self._places([claim])
        if (kind is VerdictKind.CORRECT) != (corrected is not None):
            raise LedgerError("a correction, and only a correction, says how the claim should read")
        text = claim_to_text(corrected) if corrected is not None else None
        return self._add(kind, claim_id=claim, corrected=text)

    def merge(self, one: int, other: int) -> int:
        """Two agreements are one."""
        return self.merge_all([(one, other, self._reason)])[0]

    def merge_all(self, same: Iterable[tuple[int, int, str]]) -> list[int]:
        """The same of many pairs, each (one, other, reason); a verdict each, in their order."""
        said: dict[int, tuple[int, int]] = {}
        for first, second, reason in same:
            self._reason = _reason(reason)
            one, other = self._agreement(first), self._agreement(second)
            if one == other:
                raise LedgerError(f"agreements {one} and {other} are one already")
            verdict = self._add(VerdictKind.MERGE, agreement_id=one)
            self._link("same", verdict, agreement_id=one, other_id=other)
            said[verdict] = (one, other)
        pinning = self._pinning()
        pinning.pin_merged(said, self._before)
        pinning.finish()
        return list(said)

    def split(self, agreement: int, moved: Sequence[int]) -> tuple[int, int]:
        """Some claims of an agreement are about another one; gives (verdict, the new agreement)."""
        root = self._agreement(agreement)
        if not moved:
            raise LedgerError("no claims to split off")
        places = self._known_places(moved)
        wrong = next((claim for claim in sorted(set(moved)) if places.get(claim) != root), None)
        if wrong is not None:
            raise LedgerError(f"claim {wrong} is none of agreement {agreement}")
        verdict = self._add(VerdictKind.SPLIT, agreement_id=root)
        why = f"split off agreement {root}: {self._reason}"
        new = self.batch.add(agreements, {"why": why})
        for claim in sorted(places):
            self._link("moved", verdict, agreement_id=new, other_id=root, claim_id=claim)
        self._part([root, new], places, verdict, why)
        return verdict, new

    def move(self, moved: Sequence[int], agreement: int) -> int:
        """Some claims are about another agreement that is known."""
        root = self._agreement(agreement)
        if not moved:
            raise LedgerError("no claims to move")
        places = self._places(moved)
        there = next((claim for claim in sorted(places) if places[claim] == root), None)
        if there is not None:
            raise LedgerError(f"claim {there} is one of agreement {agreement} already")
        verdict = self._add(VerdictKind.MOVE, agreement_id=root)
        for claim, place in sorted(places.items()):
            self._link("moved", verdict, agreement_id=root, other_id=place, claim_id=claim)
        named = [root, *sorted({place for place in places.values() if place is not None})]
        self._part(named, places, verdict, f"moved to agreement {root}: {self._reason}")
        return verdict

    def rename(self, agreement: int, name: str) -> int:
        """An agreement is shown under this name."""
        root = self._agreement(agreement)
        name = encode.storable(" ".join(name.split()))
        if not name:
            raise LedgerError("a name that says nothing: undo the verdict that gave the last one instead")
        verdict = self._add(VerdictKind.RENAME, agreement_id=root, corrected=encode.compact({"name": name}))
        pinning = self._pinning()
        pinning.rename(root, name, verdict, f"named by a person: {self._reason}")
        pinning.finish()
        return verdict

    def set_parties(self, agreement: int, parties: Iterable[str]) -> int:
        """An agreement is between these, or none that are known."""
        root = self._agreement(agreement)
        codes = tuple(sorted({encode.storable(p) for p in parties}))
        said = encode.compact({"parties": list(codes)})
        verdict = self._add(VerdictKind.PARTIES, agreement_id=root, corrected=said)
        pinning = self._pinning()
        pinning.set_parties(root, codes, verdict, f"parties set by a person: {self._reason}")
        pinning.finish()
        return verdict

    def enter(self, agreement: int, claim: int) -> int:
        """A claim of this agreement was entered by hand, in the same transaction."""
        root = self._agreement(agreement)
        verdict = self._add(VerdictKind.ENTER, claim_id=claim, agreement_id=root)
        pinning = self._pinning()
        pinning.pin([root], verdict)
        pinning.finish()
        return verdict

    def begin(self, name: str, parties: Iterable[str], claim: Callable[[int], int]) -> int:
        """An agreement of which the ledger knew nothing has this name, these parties and a first claim.

        `claim` writes the claim about the agreement of the number that it is given. There are two verdicts:
        the claim's, whose number this gives, and that of the name, which stays when the claim is taken back.
        """
        name = encode.storable(" ".join(name.split()))
        if not name:
            raise LedgerError("a new agreement needs a name")
        why = f"entered by a person: {self._reason}"
        new = self.batch.add(agreements, {"why": encode.storable(why)})
        verdict = self._add(VerdictKind.ENTER, claim_id=claim(new), agreement_id=new)
        named = self._add(VerdictKind.RENAME, agreement_id=new, corrected=encode.compact({"name": name}))
        pinning = self._pinning()
        pinning.begin_with(new, name, tuple(sorted(set(parties))), named, why)
        pinning.finish()
        return verdict

    def undo(self, verdict: int) -> int:
        """Take a verdict back."""
        v = verdicts.c
        rows = self.batch.connection.execute(select(v.id, v.kind, v.undoes, v.claim_id, v.agreement_id)).all()
        found = {row.id: row for row in rows}
        if verdict not in found:
            raise LedgerError(f"no verdict {verdict}: `foedus review list` shows them with their numbers")
        before = active((row.id, row.undoes) for row in rows)
        if verdict not in before:
            raise LedgerError(f"verdict {verdict} is undone already")
        said = found[verdict]
        new = self._add(
            VerdictKind.UNDO, claim_id=said.claim_id, agreement_id=said.agreement_id, undoes=verdict
        )
        after = active([*((row.id, row.undoes) for row in rows), (new, verdict)])
        flipped = [n for n in before ^ after if n in found and found[n].agreement_id is not None]
        if flipped:
            pinning = self._pinning()
            pinning.let_go(flipped, after, self._spoken_of(flipped))
            pinning.finish()
        return new

    def _part(self, named: Sequence[int], places: Mapping[int, int | None], verdict: int, why: str) -> None:
        pinning = self._pinning()
        pinning.pin(named, verdict)
        pinning.part(places, named, verdict, why)
        pinning.finish()

    def _pinning(self) -> Pinning:
        """At work on the fold, with agreements known as they are once the verdict counts."""
        rows = self.batch.rows
        after = identity(
            self.batch.connection,
            self.batch.number - 1,
            links_to_come=rows.get(links.name, ()),
            verdicts_to_come=rows.get(verdicts.name, ()),
        )
        return Pinning.begin(self.batch, after, self._strip)

    def _spoken_of(self, numbers: Sequence[int]) -> set[int]:
        """The agreements that verdicts speak of."""
        v, k = verdicts.c, links.c
        found = set(self.batch.connection.execute(select(v.agreement_id).where(v.id.in_(numbers))).scalars())
        query = select(k.agreement_id, k.other_id).where(k.verdict_id.in_(numbers))
        found |= {a for pair in self.batch.connection.execute(query) for a in pair}
        return {agreement for agreement in found if agreement is not None}

    def _agreement(self, number: int) -> int:
        """The agreement that a number stands for now. Raises LedgerError for an unknown one."""
        connection = self.batch.connection
        found = connection.execute(select(agreements.c.id).where(agreements.c.id == number)).first()
        if found is None:
            raise LedgerError(f"no agreement {number}: `foedus agreements` lists them with their numbers")
        return current(connection, self.batch.number - 1, self._before, number)

    def _places(self, ids: Iterable[int]) -> dict[int, int | None]:
        """The agreement of each claim. Raises LedgerError for an unknown one."""
        wanted = sorted(set(ids))
        found = self._known_places(wanted)
        for claim in wanted:
            if claim not in found:
                raise LedgerError(f"no claim {claim}: `foedus claims` lists them with their numbers")
        return found

    def _known_places(self, ids: Iterable[int]) -> dict[int, int | None]:
        """The agreement of each claim that there is."""
        c = claims.c
        query = select(c.id, c.agreement_id, c.name_id).where(c.id.in_(list(ids)))
        return {
            claim: self._before.of_claim(claim, agreement, name)
            for claim, agreement, name in self.batch.connection.execute(query)
        }

    def _add(
        self,
        kind: VerdictKind,
        *,
        claim_id: int | None = None,
        agreement_id: int | None = None,
        undoes: int | None = None,
        corrected: str | None = None,
    ) -> int:
        row: Row = {
            "kind": kind.value,
            "claim_id": claim_id,
            "agreement_id": agreement_id,
            "undoes": undoes,
            "reason": self._reason,
            "corrected": corrected,
        }
        return self.batch.add(verdicts, row)

    def _link(self, kind: str, verdict: int, **ids: int | None) -> None:
        row: Row = dict.fromkeys(("agreement_id", "other_id", "claim_id", "document_id", "other_document_id"))
        self.batch.add(links, {**row, **ids, "kind": kind, "verdict_id": verdict, "why": self._reason})


def _reason(given: str) -> str:
    if not given.strip():
        raise LedgerError("a verdict needs its reason (--reason)")
    return encode.storable(given)
