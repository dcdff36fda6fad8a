"""The words of depositaries' lists for the acts of states: a table, and the form of Act itself."""

from __future__ import annotations

from foedus.law.model import Act

# As depositaries' lists and their users write them; the form of Act itself is understood too.
_ACT_WORDS: dict[str, Act] = {
    "signed": Act.SIGNATURE,
    "signature ad referendum": Act.SIGNATURE,
    "signature subject to ratification": Act.SIGNATURE,
    "signature without reservation as to ratification": Act.DEFINITIVE_SIGNATURE,
    "ratified": Act.RATIFICATION,
    "accepted": Act.ACCEPTANCE,
    "approved": Act.APPROVAL,
    "acceded": Act.ACCESSION,
    "adherence": Act.ACCESSION,
    "adhesion": Act.ACCESSION,
    "formal confirmation": Act.CONFIRMATION,
    "act of formal confirmation": Act.CONFIRMATION,
    "succeeded": Act.SUCCESSION,
    "notification of succession": Act.SUCCESSION,
    "notified": Act.NOTIFICATION,
    "notification of completion": Act.NOTIFICATION,
    "exchange of instruments": Act.EXCHANGE,
    "exchange of instruments of ratification": Act.EXCHANGE,
    "exchange of notes": Act.EXCHANGE,
    "withdrawal": Act.DENUNCIATION,
    "withdrawn": Act.DENUNCIATION,
    "notice of withdrawal": Act.DENUNCIATION,
    "denounced": Act.DENUNCIATION,
    "withdrawal of instrument": Act.INSTRUMENT_WITHDRAWN,
    "withdrawal of ratification": Act.INSTRUMENT_WITHDRAWN,
    "withdrawal of denunciation": Act.NOTICE_REVOKED,
    "withdrawal of notice": Act.NOTICE_REVOKED,
    "ceased to be a party": Act.CESSATION,
    "expulsion": Act.CESSATION,
    "withdrawal of signature": Act.SIGNATURE_WITHDRAWN,
    "intention not to become a party": Act.SIGNATURE_WITHDRAWN,
    "end of provisional application": Act.PROVISIONAL_APPLICATION_ENDED,
    "reservations": Act.RESERVATION,
    "withdrawal of reservation": Act.RESERVATION_WITHDRAWN,
    "withdrawal of a reservation": Act.RESERVATION_WITHDRAWN,
    "withdrawal of objection": Act.OBJECTION_WITHDRAWN,
    "withdrawal of an objection": Act.OBJECTION_WITHDRAWN,
    "interpretative declaration": Act.DECLARATION,
    "declarations": Act.DECLARATION,
    "understanding": Act.DECLARATION,
    "objections": Act.OBJECTION,
    "authorities": Act.AUTHORITY,
    "designation of authorities": Act.AUTHORITY,
    "competent authority": Act.AUTHORITY,
    "central authority": Act.AUTHORITY,
}


def act_of(words: str) -> Act | None:
    """The act that a depositary's word names; None where it is not known."""
    plain = " ".join(words.replace("_", " ").casefold().split())
    found = _ACT_WORDS.get(plain)
    if found is not None:
        return found
    try:
        return Act(plain.replace(" ", "_"))
    except ValueError:
        return None
