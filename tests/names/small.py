"""Tables of a few lines, written to a folder and compiled: for rules that need people and for faults in the data."""

from __future__ import annotations

from pathlib import Path

from foedus.names import Names
from foedus.names.build import compile_names

FILES = ("states", "parts", "orgs", "agencies", "organs", "offices", "hidden", "cities", "cues", "words")
STATES = """
- {code: PRK, name: North Korea, names: [Korea]}
- {code: KOR, name: South Korea, names: [Korea]}
- {code: RUS, name: Russia}
- {code: GBR, name: United Kingdom}
- {code: USA, name: United States}
"""
WORDS = """
- {id: openers, words: when on monday}
- {id: titles, words: president mr}
- {id: given, words: michael}
- {id: followers, words: summit}
- {id: word_surnames, words: may}
- {id: doing, words: said}
"""
PEOPLE = """
- id: kim-jong-un
  name: Kim Jong Un
  names: [Kim Jong-un]
  family: Kim
  terms: [{state: PRK, role: head_of_state, since: 2011-12-17}]
- id: kim-dae-jung
  name: Kim Dae-jung
  family: Kim
  terms: [{state: KOR, role: head_of_state, since: 1998-02-25, until: 2003-02-24}]
- id: bush-41
  name: George H.W. Bush
  names: [George Bush]
  family: Bush
  terms: [{state: USA, role: head_of_state, since: 1989-01-20, until: 1993-01-20}]
- id: bush-43
  name: George W. Bush
  names: [George Bush]
  family: Bush
  terms: [{state: USA, role: head_of_state, since: 2001-01-20, until: 2009-01-20}]
- id: may
  name: Theresa May
  family: May
  terms: [{state: GBR, role: head_of_government, since: 2016-07-13, until: 2019-07-24}]
- id: putin
  name: Vladimir Putin
  family: Putin
  terms:
  - {state: RUS, role: head_of_state, since: 1999-12-31, until: 2008-05-07}
  - {state: RUS, role: head_of_government, since: 2008-05-08, until: 2012-05-07}
  - {state: RUS, role: head_of_state, since: 2012-05-07}
"""


def write(folder: Path, **entries: str) -> Path:
    """A folder of data files; `entries` are the YAML lists of some, the others are empty or the above."""
    given = {"states": STATES, "words": WORDS, "people/some": PEOPLE, **entries}
    (folder / "people").mkdir(exist_ok=True)
    for name in (*FILES, "people/some"):
        text = given.get(name, "")
        head = "" if text.startswith("source") else "source: a list\n"
        (folder / f"{name}.yaml").write_text(f"{head}entries:{text or ' []'}\n", "utf-8")
    return folder


def table(folder: Path, **entries: str) -> Names:
    """The names of such a folder."""
    return Names(compile_names(write(folder, **entries)))
