"""What holds of every page: its addresses, its markup, how large its first view is."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

TEMPLATES = sorted(
    (t for t in (files("foedus.web") / "templates").iterdir() if t.name.endswith(".html")),
    key=lambda t: t.name,
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_every_address_of_a_template_begins_with_the_path_of_the_board(template: object) -> None:
    assert re.findall(r'="/[^"]*"', template.read_text("utf-8")) == []  # type: ignore[attr-defined]  # a file
