"""The board, a page a treaty, and the API: server-rendered, strict Content-Security-Policy, no script needed.

A folder holds one sort of page, `base` what all of them work with, `rim` what stands around the
application; `app` puts them together. tests/test_rooms.py says which folder may know which.
"""

from foedus.web.app import create_app

__all__ = ["create_app"]
