"""The board, a page a treaty, and the API: server-rendered."""
