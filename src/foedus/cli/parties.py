"""States and organisations as people write them in an option: "PRK RUS" or "North Korea, Russia"."""

from __future__ import annotations

from collections.abc import Collection

from foedus.cli.nearest import state_meant
from foedus.errors import UsageError


def parties(text: str, option: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The codes meant by `text`, in order; those in `known` stand as they are, and none for an empty text.

    Parts are set off by commas, else by blanks where the whole is no name. Raises UsageError, naming the
    option, for what is no state or organisation, or more than one: a wrong code would be a party of its own.
    """
    from foedus.names.written import each_written  # noqa: PLC0415

    found = []
    for part, code in each_written(text, lambda part: _code(part, known)):
        if code is None:
            raise UsageError(
                f"{option} {part!r} is not one state or organisation known{state_meant([part])}; "
                "write its code (PRK, EU)"
            )
        found.append(code)
    return tuple(dict.fromkeys(found))


def _code(text: str, known: Collection[str]) -> str | None:
    from foedus.names.written import one_party  # noqa: PLC0415

    return text if text in known else one_party(text)
