"""Standings are kept with the days they hold on, not for one day each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was kept is no part of the record, so it is dropped and worked out again when it is asked."""
    op.drop_table("standings")
    op.create_table(
        "standings",
        sa.Column("law", sa.Text(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("law", "agreement_id", "tx", "first", name=op.f("pk_standings")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
