"""Records: what the ledger holds of an agreement, as facts, as a treaty for the law, and where it stands.

The one room that knows both the ledger and the law.
"""
