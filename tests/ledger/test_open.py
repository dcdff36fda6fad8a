"""What is opened is a ledger or is refused in one line; older ledgers are brought forward; one writer at a time."""

from __future__ import annotations

import os
import pwd
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from foedus.errors import LedgerBusy, LedgerError, NotALedger, UsageError
from foedus.ledger import Ledger, VerdictKind, open_ledger
from foedus.ledger.connect import make_engine
from foedus.ledger.migrate import SCRIPTS
from foedus.ledger.schema import APPEND_ONLY, HEAD, MARK, metadata
from foedus.record.standings import standings
from foedus.record.timeline import timeline
from tests.ledger.postgres import Server
from tests.ledger.strategies import NOW, article, day, seed, step


def test_the_newest_migration_is_the_schema(where: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    open_ledger(where).close()
    engine = make_engine(where)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_ledger_of_every_earlier_form_is_brought_forward(where: str, tmp_path: Path) -> None:
    """The record of an older ledger is what it was, to the byte, and what is kept beside it is made anew."""
    with open_ledger(tmp_path / "new.db") as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        ledger.judge(VerdictKind.REJECT, 2, reason="r", actor="a", recorded_at=day(1))
        record = ledger.transactions()
        shown = timeline(ledger, 1)
    source = make_engine(tmp_path / "new.db")
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    older = [r.revision for r in script.walk_revisions() if r.revision != HEAD]
    assert older[-1] == "0001"
    engine = make_engine(where)
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(where)) as made:
            made.execute("PRAGMA journal_mode=WAL")  # as every release made it
    with source.connect() as given, engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text(f"PRAGMA application_id = {MARK}"))
        config.attributes["connection"] = connection
        command.upgrade(config, older[-1])
        for table in APPEND_ONLY:
            for row in given.execute(table.select()).mappings():
                connection.execute(table.insert(), dict(row))
    engine.dispose()
    source.dispose()
    with open_ledger(where) as ledger:
        assert ledger.check() == []
        assert ledger.transactions() == record
        assert timeline(ledger, 1) == shown
        assert len(standings(ledger, NOW.date())) == 1
        ledger.add(article("More."), [], recorded_at=day(2), actor="a")
        assert ledger.check() == []
    engine = make_engine(where)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        assert found == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_commit_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the log that SQLite keeps for us, a reader can hold up a commit."""
    monkeypatch.setattr("foedus.ledger.connect._READERS_WAIT", 20)
    where = tmp_path / "ledger.db"
    open_ledger(where).close()
    with closing(sqlite3.connect(where)) as made:
        made.execute("PRAGMA journal_mode=DELETE")
    with open_ledger(where) as ledger, open_ledger(where) as other:
        with other._door.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM claims")).scalar_one() == 0
            with pytest.raises(LedgerBusy):
                ledger.add(*seed(), recorded_at=NOW, actor="a")
        assert ledger.add(*seed(), recorded_at=NOW, actor="a").new_claims == 3
        assert ledger.known_at() == 1
        assert ledger.check() == []


def test_a_ledger_of_a_newer_foedus_is_refused(where: str) -> None:
    open_ledger(where).close()
    engine = make_engine(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"newer foedus .schema 9999.*upgrade foedus"):
        open_ledger(where)


def test_opening_again_finds_what_was_there(where: str) -> None:
    with open_ledger(where) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
    with open_ledger(where, create=False) as ledger:
        assert len(ledger.claims()) == 3


def test_a_missing_ledger_is_not_made_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(LedgerError, match=r"no ledger at .*foedus add"):
        open_ledger(path, create=False)
    assert not path.exists()


def test_no_folder_is_made_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a" / "ledger.db"
    for create in (True, False):
        with pytest.raises(LedgerError, match=r"no (folder|ledger) .*a"):
            open_ledger(path, create=create)
    assert not path.parent.exists()


@pytest.mark.parametrize(
    "address", ["mysql://me:secret@host/x", "sqlite:///x.db", "http://host", "file:///x"]
)
def test_an_address_of_another_kind_is_no_file(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"write a file's name, or postgresql://user@host/name") as raised:
        open_ledger(address)
    assert "secret" not in str(raised.value)
    with open_ledger(tmp_path / "ledger.db") as ledger, pytest.raises(UsageError, match="no address"):
        ledger.backup(address)


@pytest.mark.parametrize(
    "content",
    [b"Dear diary", b"%PDF-1.7\n\x00\x01", b"SQLite format 3\x00" + b"\xff" * 200],
    ids=["text", "pdf", "torn"],
)
def test_a_file_that_is_no_database_is_refused_and_unchanged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as error:
        open_ledger(path)
    assert "\n" not in str(error.value)
    assert str(path) in str(error.value)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "browser.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cookies (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="holds other tables"):
        open_ledger(path)
    assert path.read_bytes() == before


@pytest.mark.postgres
def test_a_postgres_database_of_something_else_is_refused(postgres: Server) -> None:
    url = postgres.database("shop")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE orders (id int)"))
    engine.dispose()
    with pytest.raises(NotALedger, match="holds other tables"):
        open_ledger(url)
    postgres.drop("shop")


def test_an_address_without_a_server_is_one_line() -> None:
    with pytest.raises(LedgerError) as error:
        open_ledger("postgresql://someone:secret@/nowhere?host=/nonexistent")
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path)


def test_a_writer_waits_says_so_and_goes_on(where: str) -> None:
    said: list[str] = []
    with open_ledger(where) as first, open_ledger(where, notify=said.append, patience=60) as second:
        held, go = threading.Event(), threading.Event()

        def hold() -> None:
            with first._door.writing():
                held.set()
                go.wait(60)

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(60)
        releaser = threading.Timer(1.6, go.set)
        releaser.start()
        added = second.add(*seed(), recorded_at=NOW, actor="b")
        thread.join(120)
        releaser.join(120)
    assert added.transaction == 1
    assert said
    assert "waiting for another writer" in said[0]


def test_a_writer_fails_clearly_when_it_has_waited_long_enough(where: str) -> None:
    with open_ledger(where) as first, open_ledger(where, patience=0.2) as second:
        with (
            first._door.writing(),
            pytest.raises(LedgerBusy, match=r"more than 0\.2 s.*nothing was added") as error,
        ):
            second.add(*seed(), recorded_at=NOW, actor="b")
        assert "\n" not in str(error.value)
        assert second.add(*seed(), recorded_at=NOW, actor="b").transaction == 1


def test_a_reader_is_not_kept_waiting_and_sees_whole_transactions(where: str) -> None:
    with open_ledger(where) as writer, open_ledger(where) as reader:
        writer.add(*seed(), recorded_at=NOW, actor="a")
        with writer._door.writing():
            assert len(reader.claims()) == 3


def test_two_writers_at_once_lose_nothing(where: str) -> None:
    open_ledger(where).close()
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with open_ledger(where, patience=120) as ledger:
                for i in range(12):
                    ledger.add(article(f"{name} {i}."), [], recorded_at=day(i), actor=name)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    with open_ledger(where) as ledger:
        assert [t.id for t in ledger.transactions()] == list(range(1, 37))
        times = [t.recorded_at for t in ledger.transactions()]
        assert times == sorted(times)
        assert ledger.check() == []


def test_what_another_writer_added_is_known_to_the_next(where: str) -> None:
    with open_ledger(where) as one, open_ledger(where) as two:
        first = one.add(*seed(), recorded_at=NOW, actor="a")
        page = article("They ratified it again.", publisher="Reuters")
        second = two.add(page, [step(page, "ratified", ("RUS",))], recorded_at=NOW, actor="b")
        third_page = article("And a third.", publisher="AFP")
        third = one.add(third_page, [step(third_page, "signed")], recorded_at=NOW, actor="a")
        assert first.agreements == second.agreements == third.agreements


def test_what_could_not_be_committed_is_forgotten(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer takes the numbers that the failed one had given."""
    page = article("A border accord was signed.", publisher="AFP")
    accord = step(page, "signed", date="2024-06-20", name="Tumen Bridge Accord")
    with open_ledger(where) as one, open_ledger(where) as two:

        @contextmanager
        def failing(real: Any = one._door.writing) -> Iterator[Any]:
            with real() as connection:
                yield connection
                raise LedgerError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(one._door, "writing", failing)
            with pytest.raises(LedgerError, match="full"):
                one.add(*seed(), recorded_at=NOW, actor="a")
        two.add(page, [accord], recorded_at=NOW, actor="b")
        added = one.add(*seed(), recorded_at=NOW, actor="a")
        assert added.agreements == (2,)
        assert two.agreement(1).name == "Tumen Bridge Accord"
        assert one.check() == []


def test_a_tampered_ledger_is_found_out(where: str) -> None:
    with open_ledger(where) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        ledger.add(article("Second."), [], recorded_at=NOW, actor="a")
    engine = make_engine(where)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER claims_no_update"))
        else:
            connection.execute(text("ALTER TABLE claims DISABLE TRIGGER claims_no_change"))
        connection.execute(text("UPDATE claims SET date = '2024-11-10' WHERE id = 2"))
    engine.dispose()
    with open_ledger(where) as ledger:
        faults = ledger.check()
    assert len(faults) == 2
    assert "guard claims" in faults[0]
    assert faults[1] == "transaction 1 does not hold what was recorded"


def test_a_row_slipped_in_is_found_out(where: str) -> None:
    with open_ledger(where) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
    engine = make_engine(where)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO verdicts (id, tx, kind, claim_id, reason) VALUES (1, 1, 'reject', 1, 'quietly')"
            )
        )
    engine.dispose()
    with open_ledger(where) as ledger:
        assert ledger.check() == ["transaction 1 does not hold what was recorded"]


def test_a_reference_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
    with sqlite3.connect(path) as other:  # a foreign program, without foreign_keys
        other.execute(
            "INSERT INTO terms (id, tx, agreement_id, digest, source, terms) VALUES (1, 1, 77, x'00', '', '{}')"
        )
    other.close()
    with open_ledger(path) as ledger:
        assert "terms.agreement_id points to 77, which is missing" in ledger.check()


def test_a_full_disk_is_one_line_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        _limit(ledger)
        big = article("A long page. " * 400_000)
        with pytest.raises(LedgerError, match="full: nothing was added; free some space") as error:
            ledger.add(big, [], recorded_at=day(1), actor="a")
        assert "\n" not in str(error.value)
        assert len(ledger.documents()) == 1
        assert ledger.check() == []
    with open_ledger(path) as ledger:
        assert ledger.add(big, [], recorded_at=day(1), actor="a").transaction == 2


def _limit(ledger: Ledger) -> None:
    """As if the disk had no page left for the file."""
    with ledger._door.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write anywhere; as anybody else the permissions hold."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written_is_one_line() -> None:
    folder = Path(tempfile.mkdtemp(prefix="foedus-locked-"))
    folder.chmod(0o555)
    with nobody(), pytest.raises(LedgerError, match=r"cannot open .* check that its folder exists") as error:
        open_ledger(folder / "ledger.db")
    assert "\n" not in str(error.value)
    assert list(folder.iterdir()) == []
    folder.rmdir()


@pytest.fixture(params=["022", "000", "277"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """The usual umask, none, and one that leaves nobody anything to write."""
    before = os.umask(int(request.param, 8))
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {p.name: oct(p.stat().st_mode & 0o777) for p in sorted(folder.iterdir())}


@pytest.mark.usefixtures("umask")
def test_a_new_ledger_and_its_backup_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    folder = tmp_path / "folder"
    folder.mkdir(0o755)
    os.umask(before)
    with open_ledger(folder / "ledger.db") as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        ledger.backup(folder / "backup.db")
        assert modes(folder) == dict.fromkeys(
            ("backup.db", "ledger.db", "ledger.db-shm", "ledger.db-wal"), "0o600"
        )


def test_a_ledger_keeps_the_permissions_that_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_ledger(path).close()
    path.chmod(0o640)
    with open_ledger(path) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        assert modes(tmp_path) == dict.fromkeys(("ledger.db", "ledger.db-shm", "ledger.db-wal"), "0o640")


@pytest.mark.postgres
def test_a_backup_of_a_server_is_its_owners_alone(postgres: Server, tmp_path: Path) -> None:
    url = postgres.database("team")
    before = os.umask(0)
    try:
        with open_ledger(url) as ledger:
            ledger.add(*seed(), recorded_at=NOW, actor="a")
            ledger.backup(tmp_path / "backup.db")
    finally:
        os.umask(before)
    assert modes(tmp_path) == {"backup.db": "0o600"}
    postgres.drop("team")


def test_a_link_to_a_ledger_to_be_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "ledger.db")
    before = os.umask(0)
    try:
        open_ledger(tmp_path / "link.db").close()
    finally:
        os.umask(before)
    assert (tmp_path / "ledger.db").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    open_ledger(path).close()
    with open_ledger(path) as ledger:
        with ledger._door.engine.connect() as connection:
            connection.execute(text("PRAGMA query_only = ON"))
        with pytest.raises(LedgerError, match="cannot be written: check its permissions") as error:
            ledger.add(*seed(), recorded_at=NOW, actor="a")
    assert "\n" not in str(error.value)


def test_a_backup_is_a_ledger_with_the_same_chain(where: str, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "backup.db"
    with open_ledger(where) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        with ledger._door.writing():  # a writer in the middle of something
            assert ledger.backup(target) == 1
        ledger.add(article("Later."), [], recorded_at=NOW, actor="a")
        hashes = [t.hash for t in ledger.transactions()]
        claims = ledger.claims()
        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(target)
    assert [p.name for p in target.parent.iterdir()] == ["backup.db"]
    with open_ledger(target, create=False) as copy:
        assert [t.hash for t in copy.transactions()] == hashes[:1]
        assert copy.claims() == claims
        assert copy.check() == []
        assert copy.add(article("Later."), [], recorded_at=NOW, actor="a").transaction == 2


def test_a_backup_goes_back_into_an_empty_ledger(where: str, tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    shown: list[tuple[int, int]] = []
    with open_ledger(file) as ledger:
        ledger.add(*seed(), recorded_at=NOW, actor="a")
        if not where.startswith("postgresql"):
            return
        assert ledger.backup(where, progress=lambda done, total: shown.append((done, total))) == 1
        with pytest.raises(LedgerError, match="holds a ledger already"):
            ledger.backup(where)
    assert shown[-1][0] == shown[-1][1]
    with open_ledger(where) as copy:
        assert copy.check() == []
        assert len(copy.claims()) == 3


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        open_ledger(tmp_path / "ledger.db") as ledger,
        pytest.raises(LedgerError, match="cannot make the folder"),
    ):
        ledger.backup(tmp_path / "file" / "backup.db")


def test_a_ledger_made_by_several_at_once_is_made_once(where: str) -> None:
    faults: list[BaseException] = []
    start = threading.Barrier(4)

    def make() -> None:
        try:
            start.wait(30)
            open_ledger(where).close()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    with open_ledger(where) as ledger:
        assert ledger.check() == []
