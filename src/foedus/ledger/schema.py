"""The tables of the ledger: every row belongs to one transaction and is never changed.

Ids are given by the writer, who holds the ledger alone, so they are dense and rise with the transaction
number. Texts in JSON are canonical (compact, keys sorted), for the hash chain covers them byte for byte.
Dates of claims are EDTF as read, with `earliest` and `latest` as YYYYMMDD integers for asking by time.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

HEAD: Final = "0011"  # the newest migration; a test holds it to the scripts
MARK: Final = 0x666F6544  # SQLite's application_id of a ledger: "foeD"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


#: Text that sorts by its bytes, so that all words with one beginning stand together.
BYTEWISE: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _tx(*, index: bool = False) -> Column[int]:
    return Column("tx", ForeignKey("transactions.id"), nullable=False, index=index)


transactions = Table(
    "transactions",
    metadata,
    _id(),
    Column("recorded_at", Text, nullable=False),  # UTC, ISO with microseconds; never falls
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),  # add, reread, verdict, import, terms, adopt, notices
    Column("version", Text, nullable=False),  # of foedus
    Column("note", Text, nullable=False, server_default=""),
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_transactions_recorded_at", "recorded_at"),
)

documents = Table(
    "documents",
    metadata,
    _id(),
    _tx(index=True),
    Column("key", LargeBinary(16), nullable=False, unique=True),  # of digest, publisher, address, day
    Column("digest", LargeBinary(32), nullable=False, index=True),  # SHA-256 of the page's bytes
    Column("doc", Text, nullable=False),
    Column("address", Text, index=True),
    Column("publisher", Text),
    Column("published", Text, index=True),  # ISO day in the publisher's zone
    Column("published_at", Text),
    Column("published_basis", Text),
    Column("fetched", Text),
    Column("language", Text, nullable=False),
    Column("title", Text),
    Column("credits", Text, nullable=False),  # JSON list: agencies the page credits
    Column("notice", Text),  # the page's own notice of correction
    Column("prints", LargeBinary, nullable=False),  # sampled fingerprints of the text, for containment
    Column("body", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    _id(),
    _tx(),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("version", Text, nullable=False),
    Column("doc", Text, nullable=False),
    Column("publisher", Text),
    Column("published", Text),
)

agreements = Table(
    "agreements",
    metadata,
    _id(),
    _tx(index=True),
    Column("why", Text, nullable=False),  # why it is an agreement of its own
)

#: Names and descriptions: a title once a year, a description once a day (`foedus.ledger.attestation`). The
#: agreement is the one it came in with; where it was placed later stands in `placements`.

agreement_names = Table(
    "agreement_names",
    metadata,
    _id(),
    _tx(),
    Column("agreement_id", ForeignKey("agreements.id"), nullable=False, index=True),
    Column("name", Text),  # as an article gives it; NULL where it only describes
    Column("mention", Text, nullable=False),
    Column("key", Text, nullable=False),  # the name's telling words, for looking up
    Column("signed", Text),
    Column("parties", Text, nullable=False),  # JSON list
    Column("document_id", ForeignKey("documents.id")),  # the page that gave it first
    Column("why", Text, nullable=False),  # why this mention means this agreement
    Index("ix_agreement_names_key", "key"),
    Index("ix_agreement_names_parties", "parties"),
    Index("ix_agreement_names_tx", "tx"),
)

#: Every party that was ever told with a name placed in an agreement, for finding it; not all are its parties.
agreement_parties = Table(
    "agreement_parties",
    metadata,
    _id(),
    _tx(),
    Column("agreement_id", ForeignKey("agreements.id"), nullable=False),
    Column("party", Text, nullable=False),
    UniqueConstraint("agreement_id", "party"),
    Index("ix_agreement_parties_party", "party", "agreement_id"),
)

chains = Table(
    "chains",
    metadata,
    _id(),
    _tx(),
    Column("digest", LargeBinary(16), nullable=False, unique=True),
)

sources = Table(
    "sources",
    metadata,
    Column("chain_id", ForeignKey("chains.id"), nullable=False),
    Column("hop", Integer, nullable=False),  # 0 is the publisher
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text),
    Column("anonymous", Integer, nullable=False),
    PrimaryKeyConstraint("chain_id", "hop"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    metadata,
    _id(),
    _tx(),
    Column("digest", LargeBinary(16), nullable=False, unique=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("agreement_id", ForeignKey("agreements.id")),  # as resolved when it came in
    Column("name_id", ForeignKey("agreement_names.id"), index=True),
    Column("chain_id", ForeignKey("chains.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("parties", Text, nullable=False),  # JSON list
    Column("actors", Text, nullable=False),  # JSON list
    Column("date", Text),  # EDTF
    Column("earliest", Integer),
    Column("latest", Integer),
    Column("date_phrase", Text),
    Column("place", Text),
    Column("rest", Text, nullable=False),  # JSON: mention, local, other sources, detail, rule, words
    Index("ix_claims_agreement_id_tx", "agreement_id", "tx"),
    Index("ix_claims_document_id", "document_id"),
    Index("ix_claims_tx", "tx"),
)

passages = Table(
    "passages",
    metadata,
    Column("claim_id", ForeignKey("claims.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text),  # only where it is not body[start:end]
    PrimaryKeyConstraint("claim_id", "n"),
    sqlite_with_rowid=False,
)

reading_changes = Table(
    "reading_changes",
    metadata,
    _id(),
    _tx(index=True),
    Column("reading_id", ForeignKey("readings.id"), nullable=False),
    Column("claim_id", ForeignKey("claims.id"), nullable=False, index=True),
    Column("gone", Integer, nullable=False),  # 1: this reading no longer finds it; 0: finds it again
)

verdicts = Table(
    "verdicts",
    metadata,
    _id(),
    _tx(index=True),
    Column("kind", Text, nullable=False),  # as in foedus.ledger.rows.VerdictKind
    Column("claim_id", ForeignKey("claims.id"), index=True),
    Column("agreement_id", ForeignKey("agreements.id"), index=True),
    Column("undoes", ForeignKey("verdicts.id"), unique=True),
    Column("reason", Text, nullable=False),
    Column("corrected", Text),  # JSON: the whole claim as it should read; an agreement's name or parties
)

links = Table(
    "links",
    metadata,
    _id(),
    _tx(),
    Column("kind", Text, nullable=False),  # same, moved; of documents: corrects, retracts
    Column("agreement_id", ForeignKey("agreements.id"), index=True),
    Column("other_id", ForeignKey("agreements.id")),
    Column("claim_id", ForeignKey("claims.id")),
    Column("document_id", ForeignKey("documents.id"), index=True),
    Column("other_document_id", ForeignKey("documents.id")),
    Column("verdict_id", ForeignKey("verdicts.id")),
    Column("why", Text, nullable=False),
    Index("ix_links_kind", "kind"),
)

#: Where a name is placed after it came in: by a page that came between, or by a person. The last row counts.
placements = Table(
    "placements",
    metadata,
    _id(),
    _tx(index=True),
    Column("name_id", ForeignKey("agreement_names.id"), nullable=False, index=True),
    Column("agreement_id", ForeignKey("agreements.id"), nullable=False, index=True),
    Column("moved", Integer, nullable=False, index=True),  # 1: from another agreement
    Column("day", Text),  # on which it was first said
    Column("beside", Text),  # JSON list of names: what the same article says besides
    Column("state", Text, nullable=False),  # free, doubtful, pinned, held, out
    Column("verdict_id", ForeignKey("verdicts.id"), index=True),  # of the person who placed it
    Column("why", Text, nullable=False),
)

#: Pages as they came from the network: how each came in that was fetched.
captures = Table(
    "captures",
    metadata,
    _id(),
    _tx(index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("address", Text, nullable=False),  # that was asked
    Column("found_at", Text, nullable=False),  # the address that answered, after redirects
    Column("fetched", Text, nullable=False),  # UTC, ISO
    Column("headers", Text, nullable=False),  # JSON: those that matter
    Column("packed", LargeBinary, nullable=False),  # the page's bytes, zlib; their SHA-256 is the document's
)

#: Pages that say of another page that it was wrong (`foedus.ledger.notice`); which one stands in `links`.
notices = Table(
    "notices",
    metadata,
    _id(),
    _tx(index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # correction, retraction
    Column("said", Text, nullable=False),  # its words
    Column("headlines", Text, nullable=False),  # JSON list: the telling words of the headlines that it names
)

terms = Table(
    "terms",
    metadata,
    _id(),
    _tx(),
    Column("agreement_id", ForeignKey("agreements.id"), nullable=False, index=True),
    Column("digest", LargeBinary(16), nullable=False),
    Column("source", Text, nullable=False),  # the text's name or address
    Column("terms", Text, nullable=False),  # JSON in the form of foedus.law
)

#: Editions of the register, each from the transaction that adopted it; the last one counts.
editions = Table(
    "editions",
    metadata,
    _id(),
    _tx(index=True),
    Column("edition", Text, nullable=False),  # its id
    Column("day", Text, nullable=False),  # ISO, of the edition
    Column("digest", LargeBinary(32), nullable=False),  # SHA-256 of the content
    Column("layer", Text, nullable=False),  # the list of one's own above it, "" for none
    Column("content", LargeBinary, nullable=False),  # the compiled register
)

#: Where agreements are found by the words of their names: each word folded, with the transaction that first
#: gave it. Derived from `agreement_names` (`foedus.ledger.words`), so not hashed.
name_words = Table(
    "name_words",
    metadata,
    Column("word", BYTEWISE, nullable=False),
    Column("agreement_id", Integer, nullable=False),
    Column("tx", Integer, nullable=False),
    PrimaryKeyConstraint("word", "agreement_id"),
    sqlite_with_rowid=False,
)

#: Agreements as rows of a list, kept so that they need not be worked out again. No part of the record: not
#: hashed or guarded, and may be emptied at any time.
listed = Table(
    "listed",
    metadata,
    Column("agreement_id", Integer, nullable=False, autoincrement=False),
    Column("tx", Integer, nullable=False),  # the last to touch the agreement
    Column("code", Text, nullable=False),  # digest of the code that made the row
    Column("row", Text, nullable=False),  # JSON
    PrimaryKeyConstraint("agreement_id"),
    sqlite_with_rowid=False,
)

#: What follows by law, and the days it holds on, kept so that it need not be worked out again. No part of the
#: record: it is not hashed or guarded, and may be emptied at any time.
standings = Table(
    "standings",
    metadata,
    Column("law", Text, nullable=False),  # digest of the law's code
    Column("agreement_id", Integer, nullable=False),
    Column("tx", Integer, nullable=False),  # the last to touch the agreement
    Column("first", Integer, nullable=False),  # YYYYMMDD
    Column("last", Integer, nullable=False),  # YYYYMMDD, included
    Column("state", Text, nullable=False),
    Column("in_force", Integer),  # NULL: cannot tell
    Column("since", Text),
    Column("until", Text),
    Column("headline", Text, nullable=False),
    Column("summary", Text, nullable=False),
    PrimaryKeyConstraint("law", "agreement_id", "tx", "first"),
    sqlite_with_rowid=False,
)

#: What is watched, and what of it is due: work in progress, no part of the record. Times are seconds since
#: 1970; a `lease` that has passed is nobody's.
watch_sources = Table(
    "watch_sources",
    metadata,
    _id(),
    Column("address", Text, nullable=False, unique=True),
    Column("host", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),  # feed, sitemap, page
    Column("title", Text),
    Column("publisher", Text),  # of its pages, where it is given
    Column("every", Double),  # seconds, where they are given; else its own rhythm
    Column("state", Text, nullable=False),  # watched, paused
    Column("added", Double, nullable=False),
    Column("due", Double, nullable=False, index=True),
    Column("worker", Text),
    Column("lease", Double, nullable=False),
    Column("interval", Double, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),  # SHA-256 of what came last
    Column("fetched", Double),  # when it last answered
    Column("failures", Integer, nullable=False),  # in a row
    Column("said", Text),  # the last refusal or failure
)

watch_entries = Table(
    "watch_entries",
    metadata,
    _id(),
    Column("source_id", Integer, nullable=False, index=True),
    Column("address", Text, nullable=False, unique=True),
    Column("host", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),  # ISO day or instant, in its own zone
    Column("changed", Text),
    Column("found", Double, nullable=False),
    Column("due", Double, index=True),  # NULL: done with
    Column("worker", Text),
    Column("lease", Double, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),  # SHA-256 of the article's text that came last
)

watch_origins = Table(
    "watch_origins",
    metadata,
    Column("origin", Text, nullable=False),  # scheme, host and port
    Column("robots", Text),  # robots.txt, NULL where it could not be had
    Column("read", Double, nullable=False),
    Column("wait", Double, nullable=False),  # asked again after
    PrimaryKeyConstraint("origin"),
)

watch_log = Table(
    "watch_log",
    metadata,
    _id(),
    Column("at", Double, nullable=False),
    Column("source_id", Integer, nullable=False, index=True),
    Column("address", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("line", Text, nullable=False),
)

#: Who is told what changed, and what is on its way to them: no part of the record, so that whoever leaves is
#: forgotten. Times are seconds since 1970; a `lease` that has passed is nobody's.
subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    Column("address", Text, nullable=False),
    Column("state", Text, nullable=False),  # pending, confirmed
    Column("selection", Text, nullable=False),  # JSON: states, treaties, kinds of change
    Column("weekday", Integer),  # 0 is Monday; NULL: every day
    Column("hour", Integer, nullable=False),  # in the zone
    Column("zone", Text, nullable=False),  # IANA
    Column("always", Integer, nullable=False),  # 1: also when nothing changed
    Column("made", Double, nullable=False),
    Column("due", Double, index=True),  # NULL: not confirmed
    Column("number", Integer, nullable=False),  # the entry up to which it was told
    Column("day", Text, nullable=False),  # the day up to which it was told, ISO
    Column("bounces", Integer, nullable=False),  # in a row
)

subscription_tokens = Table(
    "subscription_tokens",
    metadata,
    Column("digest", LargeBinary(32), nullable=False),  # SHA-256; the token itself is in a mail alone
    Column("subscription_id", Integer, nullable=False, index=True),
    Column("purpose", Text, nullable=False),  # confirm, unsubscribe
    Column("made", Double, nullable=False),
    PrimaryKeyConstraint("digest"),
    sqlite_with_rowid=False,
)

webhooks = Table(
    "webhooks",
    metadata,
    _id(),
    Column("address", Text, nullable=False),
    Column("secret", Text, nullable=False),  # signs, so it cannot be hashed
    Column("selection", Text, nullable=False),
    Column("state", Text, nullable=False),  # active, gone
    Column("made", Double, nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("said", Text),  # the last failure
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),  # what it is of: made once, whoever makes it
    Column("kind", Text, nullable=False),  # confirmation, issue, answer, webhook
    Column("receiver", Integer, nullable=False, index=True),  # of subscriptions, letters or webhooks
    Column("mark", Text, nullable=False),  # of its Message-ID, the same at every try
    Column("content", Text),  # JSON without address and token; NULL: done with
    Column("state", Text, nullable=False),  # waiting, sent, refused, bounced, given up
    Column("made", Double, nullable=False),
    Column("due", Double, index=True),  # NULL: done with
    Column("worker", Text),
    Column("lease", Double, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("handed", Double),  # when its handing over began that has had no answer
    Column("doubts", Integer, nullable=False),  # handings over that never had one
    Column("said", Text),  # the last answer
)

#: What somebody proposes for the record, until a person has decided on it: letters, statements of assistants,
#: claims of other readers. Work in progress, no part of the record. Times are seconds since 1970.
proposals = Table(
    "proposals",
    metadata,
    _id(),
    Column("kind", Text, nullable=False),  # letter, assistant, reader
    Column("received", Double, nullable=False, index=True),
    Column("proposer", Text, nullable=False),  # the name; "" once it was forgotten
    Column("address", Text, nullable=False),  # for a reply, stands here alone; "" for none
    Column("agreement_id", Integer),  # NULL: none that is known
    Column("claim_id", Integer),  # the claim meant; NULL: about the agreement as such
    Column("document_id", Integer, index=True),  # the page that was read
    Column("text", Text, nullable=False),  # the proposer's words, or the passage
    Column("claim", Text),  # JSON, as `foedus read --json` prints it; NULL: words alone
    Column("made_by", Text),  # JSON: model, digest of the prompt, and so on
    Column("mark", Text, unique=True),  # of what may be proposed once only
    Column("state", Text, nullable=False, index=True),  # waiting, accepted, answered, declined
    Column("decided", Double),
    Column("decided_by", Text),
    Column("answer", Text),  # to the proposer, or why it was declined
    Column("entered", Integer),  # the claim that it became
)

#: Who may work here: no part of the record, which knows people by their names alone. Passwords, sessions and
#: keys are kept as digests. Times are seconds since 1970.
people = Table(
    "people",
    metadata,
    _id(),
    Column("name", Text, nullable=False),  # under which this person's entries stand
    Column("key", Text, nullable=False, unique=True),  # the name folded: no two look alike
    Column("password", Text),  # argon2id; NULL: the proxy alone says who it is
    Column("role", Text, nullable=False),  # as in foedus.people.roles.Role
    Column("state", Text, nullable=False),  # active, disabled
    Column("made", Double, nullable=False),
)

people_sessions = Table(
    "people_sessions",
    metadata,
    Column("digest", LargeBinary(32), nullable=False),  # SHA-256; the token itself is in a cookie alone
    Column("person_id", Integer, nullable=False, index=True),
    Column("made", Double, nullable=False),
    Column("seen", Double, nullable=False),  # to the minute
    Column("browser", Text, nullable=False),  # as it calls itself, shown to the person
    PrimaryKeyConstraint("digest"),
    sqlite_with_rowid=False,
)

people_keys = Table(
    "people_keys",
    metadata,
    _id(),
    Column("person_id", Integer, nullable=False, index=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),  # SHA-256; the key itself is shown once
    Column("begins", Text, nullable=False),  # its first characters, to tell it from others
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made", Double, nullable=False),
    Column("used", Double),  # to the minute; NULL: never
    Column("revoked", Double),
)

people_log = Table(
    "people_log",
    metadata,
    _id(),
    Column("made", Double, nullable=False),
    Column("actor", Text, nullable=False),  # the name of who changed it
    Column("change", Text, nullable=False),  # as in foedus.people.log.Change
    Column("person", Text, nullable=False),  # the name of whose account it is
    Column("detail", Text, nullable=False),
)

#: Review in progress, no part of the record: what a person passed over, and acts that wait for a second one.
review_skips = Table(
    "review_skips",
    metadata,
    Column("person", Text, nullable=False),
    Column("item", Text, nullable=False),  # of the queue
    Column("made", Double, nullable=False),
    PrimaryKeyConstraint("person", "item"),
    sqlite_with_rowid=False,
)

review_acts = Table(
    "review_acts",
    metadata,
    _id(),
    Column("person", Text, nullable=False),
    Column("act", Text, nullable=False),  # JSON
    Column("reason", Text, nullable=False),
    Column("effect", Text, nullable=False),  # JSON: what it was seen to do to statuses
    Column("made", Double, nullable=False),
    Column("state", Text, nullable=False, index=True),  # waiting, confirmed, declined, withdrawn
    Column("second", Text),  # the person who decided
    Column("decided", Double),
    Column("verdict", Integer),  # that it became
)

#: Tables whose rows carry `tx`, in the order in which a transaction's hash takes them. Rows of `sources`
#: and `passages` are hashed with their chain and their claim.
HASHED: Final = (
    documents,
    readings,
    agreements,
    agreement_names,
    agreement_parties,
    chains,
    claims,
    reading_changes,
    verdicts,
    links,
    terms,
    placements,
    captures,
    editions,
    notices,
)
APPEND_ONLY: Final = (transactions, *HASHED, sources, passages)
