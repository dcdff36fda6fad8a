"""Notices of correction and retraction, and letters of readers; pages are found by their address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger import triggers

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Notices among an older ledger's pages are not known; those that come now are tied to these pages."""
    op.create_index(op.f("ix_documents_address"), "documents", ["address"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("headlines", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_notices_tx")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_notices_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("document_id", name=op.f("uq_notices_document_id")),
    )
    op.create_index(op.f("ix_notices_tx"), "notices", ["tx"], unique=False)
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received", sa.Double(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided", sa.Double(), nullable=True),
        sa.Column("moderator", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("statement", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_received"), "letters", ["received"], unique=False)
    op.create_index(op.f("ix_letters_state"), "letters", ["state"], unique=False)
    for statement in triggers.statements(op.get_bind().dialect.name, [("notices", ("id",))]):
        if not statement.startswith("CREATE FUNCTION"):  # PostgreSQL has it from the first migration
            op.execute(statement)


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
