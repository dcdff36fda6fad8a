"""What somebody proposes for the record: it counts for nothing until a person has accepted it.

Proposers are people who write letters, assistants, and readers: programs other than foedus that read pages.
All proposals of a ledger stand in one table, under one row of numbers, with one set of states, so that one
queue shows them (`foedus.proposals.queue`). Letters have an address and an answer besides
(`foedus.letters.box`).
"""
