"""Pages are kept as they came from the network, and the sources that are watched stand beside the record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger import triggers

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables; what is there stays as it is."""
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("found_at", sa.Text(), nullable=False),
        sa.Column("fetched", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_captures_document_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_captures_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    for column in ("tx", "document_id"):
        op.create_index(op.f(f"ix_captures_{column}"), "captures", [column], unique=False)
    for statement in triggers.statements(op.get_bind().dialect.name, [("captures", ("id",))]):
        if not statement.startswith("CREATE FUNCTION"):  # PostgreSQL has it from the first migration
            op.execute(statement)
    _watched()


def _watched() -> None:
    op.create_table(
        "watch_sources",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("every", sa.Double(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("added", sa.Double(), nullable=False),
        sa.Column("due", sa.Double(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("lease", sa.Double(), nullable=False),
        sa.Column("interval", sa.Double(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Double(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_sources")),
        sa.UniqueConstraint("address", name=op.f("uq_watch_sources_address")),
    )
    op.create_index(op.f("ix_watch_sources_host"), "watch_sources", ["host"], unique=False)
    op.create_index(op.f("ix_watch_sources_due"), "watch_sources", ["due"], unique=False)
    op.create_table(
        "watch_entries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("changed", sa.Text(), nullable=True),
        sa.Column("found", sa.Double(), nullable=False),
        sa.Column("due", sa.Double(), nullable=True),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("lease", sa.Double(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_entries")),
        sa.UniqueConstraint("address", name=op.f("uq_watch_entries_address")),
    )
    op.create_index(op.f("ix_watch_entries_source_id"), "watch_entries", ["source_id"], unique=False)
    op.create_index(op.f("ix_watch_entries_due"), "watch_entries", ["due"], unique=False)
    op.create_table(
        "watch_origins",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("read", sa.Double(), nullable=False),
        sa.Column("wait", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_watch_origins")),
    )
    op.create_table(
        "watch_log",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_log")),
    )
    op.create_index(op.f("ix_watch_log_source_id"), "watch_log", ["source_id"], unique=False)


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
