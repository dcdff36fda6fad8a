"""The append-only store of claims and verdicts, and what was known on any past day."""
