"""What templates call: names at the beginning of a line, words of code, links below the board's own path."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import Environment

from foedus.web.templating import templates


@pytest.fixture(scope="module")
def made() -> Environment:
    return templates(str, letters=True, newsletter=False, people=False, root="/law")


@pytest.mark.parametrize(
    ("template", "text", "shown"),
    [
        ("{{ t|capital }}", "treaty on <peace>", "Treaty on &lt;peace&gt;"),
        ("{{ t|capital }}", "", ""),
        ("{{ t|coded }}", "as of a day (`on`, <today>)", "as of a day (<code>on</code>, &lt;today&gt;)"),
        ("{{ t|coded }}", "`<b>` and a ` alone", "<code>&lt;b&gt;</code> and a ` alone"),
    ],
)
def test_text_is_shown(made: Environment, template: str, text: str, shown: str) -> None:
    assert made.from_string(template).render(t=text) == shown


@pytest.mark.parametrize(("told", "place"), [({}, "/law/entry/x-1"), ({"x-1": 7}, "/law/agreement/7")])
def test_a_known_agreement_leads_below_the_path_of_the_board(
    made: Environment, told: dict[str, int], place: str
) -> None:
    standing = SimpleNamespace(in_force=True, in_force_since=None)
    one = SimpleNamespace(id="x-1", title="A Treaty", made=None, parties=(), many=0, standing=standing)
    known = SimpleNamespace(lines=[(one, "IN FORCE", "")], told=told)
    lines = '{% from "_known.html" import lines %}{{ lines(k, "", "2026-01-01") }}'
    assert f'<a href="{place}"' in made.from_string(lines).render(k=known)
