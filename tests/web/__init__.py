"""Tests of the board: over ASGI, in a real browser, and of the drawing."""
