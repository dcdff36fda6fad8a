"""What the drafts of one article tell of each other: echoes in headlines, second signatures, notices."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from foedus.dates import before, parse
from foedus.model import Certainty, Role, Step
from foedus.reading.coref import Agreement, may_be_one
from foedus.reading.merge import Draft, same_fact
from foedus.reading.when import When

_HAPPENED = frozenset({Certainty.ASSERTED, Certainty.REPORTED})
_LEAVING = frozenset({Step.NOTIFIED, Step.SUSPENDED, Step.WITHDRAWN, Step.TERMINATED})
# what a headline tells loosely, and the steps by which its story tells the same
_TOLD_EXACTLY = {
    Step.ACCEDED: frozenset({Step.RATIFIED, Step.DEPOSITED, Step.ENTERED_INTO_FORCE, Step.SIGNED}),
    Step.ENTERED_INTO_FORCE: frozenset({Step.PROVISIONALLY_APPLIED}),
    Step.TERMINATED: _LEAVING - {Step.TERMINATED},
    Step.WITHDRAWN: _LEAVING - {Step.WITHDRAWN},
}
_MADE = frozenset({Step.SIGNED, Step.NEGOTIATED, Step.INITIALLED})
_CONSENTED = frozenset({Step.APPROVED, Step.RATIFIED})
_SIGNINGS = 30  # dates of one agreement's signing by both that count


def reconciled(drafts: list[Draft]) -> list[Draft]:
    """The drafts that stand beside all others of the article, each as what the others make of it."""
    return _notices(_unsigned(_second_signatures(_without_echoes(_of_one_agreement(drafts)))))


def _of_one_agreement(drafts: list[Draft]) -> list[Draft]:
    """The drafts of two agreements as of one where the page tells one fact of both, between the same two:
    "signed an accord with Chad on Monday ... A defence accord was signed on Monday"."""
    home: dict[int, Agreement] = {}
    seen: dict[tuple[Step, Step | None, frozenset[str]], list[Draft]] = {}
    for d in sorted(drafts, key=lambda d: d.order):
        whose = frozenset((*d.agreement.parties, *d.agreement.actors))
        if len(whose) < 2:
            continue
        before = seen.setdefault((d.step, d.of, whose), [])
        for other in () if d.in_addition else before[-_SIGNINGS:]:
            a, b = home.get(other.agreement.id, other.agreement), d.agreement
            if a.id != b.id and same_fact(other, d) and may_be_one(a, b):
                home[b.id] = a
                break
        before.append(d)
    return [replace(d, agreement=home.get(d.agreement.id, d.agreement)) for d in drafts] if home else drafts


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """The drafts without headlines that tell what the story tells in other words."""
    told: dict[tuple[Step, Step | None], list[set[str]]] = {}
    for d in drafts:
        if d.role is not Role.HEADLINE:
            for step in _MADE if d.step in _MADE else (d.step,):  # "reach deal": "signed an agreement"
                told.setdefault((step, d.of), []).append(_whose(d))
    body = ((d, told.get((d.step, d.of), [])) for d in drafts)
    kept = [d for d, here in body if not (_only_headed(d) and _is_told(_whose(d), here))]
    bound = [d for d in kept if d.role is not Role.HEADLINE]
    kept = [d for d in kept if not _is_headed_so(d, bound)]
    done = {(_fact(d), d.passage) for d in kept if d.certainty in _HAPPENED and not d.nominal}
    kept = [d for d in kept if d.certainty is not Certainty.PLANNED or (_fact(d), d.passage) not in done]
    passed = {d.agreement.id for d in kept if d.step in _CONSENTED and d.certainty in _HAPPENED}
    kept = [d for d in kept if not (_outvoted(d) and d.agreement.id in passed)]
    signed = {d.agreement.id for d in kept if d.step is Step.SIGNED and d.certainty in _HAPPENED}
    return [d for d in kept if not (_in_passing(d) and d.agreement.id in signed)]


def _outvoted(d: Draft) -> bool:
    """ "The Senate gave its consent. Helms voted against the pact": one of those who were outvoted."""
    by_its_sense = d.certainty is Certainty.DENIED and len(d.words) == 1  # no "not", no "never put to a vote"
    return d.step in _CONSENTED and by_its_sense and not (d.actors or d.joint)


def _in_passing(d: Draft) -> bool:
    """ "The agreement, brokered by Algeria, sets up": no news of how one came about that was signed."""
    bare = not (d.date or d.actors or d.joint or d.agreement.many)
    return d.step is Step.NEGOTIATED and d.certainty in _HAPPENED and bare


def _fact(d: Draft) -> tuple[object, ...]:
    """What two drafts share that tell of one step: "ended its part in the pact, directing them to leave"."""
    return d.agreement.id, d.step, d.of, d.actors


def _is_headed_so(d: Draft, bound: list[Draft]) -> bool:
    """ "Japan joins climate pact" over a story that tells by which act it is bound, "US tears up treaty" over
    its notice."""
    if d.role is not Role.HEADLINE:
        return False
    exact = _TOLD_EXACTLY.get(d.step, frozenset())
    of_it = (b for b in bound if b.agreement.id == d.agreement.id and {b.step, b.of} & exact)
    return any(not (b.actors and d.actors) or set(d.actors) & set(b.actors) for b in of_it)


def _only_headed(d: Draft) -> bool:
    return d.role is Role.HEADLINE and d.agreement.headed and not d.agreement.names


def _is_told(mine: set[str], told: list[set[str]]) -> bool:
    return any(not mine or mine <= theirs or len(mine & theirs) > 1 for theirs in told)


def _whose(d: Draft) -> set[str]:
    return {*d.agreement.parties, *d.agreement.actors, *d.actors}


def _second_signatures(drafts: list[Draft]) -> list[Draft]:
    """A head of state who signs after both have signed ratifies by it (VCLT 14)."""
    signed: dict[int, dict[str, None]] = {}  # agreement: the dates on which both signed, as the text has them
    for d in drafts:
        if d.step is Step.SIGNED and d.date and (len(d.actors) > 1 or d.joint):
            dates = signed.setdefault(d.agreement.id, {})
            if len(dates) < _SIGNINGS:
                dates[d.date] = None
    return [_as_ratified(d) if _signs_again(d, signed.get(d.agreement.id, {})) else d for d in drafts]


def _unsigned(drafts: list[Draft]) -> list[Draft]:
    """Who has signed and says that he will not become a party takes his signature back (VCLT 18 a)."""
    signed = {
        (d.agreement.id, a)
        for d in drafts
        if d.step is Step.SIGNED and d.certainty in _HAPPENED
        for a in d.actors
    }
    return [_taken_back(d) if _takes_back(d, signed) else d for d in drafts]


def _notices(drafts: list[Draft]) -> list[Draft]:
    """A notice beside the leaving that it led to is notice of it: "left a year after giving notice"."""
    left = {
        (d.agreement.id, d.actors, d.passage)
        for d in drafts
        if d.step is Step.WITHDRAWN and d.of is None and d.actors
    }
    return [
        replace(d, of=Step.WITHDRAWN)
        if d.step is Step.NOTIFIED and d.of is None and (d.agreement.id, d.actors, d.passage) in left
        else d
        for d in drafts
    ]


def _takes_back(d: Draft, signed: set[tuple[int, str]]) -> bool:
    refuses = d.intended and d.step is Step.ACCEDED and d.certainty is Certainty.DENIED
    return refuses and any((d.agreement.id, a) in signed for a in d.actors)


def _taken_back(d: Draft) -> Draft:
    told = Certainty.REPORTED if d.said else Certainty.ASSERTED
    when = When(d.date, d.date_phrase) if d.date else d.declared
    return replace(
        d, step=Step.WITHDRAWN, of=Step.SIGNED, certainty=told, date=when.date, date_phrase=when.phrase
    )


def _as_ratified(d: Draft) -> Draft:
    return replace(d, step=Step.RATIFIED, rule=f"{d.rule}+second-signature")


def _signs_again(d: Draft, signed: Iterable[str]) -> bool:
    """Whether a draft is the signature of one alone, on a later day than one of those when both signed."""
    if d.step is not Step.SIGNED or len(d.actors) != 1 or not d.date or d.certainty not in _HAPPENED:
        return False
    own = parse(d.date)
    return any(before(parse(date), own) is True for date in signed)
