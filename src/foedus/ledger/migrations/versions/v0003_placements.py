"""Names keep where they came in, and get rows of their own for where they are placed later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foedus.ledger import triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INDEXED = ("tx", "name_id", "agreement_id", "moved", "verdict_id")


def upgrade() -> None:
    """What is in the older tables stays to the byte; what it means is resolved anew afterwards."""
    op.create_table(
        "placements",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("beside", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verdict_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_placements_agreement_id")),
        sa.ForeignKeyConstraint(["name_id"], ["agreement_names.id"], name=op.f("fk_placements_name_id")),
        sa.ForeignKeyConstraint(["tx"], ["transactions.id"], name=op.f("fk_placements_tx")),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdicts.id"], name=op.f("fk_placements_verdict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placements")),
    )
    for column in _INDEXED:
        op.create_index(op.f(f"ix_placements_{column}"), "placements", [column], unique=False)
    op.create_index("ix_agreement_names_parties", "agreement_names", ["parties"], unique=False)
    op.create_index(op.f("ix_claims_name_id"), "claims", ["name_id"], unique=False)
    op.create_index(op.f("ix_documents_published"), "documents", ["published"], unique=False)
    for statement in triggers.statements(op.get_bind().dialect.name, [("placements", ("id",))]):
        if not statement.startswith("CREATE FUNCTION"):  # PostgreSQL has it from the first migration
            op.execute(statement)


def downgrade() -> None:
    """A ledger is only ever migrated forward."""
    raise NotImplementedError("a ledger is only migrated forward; restore a backup instead")
