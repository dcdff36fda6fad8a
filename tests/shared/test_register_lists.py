"""The lists of the register are what their tools make of the public copies."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from foedus.register.build.files import DATA
from tools.register import (
    import_factbook,
    import_later,
    import_manytreaties,
    import_rules,
    import_states,
    import_uk,
    import_un,
)

SHARED = Path(__file__).parents[3] / "shared"
COPIES = SHARED / "reference" / "register"

pytestmark = pytest.mark.skipif(not COPIES.exists(), reason="the public copies are not here")

TOOLS = {
    "un-2015": (import_un.main, COPIES),
    "un-paris-2020 un-rights-2022": (import_later.main, COPIES),
    "un-rules-2015": (import_rules.main, SHARED / "gold" / "multilateral"),
    "manytreaties-2020": (import_manytreaties.main, COPIES),
    "uk-2023": (import_uk.main, COPIES),
    "factbook-2026": (import_factbook.main, COPIES),
    "cow-2016": (import_states.main, SHARED / "reference" / "cow_states.csv"),
}


@pytest.mark.parametrize("lists", TOOLS)
def test_a_tool_makes_its_list_again(tmp_path: Path, lists: str) -> None:
    main, source = TOOLS[lists]
    main(source, tmp_path)
    for name in lists.split():
        made, kept = (
            lzma.decompress((d / f"{name}.jsonl.xz").read_bytes()) for d in (tmp_path, DATA / "lists")
        )
        assert made == kept, f"run the tool of {name} again"
