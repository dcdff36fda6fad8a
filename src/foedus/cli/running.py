"""The options of `foedus serve` for whoever runs a board: path, trusted hosts, origins, metrics, log."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from foedus.web.rim.running import Running

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class HowRun:
    """What was asked for, as it was written. `hosts` are names that the board answers to."""

    root: str
    hosts: frozenset[str]
    origins: tuple[str, ...]
    metrics: str
    log: str
    embed: tuple[str, ...]

    def running(self) -> Running:
        """The settings of the board. Raises UsageError for a path, an origin or a site that is none."""
        from foedus.web.agreements.embed import embedders  # noqa: PLC0415
        from foedus.web.base.root import checked_root  # noqa: PLC0415
        from foedus.web.rim.logs import json_log, log_as_json  # noqa: PLC0415  the server loads only here
        from foedus.web.rim.running import Exposed, Running, checked_origin  # noqa: PLC0415

        as_json = self.log == "json"
        if as_json:
            log_as_json()
        return Running(
            root=checked_root(self.root),
            origins=frozenset(map(checked_origin, self.origins)),
            metrics=Exposed(self.metrics),
            log=functools.partial(json_log, sys.stderr) if as_json else None,
            embedders=embedders(self.embed),
        )


def running_options(command: F) -> F:
    """--root-path, --trusted-host, --cors, --embed, --metrics and --log, which the command gets as `how`."""

    @functools.wraps(command)
    def run(
        *args: Any, root_path: str, trusted: tuple[str, ...], origins: tuple[str, ...], metrics: str,
        log: str, embed: tuple[str, ...], **given: Any,
    ) -> Any:  # fmt: skip
        hosts = frozenset(name.strip().lower() for name in trusted if name.strip())
        return command(*args, how=HowRun(root_path, hosts, origins, metrics, log, embed), **given)

    for option in (
        click.option(
            "--embed",
            metavar="SITE",
            multiple=True,
            envvar="FOEDUS_EMBED",
            help="A site that may show a treaty's status, timeline and parties in a frame of its own "
            "(https://example.org, or * for all); may be given again. Also FOEDUS_EMBED.",
        ),
        click.option(
            "--log",
            type=click.Choice(["plain", "json"]),
            default="plain",
            show_default=True,
            envvar="FOEDUS_LOG",
            help="json: a JSON object a line for each request, without what was asked for. Also FOEDUS_LOG.",
        ),
        click.option(
            "--metrics",
            type=click.Choice(["off", "local", "all"]),
            default="off",
            show_default=True,
            envvar="FOEDUS_METRICS",
            help="Figures for Prometheus at /metrics: for who asks from this machine and through no proxy, "
            "or for all. Also FOEDUS_METRICS.",
        ),
        click.option(
            "--cors",
            "origins",
            metavar="ORIGIN",
            multiple=True,
            envvar="FOEDUS_CORS",
            help="Let pages of another origin read the API: https://example.org, or * for all (may be given "
            "again). Also FOEDUS_CORS.",
        ),
        click.option(
            "--trusted-host",
            "trusted",
            metavar="NAME",
            multiple=True,
            envvar="FOEDUS_TRUSTED_HOSTS",
            help="Answer to this name alone, and to others given so (may be given again). "
            "Also FOEDUS_TRUSTED_HOSTS.",
        ),
        click.option(
            "--root-path",
            default="",
            metavar="PATH",
            envvar="FOEDUS_ROOT_PATH",
            help="The path of a proxy under which the board stands: /foedus. Also FOEDUS_ROOT_PATH.",
        ),
    ):
        run = option(run)
    return run  # type: ignore[return-value]  # click reads the options off it
