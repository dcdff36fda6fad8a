"""One thread for NumPy's matrix products.

The products of a parse are small: a second thread of OpenBLAS spends its time waiting, and the waiting is
counted as work (1.5 to 2.9 times the processor time of one thread). Texts are read in several processes
instead. A BLAS reads its settings once, when it is loaded, so they are in place while NumPy is imported and
gone afterwards: programs started later, and whoever uses foedus as a library, keep their own.
"""

from __future__ import annotations

import importlib
import os
import sys

SETTINGS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def single_threaded_numpy() -> None:
    """Imports NumPy with one thread, unless it is imported already or the user has set how many."""
    if "numpy" in sys.modules or any(name in os.environ for name in SETTINGS):
        return
    os.environ.update(dict.fromkeys(SETTINGS, "1"))
    try:
        importlib.import_module("numpy")
    finally:
        for name in SETTINGS:
            del os.environ[name]
