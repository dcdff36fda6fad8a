"""A page of the ledger with its passages marked."""
