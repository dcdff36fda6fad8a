"""The first form of the ledger, with its guards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

GUARDED = (
    ("transactions", ("id",)),
    ("documents", ("id",)),
    ("readings", ("id",)),
    ("agreements", ("id",)),
    ("agreement_names", ("id",)),
    ("agreement_parties", ("id",)),
    ("chains", ("id",)),
    ("claims", ("id",)),
    ("reading_changes", ("id",)),
    ("verdicts", ("id",)),
    ("links", ("id",)),
    ("terms", ("id",)),
    ("sources", ("chain_id", "hop")),
    ("passages", ("claim_id", "n")),
)


def upgrade() -> None:
    """Make every table, index and guard."""
    op.create_table(
        "standings",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "agreement_id", "tx", "law", name=op.f("pk_standings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "transactions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transactions")),
    )
    op.create_index("ix_transactions_recorded_at", "transactions", ["recorded_at"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_agreements_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_index(op.f("ix_agreements_tx"), "agreements", ["tx"], unique=False)
    op.create_table(
        "chains",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_chains_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chains")),
        sa.UniqueConstraint("digest", name=op.f("uq_chains_digest")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("credits", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("prints", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_documents_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_documents_key")),
    )
    op.create_index(op.f("ix_documents_digest"), "documents", ["digest"], unique=False)
    op.create_index(op.f("ix_documents_tx"), "documents", ["tx"], unique=False)
    op.create_table(
        "agreement_names",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=True),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_names_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_agreement_names_document_id")
        ),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_agreement_names_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_names")),
    )
    op.create_index(
        op.f("ix_agreement_names_agreement_id"), "agreement_names", ["agreement_id"], unique=False
    )
    op.create_index("ix_agreement_names_key", "agreement_names", ["key"], unique=False)
    op.create_index("ix_agreement_names_tx", "agreement_names", ["tx"], unique=False)
    op.create_table(
        "agreement_parties",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_parties_agreement_id")
        ),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_agreement_parties_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_parties")),
        sa.UniqueConstraint("agreement_id", "party", name=op.f("uq_agreement_parties_agreement_id_party")),
    )
    op.create_index(
        "ix_agreement_parties_party", "agreement_parties", ["party", "agreement_id"], unique=False
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_readings_document_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_readings_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_document_id"), "readings", ["document_id"], unique=False)
    op.create_table(
        "sources",
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("anonymous", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chain_id"], ["chains.id"], name=op.f("fk_sources_chain_id")),
        sa.PrimaryKeyConstraint("chain_id", "hop", name=op.f("pk_sources")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_terms_agreement_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_terms_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    op.create_index(op.f("ix_terms_agreement_id"), "terms", ["agreement_id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=True),
        sa.Column("date_phrase", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_claims_agreement_id")),
        sa.ForeignKeyConstraint(["chain_id"], ["chains.id"], name=op.f("fk_claims_chain_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_claims_document_id")),
        sa.ForeignKeyConstraint(["name_id"], ["agreement_names.id"], name=op.f("fk_claims_name_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_claims_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("digest", name=op.f("uq_claims_digest")),
    )
    op.create_index("ix_claims_agreement_id_tx", "claims", ["agreement_id", "tx"], unique=False)
    op.create_index("ix_claims_document_id", "claims", ["document_id"], unique=False)
    op.create_index("ix_claims_tx", "claims", ["tx"], unique=False)
    op.create_table(
        "passages",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_passages_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "n", name=op.f("pk_passages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reading_changes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_reading_changes_claim_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_reading_changes_reading_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_reading_changes_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_changes")),
    )
    op.create_index(op.f("ix_reading_changes_claim_id"), "reading_changes", ["claim_id"], unique=False)
    op.create_index(op.f("ix_reading_changes_tx"), "reading_changes", ["tx"], unique=False)
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_verdicts_agreement_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_verdicts_claim_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_verdicts_tx")),
        sa.ForeignKeyConstraint(["undoes"], ["verdicts.id"], name=op.f("fk_verdicts_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdicts")),
        sa.UniqueConstraint("undoes", name=op.f("uq_verdicts_undoes")),
    )
    op.create_index(op.f("ix_verdicts_agreement_id"), "verdicts", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_verdicts_claim_id"), "verdicts", ["claim_id"], unique=False)
    op.create_index(op.f("ix_verdicts_tx"), "verdicts", ["tx"], unique=False)
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("other_document_id", sa.Integer(), nullable=True),
        sa.Column("verdict_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_links_agreement_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_links_claim_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_links_document_id")),
        sa.ForeignKeyConstraint(
            ["other_document_id"], ["documents.id"], name=op.f("fk_links_other_document_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["agreements.id"], name=op.f("fk_links_other_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_links_tx")),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdicts.id"], name=op.f("fk_links_verdict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_agreement_id"), "links", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_links_document_id"), "links", ["document_id"], unique=False)
    op.create_index("ix_links_kind", "links", ["kind"], unique=False)

    dialect = op.get_bind().dialect.name
    for statement in triggers.statements(dialect, GUARDED):
        op.execute(statement)


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
