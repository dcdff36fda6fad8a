"""Putting the record right: what a person changes, seen for what it does to a status before it is made."""
