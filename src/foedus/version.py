"""The version of foedus, which the ledger writes beside every entry."""

__version__ = "0.1.0"
