"""The documentation builds as a site without a warning, needs no network, and leaves no page out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tools.site_nav import pages

ROOT = Path(__file__).parents[1]
_LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link or an anchor that leads nowhere ends the build."""
    out = tmp_path_factory.mktemp("site")
    config = load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(out))
    build(config)
    return out


class _Loads(HTMLParser):
    """The addresses that a page loads when it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "link" and of.get("rel") == "canonical":
            return
        if tag in _LOADS and (address := of.get(_LOADS[tag])):
            self.found.append(address)


def test_every_page_is_in_the_site_and_loads_nothing_from_elsewhere(site: Path) -> None:
    docs = ROOT / "docs"
    for page in docs.rglob("*.md"):
        made = site / page.relative_to(docs).with_suffix(".html")
        assert made.is_file(), page
        loads = _Loads()
        loads.feed(made.read_text("utf-8"))
        assert loads.found
        assert [a for a in loads.found if re.match(r"[a-z]+:|//", a)] == []
    for style in site.rglob("*.css"):
        assert re.findall(r"url\([\"']?(?:https?:)?//", style.read_text("utf-8")) == [], style


def test_a_link_that_leads_nowhere_ends_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[gone](gone.md)")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"^nav:.*", "nav: [index.md]", settings, flags=re.M | re.S)
    (tmp_path / "mkdocs.yml").write_text(
        settings.replace("tools/site_nav.py", str(ROOT / "tools" / "site_nav.py"))
    )
    with pytest.raises(Abort):
        build(load_config(str(tmp_path / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "site")))


def test_the_navigation_is_read_at_any_depth() -> None:
    assert list(pages(["a.md", {"B": ["b.md", {"C": "c.md"}]}])) == ["a.md", "b.md", "c.md"]
