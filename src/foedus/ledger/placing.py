"""What the fold found, as rows: new names where they came in, and where known ones are placed now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

from foedus.ledger import encode
from foedus.ledger.attestation import Attestation
from foedus.ledger.candidates import DOUBTFUL, FREE, HELD, OUT, PINNED, Candidates, Kept
from foedus.ledger.schema import agreement_names, agreement_parties, agreements, placements
from foedus.ledger.write import Batch

First = tuple[int | None, str | None]  # the page that gave it first, and the day that stands with that page


def write_placements(
    batch: Batch,
    index: Candidates,
    first: Mapping[Attestation, First],
    by: Mapping[Attestation, Sequence[int]] = MappingProxyType({}),
) -> None:
    """Rows for all that was touched: new agreements by the order of what founded them, names, placements.

    `first` tells of new names which page gave them first; `by` which verdicts placed an attestation, each of
    which gets a row, so that it stands there as long as one of its verdicts does.
    """
    fold = index.fold
    touched = sorted({**fold.touched, **dict.fromkeys(by)}, key=attrgetter("order"))
    fold.touched.clear()
    for one in touched:
        group = one.group
        if group is not None and group.number is None:
            index.take(group, batch.add(agreements, {"why": encode.storable(group.first.why)}))
    for one in touched:
        if not one.rows:
            if one.group is None:
                continue
            _add(batch, index, one, first[one])
        for row in one.rows:
            for verdict in by.get(one) or (None,):
                _place(batch, index, one, row, verdict)


def _add(batch: Batch, index: Candidates, one: Attestation, first: First) -> None:
    assert one.group is not None
    assert one.group.number is not None
    document, day = first
    form = one.form
    number = batch.add(
        agreement_names,
        {
            "agreement_id": one.group.number,
            "name": form.name,
            "mention": form.words,
            "key": form.key,
            "signed": one.signed,
            "parties": encode.compact(list(form.parties)),
            "document_id": document,
            "why": encode.storable(one.why),
        },
    )
    index.keep(one, number, Kept(one.group.number, day, FREE))
    _told_with(batch, index, one.group.number, one)


def _place(batch: Batch, index: Candidates, one: Attestation, row: int, verdict: int | None) -> None:
    """A row where the last one on it does not say how it stands; none where nothing changed."""
    kept = index.kept[row]
    agreement = kept.agreement
    if one.group is not None and one.group.number != index.identity.root(kept.agreement):
        assert one.group.number is not None
        agreement = one.group.number
    moved = agreement != kept.agreement
    state = _state(one)
    beside = index.beside_rows(one)
    stands = kept.state == state and kept.day == one.day and (not beside or kept.beside)
    if stands and not moved and verdict is None:
        return
    batch.add(
        placements,
        {
            "name_id": row,
            "agreement_id": agreement,
            "moved": int(moved),
            "day": one.day,
            "beside": encode.compact(beside) if beside else None,
            "state": state,
            "verdict_id": verdict,
            "why": encode.storable(one.why),
        },
    )
    index.kept[row] = Kept(agreement, one.day, state, beside=bool(beside))
    if moved:
        index.placed[row] = agreement
        _told_with(batch, index, agreement, one)


def _state(one: Attestation) -> str:
    if not one.alive:
        return HELD if one.held else OUT
    if one.pinned:
        return PINNED
    return DOUBTFUL if one.doubtful else FREE


def _told_with(batch: Batch, index: Candidates, agreement: int, one: Attestation) -> None:
    """Write down which parties were told with an agreement, each once."""
    told = index.parties.setdefault(agreement, set())
    for party in one.form.parties:
        if party not in told:
            told.add(party)
            batch.add(agreement_parties, {"agreement_id": agreement, "party": party})
