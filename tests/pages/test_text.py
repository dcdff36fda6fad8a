"""Plain text to blocks: each sort of line of a story gets its role, and offsets are the page's own."""

from __future__ import annotations

import pytest

from foedus.model import Article, Role
from foedus.pages import article


def page(text: str, published: str | None = "2024-11-12") -> Article:
    return article(text.encode(), doc="page.txt", publisher="Example Gazette", published=published)


def runs(found: Article, role: Role) -> list[str]:
    return [" ".join(found.text[b.start : b.end].split()) for b in found.blocks if b.role is role]


STORY = "Fiji and Tonga signed a fisheries treaty in Suva on Monday.\n\nMinisters spoke of a new start for both fleets.\n"


def test_headline_byline_and_body_are_told_apart() -> None:
    found = page("Fiji and Tonga sign treaty on tuna\n\nBy Mere Cama\n\n" + STORY)
    assert found.title == "Fiji and Tonga sign treaty on tuna"
    assert runs(found, Role.HEADLINE) == ["Fiji and Tonga sign treaty on tuna"]
    assert runs(found, Role.BYLINE) == ["By Mere Cama"]
    assert len(runs(found, Role.BODY)) == 2


@pytest.mark.parametrize(
    ("start", "place", "day", "agency"),
    [
        ("SEOUL, Nov. 12 (Yonhap) -- ", "SEOUL", "2024-11-12", "Yonhap"),
        ("WASHINGTON, March 3 - ", "WASHINGTON", "2024-03-03", None),
        ("MOSCOW (AP) _ ", "MOSCOW", None, "AP"),
        ("BEIJING, Dec. 30 (Xinhua) -- ", "BEIJING", "2023-12-30", "Xinhua"),
        ("GENEVA, 5 June 1988 (AFP) - ", "GENEVA", "1988-06-05", "AFP"),
        ("KARACHI, Monday. - ", "KARACHI", "2024-11-11", None),
        ("SUVA, Tuesday - ", "SUVA", "2024-11-12", None),
        ("SUVA, Wednesday (AP) - ", "SUVA", "2024-11-06", "AP"),
        ("PYONGYANG, November 11 (KCNA) -- ", "PYONGYANG", "2024-11-11", "KCNA"),
    ],
)
def test_datelines(start: str, place: str, day: str | None, agency: str | None) -> None:
    line = page(start + STORY).dateline
    assert line is not None
    assert (line.place, line.day, line.agency) == (place, day, agency)
    assert page(start + STORY).text[: line.end] == start


@pytest.mark.parametrize("start", ["", "Smarch 40, ", "In Suva - as in Apia - ", "FEB 30 - "])
def test_what_is_no_dateline(start: str) -> None:
    line = page(start + STORY).dateline
    assert line is None or line.day is None


def test_the_day_of_a_dateline_is_the_page_s_where_nothing_else_tells_it() -> None:
    found = page("GENEVA, 5 June 1988 (AFP) - " + STORY, published=None)
    assert found.published is not None
    assert (found.published.day, found.published.basis) == ("1988-06-05", "text")
    assert found.warnings == ()


def test_no_day_at_all_is_said() -> None:
    found = page(STORY, published=None)
    assert found.published is None
    assert len(found.warnings) == 1
    assert "--published" in found.warnings[0]


def test_a_day_under_the_headline_is_the_day_published() -> None:
    found = page("Fiji signs tuna treaty\n\nFriday, September 6, 2019\n\n" + STORY, published=None)
    assert found.published is not None
    assert found.published.day == "2019-09-06"


def test_a_caption_that_stands_thrice_is_read_nowhere() -> None:
    caption = "Ministers of Fiji and Tonga shake hands with their aides in this photo, June 20.\n\n"
    found = page("Fiji and Tonga sign treaty on tuna\n\n" + caption * 3 + STORY)
    assert len(runs(found, Role.BODY)) == 2
    assert {b.role for b in found.blocks if "June 20" in found.text[b.start : b.end]} <= {
        Role.CAPTION,
        Role.FURNITURE,
    }


@pytest.mark.parametrize(
    "line",
    [
        "Correction: an earlier version of this story named the wrong port.",
        "Editor's note: the day of the vote has been mended.",
        "This story was updated to name the second signatory.",
    ],
)
def test_corrections(line: str) -> None:
    assert runs(page("Fiji signs tuna treaty\n\n" + STORY + "\n" + line), Role.CORRECTION) == [line]


@pytest.mark.parametrize(
    ("end", "credits"),
    [
        ("(Yonhap)", ("Yonhap",)),
        ("(AFP via CNA)", ("AFP via CNA",)),
        ("(Reuters) (Kyodo)", ("Reuters", "Kyodo")),
        ("(see below)", ()),
    ],
)
def test_credits_in_brackets(end: str, credits: tuple[str, ...]) -> None:
    assert page(STORY.rstrip() + " " + end).credits == credits


WIRE = (
    "FIJI AND TONGA SIGN FISHERIES TREATY\n"
    "    SUVA, June 5 - Fiji and Tonga signed a fisheries treaty on\n"
    "Friday that ends a dispute of eleven years over the reefs that\n"
    "lie between them.\n"
    "    The treaty was signed by both foreign ministers in the old\n"
    "parliament building.\n"
    " REUTER\n"
)


def test_hard_wrapped_wire_copy() -> None:
    found = page(WIRE, published="1987-06-05")
    assert runs(found, Role.HEADLINE) == ["FIJI AND TONGA SIGN FISHERIES TREATY"]
    assert runs(found, Role.CREDIT) == ["REUTER"]
    body = runs(found, Role.BODY)
    assert [b.split()[0] for b in body] == ["SUVA,", "The"]
    assert body[0].endswith("lie between them.")
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.day) == ("SUVA", "1987-06-05")


def test_tokenised_corpora_keep_their_text() -> None:
    text = "Fiji 's cabinet ratified the treaty with Tonga on Monday , officials said .\n\nTonga 's did so in May .\n"
    found = page(text)
    assert found.text == text
    assert len(runs(found, Role.BODY)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "Share this",
        "Advertisement",
        "Read more: France quits energy pact",
        "All rights reserved.",
    ],
)
def test_furniture(line: str) -> None:
    found = page("Fiji signs tuna treaty\n\nFiji and Tonga signed it on Monday.\n\n" + line + "\n\n" + STORY)
    assert line in runs(found, Role.FURNITURE)


def test_a_sidebar_of_headlines_is_furniture() -> None:
    found = page(
        "Fiji signs tuna treaty\n\n"
        + STORY
        + "\nMost read\n\nSenate ratifies tax treaty\n\nFrance quits pact\n"
    )
    assert runs(found, Role.FURNITURE) == ["Most read", "Senate ratifies tax treaty", "France quits pact"]


def test_blocks_are_in_order_and_cover_words_of_the_page() -> None:
    found = page(WIRE + "\n" + STORY)
    ends = [0, *(b.end for b in found.blocks)]
    assert all(end <= b.start < b.end for end, b in zip(ends, found.blocks, strict=False))
    covered = "".join(found.text[b.start : b.end] for b in found.blocks)
    assert "".join(covered.split()) == "".join(found.text.split())


def test_a_first_line_that_is_the_title_is_the_headline_even_with_a_full_stop() -> None:
    told = "Fiji , Tonga sign tuna treaty ."
    text = (
        told + "\n\nFiji and Tonga signed a treaty on tuna on Monday .\n\nIt awaits ratification in both .\n"
    )
    assert runs(page(text), Role.HEADLINE) == []
    titled = article(text.encode(), doc="page.txt", published="2024-11-12", title=told)
    assert runs(titled, Role.HEADLINE) == [told]
