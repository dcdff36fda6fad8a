"""The compiled register as bytes: sections behind a header, read in place from a mapped file or a blob.

    b"foedus register\\n"  form (u32)  length of the header (u32)  header (msgpack)  sections

All numbers are little-endian. The header has the edition, the SHA-256 of all that follows it, and where each
section lies. Entries and briefs are compressed one by one or in blocks, so that opening reads none of them.
Damage, another file and another form each raise RegisterError in one line.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
import zlib
from pathlib import Path
from typing import Final, Literal

import msgspec

from foedus.errors import RegisterError
from foedus.register.model import Edition

MAGIC: Final = b"foedus register\n"
FORM: Final = 1
_HEAD: Final = struct.Struct("<II32s")
_ANEW: Final = "install foedus anew or compile it with make register"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The edition, and (offset, length) of each section from the end of the header."""

    edition: Edition
    sections: dict[str, tuple[int, int]]


#: Made with the module: msgspec works a type out where it is first used, which no two threads may do at once.
_HEADER: Final = msgspec.msgpack.Decoder(Header)


class Image:
    """A compiled register, open; sections are slices of the mapped bytes."""

    def __init__(self, data: memoryview, where: str) -> None:
        """Raises RegisterError where the bytes are no register, of another form, or damaged."""
        start = len(MAGIC) + _HEAD.size
        if bytes(data[: len(MAGIC)]) != MAGIC:
            raise RegisterError(f"{where}: is no compiled register; {_ANEW}")
        if len(data) < start:
            raise RegisterError(f"{where}: is cut off; {_ANEW}")
        form, length, digest = _HEAD.unpack(data[len(MAGIC) : start])
        if form != FORM:
            raise RegisterError(f"{where}: has the form {form}, this foedus reads {FORM}; {_ANEW}")
        if _digest(length, data[start:]) != digest:
            raise RegisterError(f"{where}: is damaged, its digest does not hold; {_ANEW}")
        self._body = data[_aligned(start + length) :]
        self.header = _HEADER.decode(data[start : start + length])

    @classmethod
    def open(cls, path: Path) -> Image:
        """The file, mapped. Raises RegisterError where it cannot be read or is no register."""
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise RegisterError(f"{path}: cannot be read ({error}); {_ANEW}") from error
        return cls(memoryview(mapped), path.name)

    @property
    def edition(self) -> Edition:
        return self.header.edition

    def has(self, name: str) -> bool:
        """Whether it has a section."""
        return name in self.header.sections

    def section(self, name: str) -> memoryview:
        """The bytes of a section. Raises KeyError for one that is not there."""
        offset, length = self.header.sections[name]
        return self._body[offset : offset + length]

    def numbers(self, name: str, code: Literal["I", "Q"]) -> memoryview:
        """A section of numbers: `code` "I" for 4 bytes each, "Q" for 8."""
        return self.section(name).cast(code)


def pack(edition: Edition, sections: dict[str, bytes]) -> bytes:
    """A compiled register. Sections begin at multiples of 8 bytes."""
    places: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for name, content in sections.items():
        body += b"\0" * (-len(body) % 8)
        places[name] = (len(body), len(content))
        body += content
    header = msgspec.msgpack.encode(Header(edition=edition, sections=places))
    start = len(MAGIC) + _HEAD.size
    rest = header + b"\0" * (_aligned(start + len(header)) - start - len(header)) + bytes(body)
    return MAGIC + _HEAD.pack(FORM, len(header), _digest(len(header), rest)) + rest


def _digest(length: int, rest: memoryview | bytes) -> bytes:
    whole = hashlib.sha256(length.to_bytes(4, "little"))
    whole.update(rest)
    return whole.digest()


def _aligned(place: int) -> int:
    return place + -place % 8


def deflate(data: bytes, dictionary: bytes = b"") -> bytes:
    """Compressed, with a dictionary of what many of its kind share."""
    if not dictionary:
        return zlib.compress(data, 9)
    packer = zlib.compressobj(9, zdict=dictionary)
    return packer.compress(data) + packer.flush()


def inflate(data: memoryview | bytes, dictionary: bytes = b"") -> bytes:
    """What `deflate` was given. Raises RegisterError where the bytes are damaged."""
    try:
        if not dictionary:
            return zlib.decompress(data)
        return zlib.decompressobj(zdict=dictionary).decompress(data)
    except zlib.error as error:
        raise RegisterError(f"the register is damaged ({error}); {_ANEW}") from error
