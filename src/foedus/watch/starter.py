"""Public sources to begin with, as data: each with whose it is and what its terms say of reuse."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import msgspec

from foedus.watch.model import SourceKind


@dataclass(frozen=True, slots=True)
class Starter:
    """A source of the list; `checked` says whether the address was asked when it was written down."""

    address: str
    kind: SourceKind
    publisher: str
    about: str
    terms: str
    checked: bool = False


_LIST: Final = msgspec.json.Decoder(list[Starter])  # made here, since threads that make one together fall


def starters() -> list[Starter]:
    """The list, in the order of its file."""
    return _LIST.decode(files("foedus.watch").joinpath("starter.json").read_bytes())
