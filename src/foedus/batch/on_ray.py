"""Shards as tasks of Ray, on one machine or a cluster whose machines share the folders.

Ray begins a task anew where its worker was killed; since a shard is written whole or not at all, what stands
at the end is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from foedus.batch.work import Done, Task, read_shard
from foedus.errors import FoedusError
from foedus.extras import extra

_AHEAD: Final = 4  # tasks a processor that are handed out and not done
_SILENCE: Final = 3600.0  # seconds without any shard done, after which it is given up
_TRIES: Final = 20  # of Ray itself, where workers are killed


class RayEngine:
    """Runs tasks on the cluster at `address`, or on one that it starts here with `processors`."""

    def __init__(self, address: str | None = None, processors: int | None = None) -> None:
        self._address = address
        self._processors = processors

    def __call__(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Done | FoedusError | None]]:
        """Each task with what came of it, as they are done."""
        with extra("ray"):
            import ray  # noqa: PLC0415

        if self._address is None:
            ray.init(num_cpus=self._processors, include_dashboard=False, log_to_driver=False)
        else:
            ray.init(address=self._address, log_to_driver=False)
        try:
            work = ray.remote(max_retries=_TRIES, num_cpus=1)(read_shard)
            most = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
            todo = iter(tasks)
            waiting = {work.remote(task): task for task in islice(todo, most)}
            while waiting:
                ready, _ = ray.wait(list(waiting), num_returns=1, timeout=_SILENCE)
                if not ready:
                    raise FoedusError(f"Ray has done no shard in {_SILENCE:.0f} seconds: see its own log")
                for reference in ready:
                    task = waiting.pop(reference)
                    try:
                        found = ray.get(reference, timeout=60)
                    except ray.exceptions.RayError:
                        found = None  # killed too often
                    yield task, found
                    if (following := next(todo, None)) is not None:
                        waiting[work.remote(following)] = following
        finally:
            ray.shutdown()
