"""What the processes of `--jobs` have in common: importing this loads the model, the names and the rules.

It is imported by the process that they are copies of, so that all share one copy in memory.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from foedus.errors import FoedusError
from foedus.language.pipeline import load
from foedus.pages import article
from foedus.reading.assemble import Assembler
from foedus.reading.build import context

_PAGE = (
    b"Chile and Peru signed a trade agreement in Lima on 12 November 2024.\n"  # for what loads on first use
)

with suppress(FoedusError):  # a model that is not installed is told of by the first page that asks for it
    load()
    Assembler(context(article(_PAGE, doc="page"))).claims()
gc.freeze()  # what is loaded stays as it is, and so stays shared
