"""The rows of a list of agreements as HTML: a page has fifty, so each is made in one go, its text escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Final

from markupsafe import Markup

from foedus.web.base.escaping import escaped
from foedus.web.base.words import shortened, when
from foedus.web.board.records import Line, group

_LONGEST: Final = 140  # letters of a name
_NAMED, _SHOWN = 5, 4  # parties that are all named, and those shown of more
_REMEMBERED: Final = 10_000  # lists of parties


class BoardRows:
    """The rows on one board: `root` is the path below which it stands, `display` writes a party's name."""

    def __init__(self, root: str, display: Callable[[str], str]) -> None:
        self._start = f"{escaped(root)}/agreement/"
        self._parties = lru_cache(_REMEMBERED)(partial(_in_names, display))

    def each(self, lines: Iterable[Line], carried: str) -> Markup:
        """The rows of these lines; `carried` is the query that asks about the same days."""
        rest = escaped(carried)
        return Markup("".join([self._row(line, rest) for line in lines]))

    def _row(self, line: Line, rest: str) -> str:
        row, standing = line.row, line.standing
        name = escaped(row.name)
        short = name if len(row.name) <= _LONGEST else escaped(shortened(row.name, _LONGEST))
        since = ""
        if standing.since and "since" not in line.summary:
            since = f' <span class="date">since {escaped(when(standing.since))}</span>'
        step = '<span class="small">none yet</span>'
        if row.last_step:
            day = f' <span class="date">{escaped(row.last_date)}</span>' if row.last_date else ""
            step = f"{escaped(row.last_step.replace('_', ' '))}{day}"
        claims = "1 claim" if row.claims == 1 else f"{row.claims} claims"
        sources = "1 source" if row.sources == 1 else f"{row.sources} sources"
        return (
            f'<tr>\n<th scope="row"><a href="{self._start}{row.id}{rest}" title="{name}">{short}</a></th>\n'
            f'<td><span class="badge {group(standing)}">{escaped(line.headline)}</span>{since}\n'
            f'<div class="small">{escaped(line.summary)}</div></td>\n'
            f"<td>{self._parties(row.parties)}</td>\n<td>{step}</td>\n"
            f'<td class="n">{claims}<div class="small">{sources}</div></td>\n</tr>\n'
        )


def _in_names(display: Callable[[str], str], parties: tuple[str, ...]) -> str:
    """The parties by name, the first of many with how many more there are."""
    names = sorted(map(display, parties))
    if len(names) <= _NAMED:
        return escaped(", ".join(names))
    rest = f' <span class="small">and {len(names) - _SHOWN} more</span>'
    return f"{escaped(', '.join(names[:_SHOWN]))}{rest}"
