"""The board of agreements: what is asked of it, its rows and their counts, its page."""
