"""Tests against the shared data; they skip where it is absent."""
