"""A row of a list of agreements: name, status, parties, last step and evidence, all of it escaped."""

from __future__ import annotations

import pytest

from foedus.law.model import Headline, State
from foedus.ledger import AgreementRow
from foedus.record.standings import Standing
from foedus.web.base.words import shortened
from foedus.web.board.records import Line
from foedus.web.board.rowhtml import BoardRows

NAMES = {"NOR": "Norway", "ISL": "Iceland", "A&B": "A & B"}
ROWS = BoardRows("/law", lambda code: NAMES.get(code, code))


def row(**told: object) -> AgreementRow:
    plain: dict[str, object] = {
        "id": 7, "name": "Fish <Treaty>", "parties": ("NOR", "ISL"), "signed": None, "names": (), "claims": 1,
        "sources": 1, "last_step": None, "last_date": None, "why": (), "transaction": 1,
    }  # fmt: skip
    return AgreementRow(**{**plain, **told})  # type: ignore[arg-type]


def shown(*, since: str | None = None, summary: str = "signed & sealed", **told: object) -> str:
    standing = Standing(7, State.IN_FORCE, True, since, None, Headline.IN_FORCE, "[]")
    return str(ROWS.each([Line(row(**told), standing, "IN FORCE", summary)], "?on=2026-01-01&x=1"))


def test_what_a_row_tells() -> None:
    assert shown(since="2020-03", last_step="entered_into_force", last_date="2020-03", claims=2) == (
        '<tr>\n<th scope="row"><a href="/law/agreement/7?on=2026-01-01&amp;x=1" title="Fish &lt;Treaty&gt;">'
        "Fish &lt;Treaty&gt;</a></th>\n"
        '<td><span class="badge in">IN FORCE</span> <span class="date">since 2020-03</span>\n'
        '<div class="small">signed &amp; sealed</div></td>\n<td>Iceland, Norway</td>\n'
        '<td>entered into force <span class="date">2020-03</span></td>\n'
        '<td class="n">2 claims<div class="small">1 source</div></td>\n</tr>\n'
    )


def test_what_a_row_leaves_out() -> None:
    told = shown(since="2020", summary="in force since 2020", sources=3)
    assert "since 2020</span>" not in told
    assert '<span class="small">none yet</span>' in told
    assert '1 claim<div class="small">3 sources</div>' in told


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        ((), ""),
        (("A&B",), "A &amp; B"),
        (tuple("EDCBA"), "A, B, C, D, E"),
        (tuple("FEDCBA"), 'A, B, C, D <span class="small">and 2 more</span>'),
    ],
)
def test_parties_come_by_name_and_the_first_of_many(parties: tuple[str, ...], words: str) -> None:
    assert f"<td>{words}</td>" in shown(parties=parties)


def test_a_long_name_is_cut_between_words_and_told_whole_where_it_is_pointed_at() -> None:
    name = "Agreement " * 20
    assert f'title="{name}">{shortened(name, 140)}</a>' in shown(name=name)


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("a b", 3, "a b"), ("some words more", 10, "some words more"), ("some words more", 9, "some..."),
        ("unbroken" * 3, 10, "unbroke..."),
    ],
)  # fmt: skip
def test_a_text_is_cut_where_it_is_much_too_long(text: str, longest: int, cut: str) -> None:
    assert shortened(text, longest) == cut
