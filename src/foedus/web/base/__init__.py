"""What every page and answer of a board works with: its site, people and proxy, forms, answers and faults."""
