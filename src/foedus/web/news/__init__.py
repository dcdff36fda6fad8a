"""What changed, and the stories of a day; the feeds and the calendar of it."""
