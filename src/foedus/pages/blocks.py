"""Plain text to blocks with their roles: headline, body, caption, credit, furniture.

The text itself stays as it is, so a block's offsets are offsets in the page. Rules are for text as copied from a
browser, as wires archive it (hard-wrapped, upper-case headlines, "REUTER" at the end), and as corpora keep it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from foedus.model import Block, Role

_END = re.compile(r"[.!?:;][\"'\u201d\u2019)\]*]*\s*$")
_ENDS_CREDITED = re.compile(r"[.!?][\"'\u201d\u2019)]*\s*(?:\([^()]{2,70}\)\s*)+$")
_CAPTION = re.compile(
    r"\b(?:in this (?:file |undated )?(?:photo|picture|image|handout)|file photo|pictured (?:above|here|in|at|on|left|right)|"
    r"photo(?:graph)?(?: by|:| courtesy)|handout photo|shakes? hands with|poses? (?:for|with)|"
    r"(?:, |\()(?:left|right|centre|center|second from (?:left|right))(?:,|\))|getty images|(?:AP|AFP|EPA|Reuters)/|"
    r"(?:Reuters|AFP|AP|EPA|Xinhua|Yonhap|TASS)\s*$)|^(?:FILE|PHOTO|IMAGE|CAPTION)\b",
    re.I,
)
_PHOTO_SURE = re.compile(
    r"\bin this (?:file |undated )?(?:photo|picture|image)|\bfile photo\b|^FILE\b|\bphoto(?:graph)? (?:by|courtesy)|getty images|"
    r"(?:, |\()(?:left|right|centre|center)(?:,|\))",
    re.I,
)
_FURNITURE = re.compile(
    # what opens a site's own line
    r"^(?:top \d+ stor|most (?:read|viewed|popular|shared)|related (?:stories|articles|news|topics|content|coverage)|"
    r"read (?:more|also|next)|see also|sign (?:up|in) |subscribe|log ?in to|share (?:this|on|via)|follow us|"
    r"recommended for|trending now|editor'?s'? picks?|more (?:from|on|stories|news)|you (?:may|might) (?:also )?like|"
    r"latest (?:news|stories)|\u00a9|all rights reserved|terms of (?:use|service)|privacy (?:policy|notice)|"
    r"contact us|about us|back to top|print this|e-?mail (?:this|us)|skip to|watch live|click here|"
    r"for immediate release|\\?#{1,}\s*$|-+\s*$|_+\s*$|\*+\s*$|###|"
    # what is a line of its own
    r"(?:sign (?:up|in)|log ?in|newsletters?|advertisement|sponsored(?: content)?|comments?|recommended|trending|copyright|"
    r"cookies?|privacy|home|print|e-?mail|letters?|opinion|menu|search|listen|watch|download|share|tags?|topics?)"
    r"(?:\W.{0,40})?$|(?:copyright|(?:tags?|topics?|watch|sponsored):|cookie|advertisement|listen to))",
    re.I,
)
_LURING = re.compile(
    r"\b(?:click|subscribe|sign(?:ing)? up|newsletter|cookies|our (?:site|terms|app)|rights reserved)\b", re.I
)
_FOLLOWED = re.compile(
    r"^(?:top \d+ stor|most (?:read|viewed|popular|shared)|related (?:stories|articles|news)|recommended|trending|"
    r"editor'?s'? picks?|more (?:stories|news)|you (?:may|might) (?:also )?like|latest (?:news|stories)|in other news)",
    re.I,
)
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY|[Ff]rom|FROM) [A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,4}"
    r"(?:(?:,| and) [A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3})* ?(?:,.{0,60})?$"
)
_CREDIT = re.compile(
    r"^(?:\(?(?:reporting|additional reporting|writing|editing|compiled|translated|edited) by\b.{0,200}|\W*(?:REUTERS?|AP|AFP|UPI|XINHUA|TASS|"
    r"YONHAP|KYODO|DPA|ANSA|EFE)(?:[\s/-]*\d{0,4})?\W*|-?\s*end(?:s|it)?\s*-?|\(\(.{0,80}\)\)|\u0003)$",
    re.I,
)
_CORRECTION = re.compile(
    r"^\W*(?:correction|corrects|clarification|retraction|editor'?s note|"
    r"an? (?:earlier|previous|prior|original) version of (?:this|our) |"
    r"this (?:[\w.,]+ ){0,4}?(?:story|article|report|dispatch|item) (?:was|has been|has since been) "
    r"(?:updated|corrected|amended|clarified|revised|retracted|withdrawn|removed|killed))\b",
    re.I,
)
_DATELINE = re.compile(r"^[A-Z][A-Z .,'-]{2,40}(?:,| \(|\u2014| -|--)")
_SPOKEN = re.compile(
    r"^(?:[A-Z][A-Z.'\u2019 -]{1,40}|(?:Mr|Mrs|Ms|Dr|Sir|Lord)\.? [A-Z][\w. -]{1,40}|Q|A)(?: ?\([^()]{2,60}\))?:\s+\S"
)
_TAIL = 300  # characters at the end of a paragraph that hold its credits
_BLANK = re.compile(r"\n[ \t\u00a0]*\n[\s]*")
# an indented line starts a paragraph where the line before ended one; a list's hanging indent does not
_INDENT = re.compile(
    r"(?<=[.!?\"')\]\u201d])[ \t]*\n(?=(?:[ ]{3,8}|\t)\S)|\n(?=\s{0,6}(?:[-*\u2022]|\d{1,2}[.)])\s+\S)"
)


def blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a plain-text page, in order, none overlapping; a first one that is the page's `title` is its
    headline, whatever it ends with. Linear time."""
    spans = _spans(text)
    if not spans:
        return ()
    folded = [" ".join(text[a:b].split()) for a, b in spans]
    seen: Counter[str] = Counter()
    repeated = {f for f, n in Counter(folded).items() if n > 1 and len(f) > 30}
    first_body = next(
        (i for i, f in enumerate(folded) if _is_prose(f) and not _PHOTO_SURE.search(f)), len(folded)
    )
    last_body = max((i for i, f in enumerate(folded) if _is_prose(f)), default=-1)
    out: list[Block] = []
    in_furniture = False
    for i, ((a, b), f) in enumerate(zip(spans, folded, strict=True)):
        seen[f] += 1
        if _FOLLOWED.match(f):
            in_furniture = True
        elif in_furniture and _is_prose(f) and len(f) > 120:
            in_furniture = False
        role = _role(f, i, first_body, last_body, f in repeated)
        if seen[f] > 1 or (in_furniture and role in (Role.BODY, Role.HEADLINE)):
            role = Role.FURNITURE
        if (
            i == 0
            and title is not None
            and role is Role.BODY
            and last_body > 0
            and f == " ".join(title.split())
        ):
            role = Role.HEADLINE  # "Colombia, U.S. reach accord ."
        out.append(Block(a, b, role))
    return tuple(out)


def _role(f: str, i: int, first_body: int, last_body: int, repeated: bool) -> Role:
    if _FURNITURE.match(f) and len(f) < 120 and not _told(f):
        return Role.FURNITURE
    if _CREDIT.match(f):
        return Role.CREDIT
    if _CORRECTION.match(f):
        return Role.CORRECTION
    if _PHOTO_SURE.search(f) or (repeated and _CAPTION.search(f)):
        return Role.CAPTION
    if not _is_prose(f):
        if _BYLINE.match(f):
            return Role.BYLINE
        if i < first_body or first_body == i:
            return Role.HEADLINE
        # a short line inside the story is a subheading; behind it, the site's own
        return Role.HEADLINE if i < last_body else Role.FURNITURE
    return Role.BODY


def _told(f: str) -> bool:
    """A whole sentence that only begins like furniture: "Home Minister Alamgir signed the treaty in May."."""
    return f.endswith(".") and f.count(" ") >= 8 and f[:1].isupper() and not _LURING.search(f)


def _is_prose(f: str) -> bool:
    """Whether a paragraph is told in sentences: it ends like one, or is long."""
    if len(f) > 260:
        return True
    if _ENDS_CREDITED.search(f[-_TAIL:]) or _SPOKEN.match(f):
        return True
    words = f.count(" ") + 1
    return (bool(_END.search(f)) and words >= 4) or (
        _DATELINE.match(f) is not None and words >= 8 and any(c.islower() for c in f)
    )


def _spans(text: str) -> list[tuple[int, int]]:
    """Paragraphs: at blank lines; else at indents; else one a line where lines are long."""
    cuts = [(m.start(), m.end()) for m in _BLANK.finditer(text)]
    rough = _between(text, 0, len(text), cuts)
    out: list[tuple[int, int]] = []
    for a, b in rough:
        inner = [(m.start(), m.end()) for m in _INDENT.finditer(text, a, b)]
        for c, d in _between(text, a, b, inner):
            out.extend(_lines(text, c, d))
    return out


def _lines(text: str, a: int, b: int) -> list[tuple[int, int]]:
    """A run without blank lines: hard-wrapped lines are one paragraph, long or finished lines one each."""
    cuts: list[tuple[int, int]] = []
    at = a
    lines: list[tuple[int, int]] = []
    while at < b:
        end = text.find("\n", at, b)
        end = b if end < 0 else end
        lines.append((at, end))
        at = end + 1
    if len(lines) < 2:
        return _trim(text, a, b)
    lengths = [e - s for s, e in lines]
    wrapped = max(lengths) <= 100
    for (s, e), (s2, e2) in itertools.pairwise(lines):
        line, following = text[s:e].strip(), text[s2 : s2 + 40].lstrip()
        if _CREDIT.match(text[s2:e2].strip()) or _CREDIT.match(line):
            cuts.append((e, s2))
            continue
        if not line or not following:
            continue
        finished = _END.search(line) is not None or _ENDS_CREDITED.search(line[-_TAIL:]) is not None
        upper = _upper(line) and not _upper(following)
        if (
            upper
            or (not wrapped and (finished or e - s < 60))
            or (wrapped and _heading(line, following, max(lengths)))
        ):
            cuts.append((e, s2))
    return _between(text, a, b, cuts)


def _heading(line: str, following: str, width: int) -> bool:
    """A short first line over a wrapped paragraph, or lines that are each a title of their own."""
    return (
        not _END.search(line)
        and len(line) < 0.6 * width
        and following[:1].isupper()
        and not line.endswith((",", "-"))
    )


def _upper(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 8 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _between(text: str, a: int, b: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = a
    for start, end in [*cuts, (b, b)]:
        out.extend(_trim(text, at, start))
        at = end
    return out


def _trim(text: str, a: int, b: int) -> list[tuple[int, int]]:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return [(a, b)] if b > a else []
