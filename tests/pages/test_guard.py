"""The guarded process: its limits hold, it ends with who asked, and what it does not survive costs one page."""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from foedus.errors import PageError, UsageError
from foedus.pages import article
from foedus.pages import worker as workers
from foedus.pages.guard import Guard
from foedus.pages.request import Asked, Known, Limits
from foedus.pages.wire import ANSWER, Answer, frame, unframe

STORY = "Fiji and Tonga signed a fisheries treaty in Suva on Monday, ending a dispute of eleven years."
PAGE = f"<html><body><article><h1>Fiji signs</h1><p>{STORY}</p><p>{STORY} It was long.</p></article>".encode()
KNOWN = Known(published="2024-11-12T08:00+09:00")
SLOW = b"---\ntitle: x\n---\n" + b"![" * 200_000  # minutes, for a reader of Markdown
LARGE = b"<html><body>" + b"<p><b>a</b>" * 70_000


def asked(doc: str = "page.html", **limits: int) -> Asked:
    return Asked(doc, KNOWN, Limits(**limits))


@pytest.fixture
def guard() -> Guard:
    return Guard()


def test_one_process_serves_many_pages(guard: Guard) -> None:
    pids = set()
    for _ in range(3):
        found = guard.ask(asked(), PAGE).article
        assert found is not None
        assert found.title == "Fiji signs"
        assert found.published is not None
        assert found.published.at is not None
        assert found.published.at.isoformat() == "2024-11-12T08:00:00+09:00"
        pids.add(guard.pid)
    assert len(pids) == 1
    guard.stop()
    assert guard.pid is None


def test_processor_time_is_limited_for_each_page_and_the_next_is_read(guard: Guard) -> None:
    with pytest.raises(PageError, match=r"^slow\.md: took longer than 1 seconds of processor time"):
        guard.ask(asked("slow.md", seconds=1), SLOW)
    for _ in range(3):
        assert guard.ask(asked(seconds=2), PAGE).article is not None
    guard.stop()


def test_memory_is_limited_and_the_next_page_is_read(guard: Guard) -> None:
    # with time enough: what is to end it is its memory, on a slow machine too
    with pytest.raises(
        PageError, match=r"^large\.html: (?:needs more memory|could not be read within 150 MB)"
    ):
        guard.ask(asked("large.html", memory=150 << 20, seconds=120), LARGE)
    assert guard.ask(asked(), PAGE).article is not None
    guard.stop()


def test_limits_that_are_set_already_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _: (7, 7))
    monkeypatch.setattr(resource, "setrlimit", lambda which, both: told.update({which: both}))
    monkeypatch.setattr(signal, "alarm", lambda _: 0)
    workers.limit(Limits())
    assert told == {
        resource.RLIMIT_CPU: (7, 7),
        resource.RLIMIT_AS: (7, 7),
        resource.RLIMIT_CORE: (0, 7),
    }


def test_a_system_that_refuses_a_limit_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuses)
    monkeypatch.setattr(signal, "alarm", lambda _: 0)
    workers.limit(Limits())


@pytest.mark.parametrize(
    ("fault", "says", "spent"),
    [
        (ZeroDivisionError("x"), "cannot be read (ZeroDivisionError)", False),
        (RecursionError("x"), "nested too deeply", False),
        (MemoryError(), "needs more memory", True),
        (PageError("p: is odd"), "is odd", False),
    ],
)
def test_any_fault_of_a_library_is_one_line(
    fault: Exception, says: str, spent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise fault

    monkeypatch.setattr(workers, "read_article", faulty)
    answer = workers.answered(asked("p"), PAGE)
    assert answer.error is not None
    assert answer.error.startswith("p: ")
    assert says in answer.error
    assert answer.spent is spent


def test_a_process_that_is_used_up_answers_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "limit", lambda _: None)
    monkeypatch.setattr(workers, "answered", lambda *_: Answer(error="p: needs more memory", spent=True))
    out = io.BytesIO()
    workers.serve(io.BytesIO(frame(asked(), PAGE) * 2), out)
    out.seek(0)
    assert unframe(out.read, ANSWER)[0].spent
    assert out.read() == b"", "the second request is for the next process"


def test_an_error_comes_over_as_what_it_was() -> None:
    with pytest.raises(UsageError, match="'soon' is no date"):
        article(PAGE, doc="page.html", published="soon")
    assert isinstance(Answer(error="x", usage=True).raised(), UsageError)
    assert isinstance(Answer(error="x").raised(), PageError)


def test_a_process_that_somebody_kills_is_replaced_while_it_waits_and_while_it_works(guard: Guard) -> None:
    assert guard.ask(asked(), PAGE).article is not None
    first = guard.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert guard.ask(asked(), PAGE).article is not None
    second = guard.pid
    assert second is not None
    killer = threading.Thread(target=_kill_once_busy, args=(second,))
    killer.start()
    with pytest.raises(PageError, match="took longer"):  # tried again, and the page is as slow as before
        guard.ask(asked("slow.md", seconds=2), SLOW)
    killer.join(120)
    guard.stop()


def _kill_once_busy(pid: int) -> None:
    """Kills a process when it has used some processor time since now."""
    begun = _ticks(pid)
    while _ticks(pid) < begun + 20:
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def test_the_thread_that_started_it_may_end(guard: Guard) -> None:
    """The kernel takes the thread for the parent; the next page has a new process then, and no error."""
    found: list[object] = []

    def ask() -> None:
        found.append(guard.ask(asked(), PAGE).article)

    for _ in range(3):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join(120)
    assert len(found) == 3
    assert None not in found
    guard.stop()


PARENT = """
import sys
from foedus.pages import guard, request
g = guard.Guard()
g.ask(request.Asked("a", request.Known(), request.Limits()), b"<html><body><p>Fiji signed the treaty on Monday.")
print(g.pid, flush=True)
if "busy" in sys.argv:
    g.ask(request.Asked("b", request.Known(), request.Limits(seconds=600)), b"---\\ntitle: x\\n---\\n" + b"![" * 900000)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("state", ["busy", "idle"])
def test_kill_9_of_who_asked_leaves_nothing_running(state: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    if state == "busy":
        begun = _ticks(child)
        while _ticks(child) < begun + 10:
            time.sleep(0.01)
    parent.kill()
    parent.wait(120)
    for pipe in (parent.stdin, parent.stdout):
        assert pipe is not None
        pipe.close()
    for _ in range(1000):
        if not _runs(child):
            break
        time.sleep(0.02)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process still runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked")
def test_a_process_whose_parent_is_gone_before_it_begins_ends_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from foedus.pages.worker import main; main(1)"],
        stdin=subprocess.PIPE, capture_output=False, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0


FORKING = """
import os
from foedus.pages import guard, request
g = guard.Guard()
page = b"<html><body><p>Fiji signed the treaty on Monday, said the ministry."
ask = lambda: g.ask(request.Asked("a", request.Known(), request.Limits()), page).article.text
text = ask()
first = g.pid
child = os.fork()
assert ask() == text
assert (g.pid == first) == (child != 0)
g.stop()
if not child:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""


def test_a_fork_has_no_part_in_the_process() -> None:
    """A server that forks after its first page: the copy has a process of its own, and the first stays whole."""
    done = subprocess.run([sys.executable, "-c", FORKING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_plain_script_reads_html_without_a_guard_around_its_main_part(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import foedus\n"
        "page = '''<html><head><meta charset=\"windows-1252\"><title>Fiji signs</title></head><body><p>Fiji and Tonga "
        "signed a fisheries treaty in Suva on Monday – at last.</p></body></html>'''\n"
        "print('begins')\n"
        "for claim in foedus.read(page, published='2024-11-12', publisher='Gazette'):\n"
        "    print(claim.what, claim.passages[0].text)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "begins"
    assert done.stdout.count("begins") == 1
    assert "signed Fiji and Tonga signed a fisheries treaty in Suva on Monday – at last." in done.stdout


def test_what_a_library_prints_is_no_answer(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text(
        "print('noise' * 100)\ndef extract(*a, **k): print('more'); return None\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    found = guard.ask(asked(), PAGE).article
    assert found is not None
    assert STORY in found.text
    guard.stop()
