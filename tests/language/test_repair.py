"""The parser's common errors, each mended: the tree after it, by the sentence that called for the repair."""

from __future__ import annotations

import pytest

from foedus.language.parse import parse
from foedus.language.repair import repaired
from foedus.language.tree import Tree


def tree(text: str) -> Tree:
    return repaired(next(iter(parse([text]))))


@pytest.mark.parametrize("word", ["de-ratified", "re-opened", "co-signed"])
def test_a_prefix_is_no_word_of_its_own(word: str) -> None:
    mended = tree(f"The council {word} the file.")
    assert word in mended.words
    assert [
        mended.text[s : s + len(w)] for s, w in zip(mended.starts, mended.words, strict=True)
    ] == mended.words
    assert mended.sents == [(0, len(mended))]


def test_the_second_gerund_hangs_on_the_first() -> None:
    mended = tree("The court accused the bank of hiding one loan, and losing another.")
    assert mended.words[mended.heads[mended.words.index("losing")]] == "hiding"


def test_a_noun_with_subject_and_object_is_a_verb() -> None:
    mended = tree(
        "It will enter into force when the United States and the Soviet Union exchange instruments of ratification."
    )
    assert mended.is_verb(mended.words.index("exchange"))


def test_a_plural_at_the_root_without_a_verb_is_one() -> None:
    mended = tree("Latvia withdraws from the league on landmines.")
    assert mended.is_verb(mended.words.index("withdraws"))
    assert mended.subject(mended.words.index("withdraws")) == 0


def test_a_clause_behind_after_has_its_subject() -> None:
    mended = tree("The raids came after an Aug. 20 truce with Iran took effect.")
    took = mended.words.index("took")
    assert mended.words[mended.subject(took) or 0] == "truce"


@pytest.mark.parametrize(
    "text",
    [
        "It will enter into force once both parliaments have approved it and instruments of ratification have been exchanged.",
        "The loan will be paid after the banks have approved it and copies have been sold.",
    ],
)
def test_a_pronoun_is_the_object_before_and_no_subject_behind(text: str) -> None:
    mended = tree(text)
    second, pronoun = len(mended) - 2, mended.words.index("it")
    assert (mended.deps[pronoun], mended.words[mended.heads[pronoun]]) == ("dobj", "approved")
    assert (mended.deps[second], mended.words[mended.heads[second]]) == ("conj", "approved")
    assert mended.words[mended.subject(second) or 0] in ("instruments", "copies")


def test_a_right_tree_is_left_alone() -> None:
    before = next(iter(parse(["The bank sold the hotel on Tuesday."])))
    assert repaired(before) is before


def test_a_noun_between_subject_and_object_is_the_verb() -> None:
    mended = tree("The Arab Bank and Barclays sign agreements normalizing relations with Lloyds.")
    sign = mended.words.index("sign")
    assert mended.is_verb(sign)
    assert mended.deps[sign] == "ROOT"
    assert mended.words[mended.child(sign, "dobj") or 0] == "agreements"


def test_a_participle_behind_a_phrase_is_no_clause() -> None:
    mended = tree("Under the arrangement worked out on Monday night, Antwerp may deepen the channel.")
    worked = mended.words.index("worked")
    assert (mended.words[mended.heads[worked]], mended.deps[worked]) == ("arrangement", "acl")
    assert mended.words[mended.heads[mended.words.index("Under")]] == "deepen"


def test_a_bare_verb_with_a_subject_is_finite() -> None:
    mended = tree("Sudan and Chad sign peace pact in Dakar")
    assert mended.tags[mended.words.index("sign")] == "VBP"


@pytest.mark.parametrize(
    "text", ["The Latvian Saeima votes 60-30 to leave.", "The Sejm votes to leave the club."]
)
def test_a_name_before_a_finite_verb_is_its_subject(text: str) -> None:
    mended = tree(text)
    votes = mended.words.index("votes")
    assert mended.subject(votes) == votes - 1
    assert all(mended.heads[t] == votes - 1 for t in range(votes - 1))


def test_what_stands_between_a_name_and_its_object_is_the_verb() -> None:
    mended = tree("The Storting approved Iceland's accession to the fund on Friday.")
    approved = mended.words.index("approved")
    assert mended.deps[approved] == "ROOT"
    assert mended.words[mended.subject(approved) or 0] == "Storting"
    assert mended.words[mended.child(approved, "dobj") or 0] == "accession"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Meeting in Geneva, Iran, Iraq and Turkey signed a pact on refugees.", "Iran"),
        ("At a ceremony in Ankara, Turkey, Japan and the United States signed a pact on shipping.", "Turkey"),
        ("In talks in Rome, Peru, Chile and Bolivia agreed on a port.", "Peru"),
    ],
)
def test_who_stands_before_a_verb_without_a_subject_is_no_further_place(text: str, subject: str) -> None:
    mended = tree(text)
    verb = next(i for i, tag in enumerate(mended.tags) if tag == "VBD")
    assert [mended.words[k] for k in mended.children(verb, "nsubj")] == [subject]


def test_no_preposition_has_two_objects_of_which_the_second_acts() -> None:
    mended = tree(
        "Under the interim accord the two signed in 1995, Israel and Jordan were to share the water."
    )
    signed = mended.words.index("signed")
    assert mended.words[mended.heads[signed]] == "accord"
    assert mended.words[mended.subject(signed) or 0] == "two"


@pytest.mark.parametrize(
    ("text", "word", "label", "above"),
    [
        ("A maritime deal signed the same day has been in force since May.", "signed", "acl", "deal"),
        ("A lease between the two towns, signed the same week, covers the port.", "signed", "acl", "lease"),
        ("Under the fishing lease of 1998, approved last year, boats may pass.", "approved", "acl", "lease"),
        ("Norway promised Sweden more cod under the lease, ratified last year by both.", "ratified", "acl", "lease"),
        ("The bank rests its claim on the lease with Iceland ratified in 1998.", "ratified", "acl", None),
    ],
)  # fmt: skip
def test_a_participle_is_no_finite_verb(text: str, word: str, label: str, above: str | None) -> None:
    mended = tree(text)
    i = mended.words.index(word)
    assert (mended.tags[i], mended.deps[i]) == ("VBN", label)
    assert above is None or mended.words[mended.heads[i]] == above


@pytest.mark.parametrize(
    "text",
    [
        "The fishing lease with Iceland was, after many delays, signed on Monday.",
        "The lease which the two towns had so long sought was at last signed.",
    ],
)
def test_a_passive_may_have_words_set_into_it(text: str) -> None:
    mended = tree(text)
    i = mended.words.index("signed")
    assert (mended.heads[i], mended.deps[i]) == (i, "ROOT")
    assert [mended.words[k] for k in mended.children(i, "nsubjpass")] == ["lease"]


@pytest.mark.parametrize("text", ["The town was proud of it.", "The council was divided over the lease."])
def test_what_a_thing_is_said_to_be_is_no_passive(text: str) -> None:
    mended = tree(text)
    assert mended.child(mended.words.index("was"), "acomp") is not None or "divided" in text


def test_two_repairs_of_one_word_leave_a_tree() -> None:
    mended = tree(
        "Norway's fishing treaty with Iceland was, after many delays, ratified by both parliaments on Monday."
    )
    assert all(len(mended.ancestors(i, 99)) < len(mended) for i in range(len(mended)))
