"""People who work on a ledger: accounts, roles, sessions and keys, beside the record."""
