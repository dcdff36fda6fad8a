"""docs/reasons.md, every kind of finding with its sentence (`make docs`); a test fails when stale."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from foedus.law.reasons import FIELDS, ReasonKind
from foedus.wording.sentences import SENTENCES

HEAD = """# Reasons

Written by `make docs` from `foedus.law.reasons` and `foedus.wording.sentences`; change those, not this page.
A status has its reasons as data: `foedus status --json`, the exports and the API give each with its `kind`,
`articles`, `facts` (the claims it rests on) and `fields` beside its English `text`: a program asks for
the kind and reads no sentence. All fields of a kind are always there.

| field | what it has |
|---|---|
| `state`, `states`, `lacking` | codes of parties; "" all of them together, "?" one that no text names |
| `sources`, `source`, `by` | those who say it; none where a publisher speaks for itself, "?" a report |
| `date`, `first`, `last`, `effect`, `since`, `until`, `expiry`, `rule_date`, `report_date` | EDTF, or null |
| `day`, `earliest`, `not_before` | an ISO day |
| `provision` | the article that a reservation or a suspension concerns, or null |
| `act`, `step` | what was done, in law and as the news has it |
| `offset`, `notice`, `length`, `round` | `{"n", "unit"}` of the calendar, and where a day is moved to |
| `clause` | a clause on leaving in the form of a treaty file |
| `rule` | a rule in the form of a [treaty file](law.md#a-treaty-file) |
| `known`, `doubt`, `missing`, `unclear`, `either` | findings inside this one |

| kind | fields | in English |
|---|---|---|
"""
_FORM = re.compile(r":\w+(?=})")


def page() -> str:
    """The page."""
    return HEAD + "".join(f"| `{kind.value}` | {fields} | {said} |\n" for kind, fields, said in rows())


def rows() -> Iterator[tuple[ReasonKind, str, str]]:
    """Each kind with its fields, and its sentence with a field's name where its value goes, or a sample."""
    for kind in ReasonKind:
        made = SENTENCES[kind]
        said = _FORM.sub("", made) if isinstance(made, str) else str(made.__doc__)
        yield kind, ", ".join(f"`{field}`" for field in FIELDS.get(kind, ())), said


if __name__ == "__main__":
    sys.stdout.write(page())
