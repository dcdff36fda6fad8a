"""The board, a page a treaty, and the API: server-rendered, strict Content-Security-Policy, no script."""

from foedus.web.app import create_app

__all__ = ["create_app"]
