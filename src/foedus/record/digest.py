"""The key of what is kept of the law: a digest of all the code that decides where an agreement stands.

A standing follows from which claims count, how they become facts, what the register knows beforehand, and the
law. Who changes a file of these works every standing out anew; words are made when one is shown, and are no
part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from foedus.register.lookup import Register
from foedus.register.model import Edition

#: The files that decide, below the package's folder; of a folder its own code, not that of folders in it:
#: reading treaties' texts (law/text) decides nothing, its terms come in as entries.
DECIDING: Final = (
    "dates",
    "jsonform.py",  # a corrected claim, from the verdict that has it
    "law",
    "ledger/believed.py",  # claims that stand, as believed
    "ledger/columns.py",  # the same of agreements with nothing but plain steps
    "ledger/days.py",  # what was known on a day
    "ledger/encode.py",
    "ledger/identity.py",  # which agreements are one, which verdicts were undone
    "ledger/jsonclaim.py",
    "ledger/origins.py",  # whose a story is
    "ledger/plain.py",  # of agreements of which everything is as it came in
    "ledger/prints.py",
    "ledger/rows.py",  # when a claim stands
    "ledger/terms.py",  # which terms count
    "ledger/views.py",  # rules of standing: verdicts, newer readings
    "ledger/within.py",
    "model.py",
    "names",
    "names/compiled.json",  # by which an agreement's names are linked to the register
    "record",
    "register",
    "register/edition.json",  # the edition, with the digest of all its entries
)


def deciding(package: Traversable) -> Iterator[tuple[str, bytes]]:
    """Every deciding file of a package's folder with its content, in one order."""
    for place in DECIDING:
        found = package.joinpath(*place.split("/"))
        if "." in place:
            yield place, found.read_bytes()
            continue
        for path in sorted(found.iterdir(), key=lambda p: p.name):
            if path.name.endswith(".py"):
                yield f"{place}/{path.name}", path.read_bytes()


def digest(package: Traversable) -> str:
    """The digest of the deciding files of a package's folder."""
    seen = sha256()
    for place, content in deciding(package):
        seen.update(f"{place}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.hexdigest()[:16]


def law_digest(register: Register | None = None) -> str:
    """The digest of the code that runs, and of the register's edition where it is not the shipped one."""
    if register is None or register.edition.digest == _shipped().digest:
        return _code()
    return f"{_code()}-{register.edition.digest[:16]}"


@cache
def _code() -> str:
    return digest(files("foedus"))


@cache
def _shipped() -> Edition:
    return Register.open().edition
