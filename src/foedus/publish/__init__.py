"""What goes out to those who want to be told: changes in words, feeds, the calendar, the digest, webhooks."""
