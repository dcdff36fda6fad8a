"""What lacks an extra of the package says in one line what to install; the rest works without it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from foedus.errors import MissingExtra
from foedus.extras import EXTRAS, extra
from foedus.ledger import open_ledger
from tests.cli.command import foedus


def without(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """As if these were not installed, and nothing of ours had imported them before."""
    own = ("foedus.web", "foedus.watch", "foedus.assistant", "foedus.readers")
    for name in [m for m in sys.modules if m.partition(".")[0] in packages or m.startswith(own)]:
        if name in own:
            continue  # the rooms themselves import nothing of others
        monkeypatch.delitem(sys.modules, name)
    for package in packages:
        monkeypatch.setitem(sys.modules, package, None)


@pytest.mark.parametrize(
    ("packages", "command", "name"),
    [
        (("uvicorn",), "serve", "web"),
        (("polars",), "export claims --format parquet -o out.parquet", "parquet"),
        (("httpcore",), "watch run --once --contact a@example.org", "watch"),
        (("mcp",), "mcp", "assistant"),
        (("httpx",), "reader read a.txt --endpoint http://127.0.0.1:9/v1 --model m", "readers"),
        (("httpcore",), "add https://news.example.org/a", "watch"),
        (
            ("psycopg", "psycopg_binary"),
            "--ledger postgresql://ana:secret@localhost:1/db claims",
            "postgresql",
        ),
    ],
)
def test_one_line_says_what_to_install(
    packages: tuple[str, ...], command: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_ledger("ledger.db").close()
    monkeypatch.setenv("FOEDUS_LEDGER", "ledger.db")
    without(monkeypatch, *packages)
    done = foedus(*command.split())
    assert (done.code, done.out) == (1, "")
    assert done.errors == [
        f'foedus: {EXTRAS[name]}, which is not installed: pip install "foedus[{name}]" brings it'
    ]
    assert not (tmp_path / "out.parquet").exists()


def test_a_fault_of_our_own_is_not_taken_for_a_missing_package() -> None:
    with pytest.raises(ModuleNotFoundError, match="foedus"), extra("web"):
        import foedus.nothing  # type: ignore[import-not-found]  # noqa: F401, PLC0415
    with pytest.raises(MissingExtra), extra("web"):
        raise ImportError("no pq wrapper available")
