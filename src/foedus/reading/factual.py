"""What this domain adds to the general rules of factuality and of dates, and the call that rules make."""

from __future__ import annotations

from foedus.language import factuality
from foedus.language.attachment import Dated
from foedus.language.factuality import Domain, Factuality
from foedus.language.tree import Tree
from foedus.language.words import nouns, verbs
from foedus.model import Step
from foedus.reading.frames import VERBS
from foedus.reading.lexicon import HEADS, LAWS

DOMAIN = Domain(
    starts=verbs("enter come go take become apply"),
    concluding=verbs("sign conclude reach enter approve pass adopt enact promulgate ratify initial"),
    instruments=nouns(
        "agreement accord pact treaty protocol deal memorandum law bill act decree legislation declaration"
    ),
    consensual=verbs(
        "extend renew prolong amend revise modify suspend terminate end scrap annul cancel abrogate dissolve"
    ),
    due=nouns(
        "ratification signing signature approval accession deposit exchange entry acceptance notification"
    ),
)


_ARRANGING = frozenset({
    Step.SIGNED, Step.NEGOTIATED, Step.INITIALLED, Step.RATIFIED, Step.APPROVED, Step.NOTIFIED, Step.EXTENDED,
})  # fmt: skip
DATED = Dated(
    things=frozenset(HEADS),
    papers=frozenset(LAWS),
    prolonging=verbs("extend renew prolong"),
    arranging=frozenset(
        w
        for w, frames in VERBS.items()
        if (told := {f.step for f in frames}) & _ARRANGING and told <= _ARRANGING | {Step.ACCEDED}
    ),
    deeds=frozenset(VERBS),
    framed=frozenset(w for w, frames in VERBS.items() if all(f.obj or f.prt or f.near for f in frames)),
)


def judge(
    tree: Tree, anchor: int, *, planned: bool = False, denied: bool = False, doubted: bool = False
) -> Factuality:
    """The factuality of a step at `anchor`; its row starts out `planned`, `denied` or `doubted`."""
    return factuality.judge(tree, anchor, DOMAIN, planned=planned, denied=denied, doubted=doubted)
