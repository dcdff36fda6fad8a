"""From a record and a treaty's terms to its status on a day: pure law, no text, no database."""
