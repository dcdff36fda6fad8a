"""From an Article to its claims: pure, no clock, no network, no database."""
