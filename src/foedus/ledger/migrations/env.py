"""Runs migrations on the connection that `foedus.ledger.migrate` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from foedus.ledger.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
