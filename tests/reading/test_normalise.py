"""A page's own signs to the parser's, each with its offset: what stands there is what the map says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.reading.normalise import is_upper, normalise


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("the  pact\nwas   signed ", "the pact was signed"),
        ("\u201cIt is law,\u201d he said", '"It is law," he said'),
        ("Fiji\u2019s treaty", "Fiji's treaty"),
        ("``It is law,'' he said", '"It is law," he said'),
        # a quotation over paragraphs that became one opens anew with each
        (
            "``It is law,'' he said. ``We go. ``We stay.'' He left.",
            '"It is law," he said. "We go. We stay." He left.',
        ),
        ('"It is law. "We go," he said.', '"It is law. We go," he said.'),
        ("\u201cIt is law. \u201cWe go,\u201d he said.", '"It is law. We go," he said.'),
        ("It is law,'' he said. \"We go.\"", 'It is law, he said. "We go."'),
        ('He said " no " and left. " Yes . "', 'He said " no " and left. " Yes . "'),
        ("SUVA -- Fiji", "SUVA \u2014 Fiji"),
        ("2010\u20132014", "2010-2014"),
        ("the cease-fire", "the ceasefire"),
        ("a pull-out of it", "a pullout of it"),
        ("non-compliance", "noncompliance"),
        ("Fiji 's pact , signed .", "Fiji's pact, signed."),
        ("it does n't bind , they say .", "it doesn't bind, they say."),
        ("the 5<sup>th</sup> of May", "the 5th of May"),
        ("tre\u00adaty", "treaty"),
        ("a\u00a0treaty", "a treaty"),
        ("**Treaty** signed", "Treaty signed"),
        ("a < b and c", "a < b and c"),
        ("on 12May 2021 and the 3rdMarch", "on 12 May 2021 and the 3rd March"),
        ("on May12, 2021, in June2022", "on May 12, 2021, in June 2022"),
        ("June 15,1987, then Oct.12", "June 15, 1987, then Oct. 12"),
        ("the 12Mayors and a Marchers5", "the 12Mayors and a Marchers5"),
        ("a well-known pact", "a well-known pact"),
        ("Oct.12 was cold", "Oct. 12 was cold"),
        ("some 15,000 men and 15.1987 of it", "some 15,000 men and 15.1987 of it"),
        ("Fiji 's treaty is long", "Fiji's treaty is long"),
        ("Fiji's note , it said", "Fiji's note , it said"),
        ("5\u2032 long, 5\u201b and 5\u2018", "5' long, 5' and 5'"),
        ("the \u00abpact\u00bb and \u201eno\u201c", 'the "pact" and "no'),
        ("a - b -- c --- d", "a - b \u2014 c \u2014 d"),
        ("SUVA --- Fiji", "SUVA \u2014 Fiji"),
        ("it is ''law''", "it is law"),
        (
            "the deal - covering fish and wine - has been made",
            "the deal \u2014 covering fish and wine \u2014 has been made",
        ),
        ("from Oslo - Bergen to Suva", "from Oslo - Bergen to Suva"),
        ("He said yes. \u201d We go.", "He said yes. We go."),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_plain_form(written: str, plain: str) -> None:
    assert normalise(written, 0, len(written)).text == plain


LETTERS = st.text("aZ9 .,;'\"-`\n\t\u2019\u201c\u2013\u2014\u00a0\u200b\u00ad<>/bsup*\\é", max_size=80)


@settings(max_examples=300, deadline=None)
@given(LETTERS, LETTERS, LETTERS)
def test_the_map_leads_back_in_order(before: str, inside: str, after: str) -> None:
    text = before + inside + after
    norm = normalise(text, len(before), len(before) + len(inside))
    assert len(norm.text) == len(norm.back)
    assert all(len(before) <= i < len(before) + len(inside) for i in norm.back)
    assert list(norm.back) == sorted(set(norm.back))
    same = [(c, text[i]) for c, i in zip(norm.text, norm.back, strict=True) if c.isalnum()]
    assert all(c == d for c, d in same)
    assert "  " not in norm.text
    assert norm.text == norm.text.strip(" ")


def test_origin_of_a_span() -> None:
    text = "xx the  pact\nstands"
    norm = normalise(text, 3, len(text))
    a = norm.text.index("pact")
    assert text[slice(*norm.origin(a, a + 4))] == "pact"
    assert text[slice(*norm.origin(0, len(norm.text)))] == "the  pact\nstands"
    assert norm.origin(len(norm.text), len(norm.text)) == (len(text), len(text))


@pytest.mark.parametrize(
    ("text", "upper"),
    [
        ("FIJI RATIFIES TREATY", True),
        ("FIJI RATIFIES McKINLEY TREATY", True),
        ("U.S.", False),
        ("Fiji RATIFIES", False),
        ("fiji ratifies treaty", False),
        ("", False),
    ],
)
def test_upper_case_copy(text: str, upper: bool) -> None:
    assert is_upper(text) is upper
