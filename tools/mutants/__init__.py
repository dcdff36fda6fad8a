"""Mutation testing: small faults are made in a file one at a time; the file's own tests must notice them."""
