"""The figures of a board for Prometheus: requests, their seconds, the ledger's entries and its age."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from foedus.errors import LedgerError
from foedus.ledger import Ledger
from foedus.web.base.clock import utc_now

MEDIA: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """The figures of one board; each has its own, so that two in one process count apart."""

    def __init__(self, ledger: Callable[[], Ledger], clock: Callable[[], datetime] = utc_now) -> None:
        self._registry = CollectorRegistry(auto_describe=True)
        self._requests = Counter(
            "foedus_requests", "Requests answered.", ("route", "method", "code"), registry=self._registry
        )
        self._seconds = Histogram(
            "foedus_request_seconds", "Seconds until an answer was sent.", ("route",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._registry.register(_OfLedger(ledger, clock))

    def answered(self, route: str, method: str, code: int, seconds: float) -> None:
        """Counts a request. `route` is a pattern, "none" where none fits."""
        known = method if method in _METHODS else "other"
        self._requests.labels(route, known, str(code)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)


class _OfLedger(Collector):
    """What is asked of the ledger at each look."""

    def __init__(self, ledger: Callable[[], Ledger], clock: Callable[[], datetime]) -> None:
        self._ledger, self._clock = ledger, clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            opened = self._ledger()
            number = opened.head().number
            last = opened.transactions(after=number - 1) if number else []
        except LedgerError:
            yield GaugeMetricFamily("foedus_ledger_up", "Whether the ledger can be asked.", 0)
            return
        yield GaugeMetricFamily("foedus_ledger_up", "Whether the ledger can be asked.", 1)
        yield GaugeMetricFamily("foedus_ledger_entries", "Entries of the ledger.", number)
        if last:
            age = (self._clock() - last[-1].recorded_at).total_seconds()
            yield GaugeMetricFamily("foedus_ledger_last_entry_age_seconds", "Age of the last entry.", age)
