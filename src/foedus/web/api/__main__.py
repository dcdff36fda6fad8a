"""`python -m foedus.web.api > docs/openapi.json` writes the API's description."""

from __future__ import annotations

import sys

from foedus.web.api import router_of
from foedus.web.api.openapi import described, written

if __name__ == "__main__":
    sys.stdout.write(written(described(router_of)))
