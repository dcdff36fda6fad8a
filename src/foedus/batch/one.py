"""One document read, its foreseen failure as a value: what every batch does, in whatever process."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from foedus.errors import FoedusError, InputError, PageError
from foedus.model import Article, Claim
from foedus.pages.documents import Document


def read_document(
    task: Document | InputError, *, acts: bool = False
) -> tuple[Article, list[Claim]] | FoedusError:
    """The article and its claims, or why there are none: a batch goes on.

    With `acts` also what states do to each other in an article that tells of no agreement.
    """
    if isinstance(task, InputError):
        return task
    from foedus.pages import article  # noqa: PLC0415  the parser loads with the first document
    from foedus.reading import claims  # noqa: PLC0415

    try:
        page = article(
            task.data,
            doc=task.doc,
            publisher=task.publisher,
            published=task.published,
            title=task.title,
            address=task.address,
            encoding=task.encoding,
        )
        return page, claims(page, acts=acts)
    except FoedusError as error:
        return error
    except RecursionError:
        return PageError(f"{task.doc}: nested too deeply to be read: save the story as text")
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return PageError(f"{task.doc}: a fault of foedus itself ({said}): please report it with the page")


def claims_as_json(
    article: Article, claims: Sequence[Claim], *, only: Sequence[Claim] | None = None, explain: bool = False
) -> Iterator[dict[str, Any]]:
    """The claims of an article as JSON, each agreement with its entry of the register, which loads only here.

    An entry is found by all the claims, whatever `only` are told. `explain`: with the rule and its words.
    """
    from foedus.jsonform import claim_to_json  # noqa: PLC0415
    from foedus.record.joined import shipped  # noqa: PLC0415
    from foedus.record.linked import entry_json, links_of_article  # noqa: PLC0415

    links = links_of_article(shipped(), claims, article.published.day if article.published else None)
    for claim in claims if only is None else only:
        data = claim_to_json(claim)
        if claim.agreement is not None:
            data["agreement"] |= entry_json(links[claim.agreement.local])
        if not explain:
            data.pop("rule", None)
            data.pop("words", None)
        yield data
