"""EDTF dates, and resolving the words of the news against an anchor."""
