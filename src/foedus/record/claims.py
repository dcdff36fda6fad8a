"""From claims of the news to a record and terms: what is planned stays planned, what differs stays apart.

A claim's sources and certainty go with its fact; nothing is added that no claim says. A claim taken from a
depositary's list tells the international act in its detail ("act": "succession"; "weight", "organisation",
"effect" as in a treaty file). A term is taken from
the claim's detail, under "rule" or directly, in the form of `foedus.law.forms`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foedus.errors import TreatyFileError
from foedus.law.detail import fact_fields
from foedus.law.forms import obligation_from_json, rule_from_json, rule_to_json, terms_from_json
from foedus.law.kinds import EXTRA_STEPS, SOMEONE
from foedus.law.model import Attack, Fact, Obligation, Record, Rule, Terms, Trigger
from foedus.law.particulars import NOTHING
from foedus.model import Certainty, Claim, ClaimKind, Step, TermKind
from foedus.record.recorded import particulars_from_claims

# Who does this is some party; where the text does not say which, it is not all of them.
BY_SOMEONE: frozenset[str] = frozenset(
    {
        "notice_revoked", "ceased", "provisional_application_ended",
        Step.RATIFIED, Step.APPROVED, Step.DEPOSITED, Step.NOTIFIED, Step.ACCEDED, Step.PROVISIONALLY_APPLIED,
        Step.WITHDRAWN, Step.SUSPENDED, Step.VIOLATED, Step.RESERVATION,
    }
)  # fmt: skip

_OBLIGATIONS = frozenset(
    {
        TermKind.MUTUAL_DEFENCE, TermKind.OFFENCE, TermKind.CONSULTATION, TermKind.NEUTRALITY,
        TermKind.NON_AGGRESSION, TermKind.NO_HOSTILE_ALLIANCE, TermKind.BASING, TermKind.ARMS,
        TermKind.COOPERATION,
    }
)  # fmt: skip

_FIELDS = {
    TermKind.ENTRY_INTO_FORCE: "entry_into_force",
    TermKind.DURATION: "duration",
    TermKind.RENEWAL: "renewal",
    TermKind.DENUNCIATION: "denunciation",
}

# What a text says of a treaty's terms is no act to come: only a denial or a guess does not tell them.
_TELLS = frozenset(Certainty) - {Certainty.DENIED, Certainty.SPECULATED}


def record_from_claims(
    claims: Iterable[Claim],
    ids: Sequence[object] | None = None,
    *,
    published: Sequence[str | None] | None = None,
    known: Sequence[str | None] | None = None,
    parties: tuple[str, ...] = (),
    title: str | None = None,
    recorded: bool = True,
) -> Record:
    """The record that claims about one agreement make.

    `ids` names each claim in the reasons (by default its number, from 1); `published` has the ISO day of each
    claim's article, by which an undated step had been done, `known` the ISO day on which each claim was taken
    in, which bounds it where nothing tells when the article was published; `parties` are the agreement's,
    where known. `title` is by default what most claims call it. Not `recorded`: without what registries
    record of it, on which nothing in law hangs.
    """
    each = list(claims)
    names = [str(i) for i in ids] if ids is not None else [str(n) for n in range(1, len(each) + 1)]
    days = published if published is not None else [None] * len(each)
    taken = known if known is not None else [None] * len(each)
    facts = tuple(
        _fact(claim, id_, day, at)
        for claim, id_, day, at in zip(each, names, days, taken, strict=True)
        if claim.kind is ClaimKind.STEP and claim.what in STEPS
    )
    many = any(c.detail.get("open") for c in each)
    made = parties or (() if many else _parties(each))
    return Record(
        _title(each) if title is None else title,
        made,
        facts,
        closed=False if many else None,
        particulars=particulars_from_claims(each) if recorded else NOTHING,
    )


#: The steps of claims that the law knows: those of the news, and those that lists tell besides.
STEPS: frozenset[str] = frozenset(step.value for step in Step) | EXTRA_STEPS


_STEPS_OF_NEWS = frozenset(step.value for step in Step)


def _fact(claim: Claim, id_: str, day: str | None, known: str | None) -> Fact:
    step, of, certainty = _about(claim)
    return Fact(
        id=id_,
        step=step,
        actors=claim.actors or ((SOMEONE,) if step in BY_SOMEONE else ()),
        parties=claim.parties,
        date=claim.date,
        certainty=certainty,
        of=of,
        sources=source_names(claim),
        said=claim.passages[0].text if claim.passages else "",
        by=day,
        known=known,
        **(fact_fields(claim.detail) if claim.detail else {}),
    )


def _about(claim: Claim) -> tuple[Step | str, Step | None, Certainty]:
    """The act, what it is about, and how sure, as the law takes them.

    A denial that one has notified an extension tells of a notice that there will be none. Who terminates a
    treaty of many, or of parties not told, has left it or said so, which of them the word does not tell.
    """
    step, certainty = claim.what if claim.what in EXTRA_STEPS else Step(claim.what), claim.certainty
    of = Step(claim.of) if claim.of in _STEPS_OF_NEWS else None
    if (step, of, certainty) == (Step.NOTIFIED, Step.EXTENDED, Certainty.DENIED):
        return step, of, Certainty.REPORTED if claim.sources[1:] else Certainty.ASSERTED
    alone = len(claim.actors) == 1 or not set(claim.actors) >= set(claim.parties)
    if step is Step.TERMINATED and of is None and claim.actors and alone:
        return Step.WITHDRAWN, None, certainty
    return step, of, certainty


def source_names(claim: Claim) -> tuple[str, ...]:
    """The chain of sources by name, outermost first; a nameless official is marked so."""
    return tuple(f"{s.name} (unnamed)" if s.anonymous else s.name for s in claim.sources)


def _title(claims: Sequence[Claim]) -> str:
    names = Counter(c.agreement.name for c in claims if c.agreement is not None and c.agreement.name)
    return min(names, key=lambda n: (-names[n], -len(n), n)) if names else ""


def _parties(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The parties most claims give, the fuller set first; of a treaty of many, all that any claim gives."""
    sets = Counter(tuple(sorted(set(c.parties))) for c in claims if c.parties)
    if not sets:
        return ()
    if any(len(s) > 2 for s in sets):
        return tuple(sorted({p for s in sets for p in s}))
    return min(sets, key=lambda s: (-len(s), -sets[s], s))


def terms_from_claims(claims: Iterable[Claim], ids: Sequence[object] | None = None) -> Terms:
    """The terms that claims tell; `known` is False where none tells how it enters into force.

    Two claims that tell different rules leave the rule open, with both in its note. A detail that is not in
    the form is left out, and the note says so.
    """
    each = list(claims)
    names = [str(i) for i in ids] if ids is not None else [str(n) for n in range(1, len(each) + 1)]
    told: dict[TermKind, list[tuple[Claim, dict[str, Any]]]] = {}
    tellers: list[str] = []
    obligations: list[Obligation] = []
    notes: list[str] = []
    for claim, id_ in zip(each, names, strict=True):
        if claim.kind is not ClaimKind.TERM or claim.certainty not in _TELLS:
            continue
        kind = TermKind(claim.what)
        try:
            if kind in _OBLIGATIONS:
                obligations.append(_obligation(claim, kind, id_))
            elif kind in _FIELDS or kind is TermKind.PROVISIONAL_APPLICATION:
                told.setdefault(kind, []).append((claim, _checked(kind, _rule(claim))))
                tellers += [id_] if kind is TermKind.ENTRY_INTO_FORCE else []
        except TreatyFileError as error:
            notes.append(f"claim {id_} tells a term that is not in its form ({error})")
    if not told and not notes:  # most of what the news tells of a treaty is no rule
        return Terms(obligations=tuple(dict.fromkeys(obligations)), known=False)
    data: dict[str, Any] = {"provisional": TermKind.PROVISIONAL_APPLICATION in told}
    for kind, field in _FIELDS.items():
        if kind in told and kind is not TermKind.ENTRY_INTO_FORCE:
            rules = _distinct([rule for _, rule in told[kind]])
            if len(rules) == 1:
                data[field] = rules[0]
            else:
                notes.append(f"{field.replace('_', ' ')} is told differently by its sources; none is taken")
    entry = told.get(TermKind.ENTRY_INTO_FORCE, [])
    if entry:
        data["entry_into_force"] = _entry(entry)
    if notes:
        data["note"] = "; ".join(notes)
    terms = terms_from_json(data)
    said = sorted({_speaker(c) for c, _ in entry if c.certainty is not Certainty.ASSERTED})
    asserted = any(c.certainty is Certainty.ASSERTED and len(c.sources) < 2 for c, _ in entry)
    return Terms(
        terms.entry_into_force,
        terms.provisional,
        None,
        terms.duration,
        terms.renewal,
        terms.denunciation,
        obligations=tuple(dict.fromkeys(obligations)),
        known=bool(entry),
        note=terms.note,
        sources=() if asserted else tuple(said),
        facts=tuple(tellers),
    )


def _rule(claim: Claim) -> dict[str, Any]:
    detail: Mapping[str, object] = claim.detail
    inner = detail.get("rule")
    return dict(inner if isinstance(inner, Mapping) else detail)


def _checked(kind: TermKind, rule: dict[str, Any]) -> dict[str, Any]:
    """The rule, if it is one: read once as a term of its kind. Raises TreatyFileError."""
    if kind in _FIELDS:
        terms_from_json({_FIELDS[kind]: rule})
    return rule_to_json(rule_from_json(rule)) if kind is TermKind.ENTRY_INTO_FORCE else rule


def _distinct(rules: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules that differ; one that only tells less than another is left out."""
    out: list[dict[str, Any]] = []
    for rule in sorted(rules, key=lambda r: (-len(_set(r)), repr(sorted(r.items(), key=str)))):
        if not any(_set(rule).items() <= _set(other).items() for other in out):
            out.append(rule)
    return out


def _set(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in rule.items() if v not in (None, [], "none")}


def _entry(told: Sequence[tuple[Claim, dict[str, Any]]]) -> dict[str, Any]:
    rules = _distinct([rule for _, rule in told])
    if len(rules) == 1:
        return rules[0]
    by = {repr(rule): sorted({_named(_speaker(c)) for c, r in told if r == rule}) for rule in rules}
    note = "; ".join(sorted(f"{', '.join(by[repr(r)])}: {r['trigger']}" for r in rules))
    return rule_to_json(Rule(Trigger.OTHER, note=f"its sources tell different rules ({note})"))


def _speaker(claim: Claim) -> str:
    return claim.sources[-1].name if claim.sources else SOMEONE


def _named(source: str) -> str:
    return "a report" if source == SOMEONE else source


# The words in which a claim's detail tells when an obligation bites.
_CONDITIONS = {
    "attack on a party": Attack.ATTACK,
    "attack by a third state": Attack.ATTACK,
    "attack": Attack.ATTACK,
    "war": Attack.WAR,
    "threat": Attack.THREAT,
}


def _obligation(claim: Claim, kind: TermKind, id_: str) -> Obligation:
    rule = _rule(claim)
    known = {k: rule[k] for k in ("condition", "article", "by", "to", "attackers", "area") if rule.get(k)}
    when = rule.get("when")
    if "condition" not in known and isinstance(when, str) and when in _CONDITIONS:
        known["condition"] = _CONDITIONS[when].value
    text = claim.passages[0].text if claim.passages else ""
    more = {
        "certainty": claim.certainty.value,
        "sources": list(source_names(claim)),
        "facts": [id_],
        "text": text,
    }
    return obligation_from_json({"kind": kind.value, **known, **more})
