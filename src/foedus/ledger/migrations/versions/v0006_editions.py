"""Editions of the register that the ledger adopts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger import triggers

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An older ledger has adopted none: until it does, it is asked with the edition that foedus ships."""
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_editions_tx")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
    )
    op.create_index(op.f("ix_editions_tx"), "editions", ["tx"], unique=False)
    for statement in triggers.statements(op.get_bind().dialect.name, [("editions", ("id",))]):
        if not statement.startswith("CREATE FUNCTION"):  # PostgreSQL has it from the first migration
            op.execute(statement)


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
