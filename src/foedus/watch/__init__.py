"""The world's sources: feeds, sitemaps and pages fetched in their rhythm, safely, into the ledger.

    due sources -> fetch -> feed -> new entries -> fetch -> article -> claims -> ledger

`fetch` is the one way out to the network. `store` keeps sources, entries and leases in the ledger's own
database, beside the record. `rounds` goes the way above for what is due.
"""
