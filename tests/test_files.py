"""Files as input: what is no regular file is refused at once, what has no end is read no further than asked."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.files import open_file, read_file, read_stream

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (fifo, "is a pipe, not a file: give what comes from it on standard input (-)"),
        (listening, "is a socket, not a file"),
        (to("/dev/zero"), "is a device, not a file"),
        (to("/dev/tty"), "is a device, not a file"),
        (to("/dev/full"), "is a device, not a file"),
        (to("/nowhere"), "there is no such file"),
        (to("x"), "cannot be read (Too many levels of symbolic links)"),
        (Path.mkdir, "is a folder: name the files in it"),
        (lambda path: None, "there is no such file"),
    ],
)  # fmt: skip
def test_what_is_no_regular_file_is_refused(make: Callable[[Path], None], says: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    make(path)
    with pytest.raises(InputError) as error:
        open_file(path)
    assert str(error.value).startswith(says)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000])
def test_what_is_no_name_of_a_file_is_said(name: str) -> None:
    with pytest.raises(InputError):
        open_file(Path(name))


def test_a_pipe_that_takes_a_file_s_place_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at a file and its opening, another may have put a pipe there."""
    (tmp_path / "file").write_text("x")
    regular = os.stat(tmp_path / "file")
    fifo(tmp_path / "pipe")
    monkeypatch.setattr(os, "stat", lambda _: regular)
    with pytest.raises(InputError, match="is a pipe"):
        open_file(tmp_path / "pipe")


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 1000)
    assert read_file(path, 1000) == b"x" * 1000
    with pytest.raises(InputError, match="holds more than 999 bytes"):
        read_file(path, 999)


@pytest.mark.skipif(not Path("/proc/self/pagemap").exists(), reason="a file of Linux that hardly ends")
def test_an_endless_file_of_the_system_is_read_no_further(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds more than 4 MB"):
        read_file(Path("/proc/self/pagemap"), 4 << 20)
    assert b"Pid:" in read_file(Path("/proc/self/status"), 1 << 20)


def test_a_stream_is_read_no_further_than_its_limit() -> None:
    stream = BytesIO(b"x" * 5000)
    with pytest.raises(InputError):
        read_stream(stream, 1000)
    assert stream.tell() == 1001
