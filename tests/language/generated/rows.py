"""The rows: every construction by every verb that it fits, in a fixed order.

`python -m tests.language.generated` prints them as JSON Lines; with `--index`, the text of INDEX.md.
"""

from __future__ import annotations

import json
import re
import string
import sys
from dataclasses import asdict, dataclass
from typing import Any

from tests.language.generated.constructions import ANY, CONSTRUCTIONS, PUBLISHED, Construction
from tests.language.generated.verbs import VERBS, Verb

OBJECT_FORM = {"it": "it", "he": "him", "she": "her"}
POSSESSIVE = {"it": "its", "he": "his", "she": "her"}


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and what is wanted of it; a key that `want` lacks is not scored."""

    id: str
    construction: str
    verb: str
    text: str
    published: str
    want: dict[str, Any]


def rows() -> list[Row]:
    """All rows."""
    return [_row(c, v) for c in CONSTRUCTIONS for v in VERBS if _fits(c, v)]


def index() -> str:
    """INDEX.md: a line for each construction with its first sentence."""
    found = rows()
    lines = [
        "# The generated sentences",
        "",
        f"{len(CONSTRUCTIONS)} constructions by {len(VERBS)} verbs, {len(found)} rows. "
        "Written by `python -m tests.language.generated --index`.",
        "",
    ]
    for c in CONSTRUCTIONS:
        mine = [r for r in found if r.construction == c.name]
        example = mine[sum(map(ord, c.name)) % len(mine)]  # a different verb from line to line
        lines.append(f"- `{c.name}` ({len(mine)}): {c.shows}. *{example.text}*")
    return "\n".join(lines) + "\n"


def _fits(construction: Construction, verb: Verb) -> bool:
    if verb.base in construction.except_for:
        return False
    if construction.things_only and verb.object_pronoun != "it":
        return False
    if construction.stretched_only and not verb.stretched:
        return False
    values = _values(verb)
    used = [name for _, name, _, _ in string.Formatter().parse(construction.template) if name]
    return all(values[name] for name in used)


def _values(verb: Verb) -> dict[str, str]:
    return {
        "A": verb.agent, "O": verb.object, "A2": verb.second_agent, "O2": verb.second_object,
        "a": verb.agent.removeprefix("the "), "o": verb.object.removeprefix("the "),
        "base": verb.base, "past": verb.past, "pp": verb.participle, "ing": verb.gerund, "s": verb.third,
        "he": verb.agent_pronoun, "his": POSSESSIVE[verb.agent_pronoun], "it": OBJECT_FORM[verb.object_pronoun],
        "who": "which" if verb.agent_pronoun == "it" else "who",
        "whom": "which" if verb.object_pronoun == "it" else "who",
        "prep": verb.preposition, "P": verb.prepositional,
        "noun": verb.noun, "bare_noun": verb.noun.split(" ")[0], "light": verb.light,
        "compound": verb.compound, "un": verb.un, "non": verb.non, "partner": verb.partner,
    }  # fmt: skip


def _row(construction: Construction, verb: Verb) -> Row:
    values = _values(verb)
    want: dict[str, Any] = {"predicate": verb.base}
    for role in ("subject", "object"):
        fields = getattr(construction, role)
        if fields != ANY:
            want[role] = [values[f] for f in fields]
    if construction.prepositional:
        want[verb.preposition] = [verb.prepositional]
    if construction.factuality != ANY:
        want["factuality"] = construction.factuality
    if construction.speaker != ANY:
        want["speaker"] = verb.agent if construction.speaker == "A" else construction.speaker
    want["date"] = construction.date
    return Row(
        f"{construction.name}-{verb.base}",
        construction.name,
        verb.base,
        _sentence_case(construction.template.format(**values)),
        PUBLISHED,
        want,
    )


def _sentence_case(text: str) -> str:
    """Capitals at the start of the text, of each sentence and of each quotation that is a sentence."""
    return re.sub(r'(^"?|[.:] "?)([a-z])', lambda m: m[1] + m[2].upper(), text)


def main(arguments: list[str]) -> None:
    """Prints the rows or the index."""
    if arguments == ["--index"]:
        sys.stdout.write(index())
        return
    for row in rows():
        sys.stdout.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
