"""Agreements are found by an index of the words of their names, and their rows of lists are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger.words import add_all_words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and the index of the names that there are. The rows are made when they are asked."""
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", "agreement_id", name=op.f("pk_name_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "listed",
        sa.Column("agreement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", name=op.f("pk_listed")),
        sqlite_with_rowid=False,
    )
    add_all_words(op.get_bind())


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
