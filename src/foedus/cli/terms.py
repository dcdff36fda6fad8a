"""`foedus terms`: a treaty's text in, the rules of its final clauses out, each with its clause."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedus.errors import DocumentListError, InputError, PageError

if TYPE_CHECKING:
    from foedus.law.model import Terms


@dataclass(frozen=True, slots=True)
class Text:
    """One treaty to read: its id, and where its text is (`text` where a list brings it along)."""

    id: str
    path: Path | None = None
    text: str | None = None


@click.command(short_help="Read a treaty's text into its rules.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a text, one a line.")
def terms(files: tuple[str, ...], as_json: bool) -> None:
    """Read a treaty's text into its rules: entry into force, duration, renewal, how one leaves.

    FILE is a treaty as plain text, HTML or PDF with a text layer, a JSON Lines list of texts ({"id", "path"}
    or {"id", "text"}; paths are taken from the list's own folder), or - for standard input. Each rule stands
    with the article it was read in and how sure it is; where the text does not tell, nothing is said. Only
    English clauses are read.

    \b
    foedus terms treaty.txt
    foedus terms convention.pdf protocol.html
    foedus terms list.jsonl --json > terms.jsonl
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are not for the user
    texts = list(_texts(files))
    failed = 0
    shown = len(texts) > 1 and sys.stderr.isatty()
    with click.progressbar(length=len(texts), label="reading", file=sys.stderr, hidden=not shown) as bar:
        for item in texts:
            bar.update(1)
            try:
                if isinstance(item, InputError):
                    raise item
                _show(item.id, _read(item), as_json=as_json)
            except InputError as error:
                failed += 1
                click.echo(f"foedus: {error}", err=True)
    sys.exit(1 if failed else 0)


def _show(id_: str, found: Terms, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(terms_json(id_, found), ensure_ascii=False) + "\n")
    else:
        from foedus.cli.termstable import print_terms  # noqa: PLC0415

        print_terms(id_, found)


def terms_json(id_: str, found: Terms) -> dict[str, Any]:
    """One text's terms as printed: the form of a treaty file, with the id, the clauses and a confidence.

    `confidence` is that of the rule for entry into force, None where there is none; `quote` are the words
    that carry it.
    """
    from foedus.law.forms import terms_to_json  # noqa: PLC0415  the law loads only here

    data = terms_to_json(found)
    rule = next((c for c in found.clauses if c.field == "entry_into_force"), None)
    data.setdefault("clauses", [])
    return {
        "id": id_,
        **data,
        "quote": rule.quote[:400] if rule else "",
        "confidence": rule.confidence if rule else None,
    }


def _read(item: Text) -> Terms:
    from foedus.law.text import terms as read_terms  # noqa: PLC0415
    from foedus.law.text.files import treaty_text  # noqa: PLC0415

    if item.text is not None:
        return read_terms(item.text)
    assert item.path is not None
    try:
        data = sys.stdin.buffer.read() if str(item.path) == "-" else item.path.read_bytes()
    except OSError as error:
        raise PageError(f"{item.path}: {error.strerror or error}; check the path") from error
    return read_terms(treaty_text(data, str(item.path)))


def _texts(files: Sequence[str]) -> Iterator[Text | InputError]:
    for name in files:
        path = Path(name)
        if path.suffix in (".jsonl", ".ndjson"):
            yield from _listed(path)
        else:
            yield Text("-" if name == "-" else path.stem, path)


def _listed(path: Path) -> Iterator[Text | InputError]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        yield DocumentListError(f"{path}: {error.strerror or error}; check the path")
        return
    except UnicodeDecodeError as error:
        yield DocumentListError(f"{path}: not UTF-8 at byte {error.start}; save the list as UTF-8")
        return
    # at line feeds alone: a text may hold other ends of lines, U+2028 among them
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _entry(line, f"{path}, line {number}", path.parent)


def _entry(line: str, where: str, folder: Path) -> Text | InputError:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return DocumentListError(f'{where}: not a JSON object; write {{"id": ..., "path": ...}}')
    if not isinstance(data, dict):
        return DocumentListError(f'{where}: not a JSON object; write {{"id": ..., "path": ...}}')
    path, text = data.get("path"), data.get("text")
    id_ = data.get("id") or (Path(path).stem if isinstance(path, str) else None)
    if isinstance(id_, (str, int)) and isinstance(text, str):
        return Text(str(id_), text=text)
    if isinstance(id_, (str, int)) and isinstance(path, str) and path:
        return Text(str(id_), folder / path)
    return DocumentListError(f'{where}: no text to read; give "id" and "path" (or "text")')
