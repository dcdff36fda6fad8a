"""When a text is silent on its own entry into force: each word of force or consent in it is explained, or not."""

from __future__ import annotations

import pytest

from .clauses import read

LAKE = (
    "AGREEMENT on the lake of Halden between Norway and Sweden. Article 1 The Parties shall keep the banks of the lake "
    "clean. Article 2 Each Party shall name a commissioner. Article 3 The commissioners shall settle the questions that "
    "arise between the villages, and shall meet each spring in the town of Halden to look at the works of the outlet, "
    "at the nets and at the timber that is floated there. Article 4 "
)
OPENING = LAKE.removesuffix("Article 4 ")
PROTOCOL = LAKE.replace("AGREEMENT on", "PROTOCOL to the Convention on")
AMENDMENTS = LAKE.replace("AGREEMENT on", "AMENDMENTS to the Agreement on").replace("Article 4 ", "")

OF_OTHER_THINGS = [
    # law in force
    "The villages observe the fishing rules in force in either country.",
    "The provisions of the conventions in force between them are not touched by any of this.",
    "Waste is what the Convention of 1954, and any amendment in force thereafter, calls waste.",
    # the entry into force as a day from which something runs
    "The works shall be ended within five years of the coming into force of the Convention.",
    "Those who live on the banks on the coming into force of this Agreement may fish.",
    "Prior to its entry into force each Party shall put its nets in order.",
    "If the Convention does not come into force within two years, the nets are taken away.",
    # what else enters into force
    "Decisions of the commissioners shall enter into force on 1 March 1990.",
    "The rules of procedure and any amendments thereto shall come into force upon approval by the governments.",
    "Changes of the rules shall take effect thirty days after both commissioners have approved them.",
    "Amendments to this Agreement shall enter into force upon an exchange of notes.",
    "The protocols shall enter into force after the commissioners have found that they fit.",
    # what binds
    "The decision of the commissioners shall be final and binding.",
    "An award made by a tribunal shall be binding on both Parties.",
    "The commissioners may write guidelines of a non-binding nature.",
    "Measures binding on the villages are written down.",
    "Any amendment to this Agreement is sent to the villages for acceptance.",
    # how long, and not from when
    "This Agreement shall remain in force for five years.",
    "This Agreement shall remain in force in the first instance for a period of five years.",
    "This Agreement shall remain in force for two years and may then be extended by both Parties.",
    "This Agreement shall continue in force until denounced by either Party.",
    "Licences shall remain in force from year to year.",
    # consent to other things
    "Neither Party shall hinder the other's accession to the World Trade Organization.",
    "Both Parties shall ratify or accede to those agreements which protect the salmon.",
    "Banks of the villages may engage in the acceptance of deposits.",
    "The seeds that are deposited with it shall be kept cool.",
    "The original of this Agreement shall be deposited with the town of Halden.",
    "A meeting shall be convened by the depositary of the nets.",
    # news, papers, measures
    "The commissioners shall notify each other of the catches.",
    "The village shall give permits valid for six months.",
    "Both Parties shall take effective measures against poaching by co-operative societies.",
    "Limits existing on the date of signature shall not be raised.",
]
TOLD_OR_DOUBTFUL = [
    "This Agreement shall be ratified.",
    "This Agreement is open to acceptance by the villages.",
    "The ratifications shall be exchanged at Halden.",
    "This Agreement shall be put into practice in the spring.",
    "This Agreement is concluded for five years, beginning on 1 March 1935.",
    "This Agreement shall remain in force for five years from the first of March.",
    "The entry into force of this Agreement shall be settled by the commissioners.",
    "The limits of the lake are considered amended from 2 April 1962.",
    "The commissioners found that this Agreement is in force.",
    "The Halden Accord shall enter into force when it pleases the King.",
    "This Agreement shall be effective as the Parties see fit.",
    "The Parties shall notify each other that their procedures are complete.",
    "It shall apply as from 3 May 1931.",
    "The decisions are made, and this Agreement takes effect as the Parties see fit.",
    "The villages found that this Agreement was in force.",
    "The villages think this Agreement binding on them.",
    "This Agreement becomes legally binding as the Parties see fit.",
    "On signature the villages drink to the lake.",
    "Limits existing on the ratification of this Agreement stay.",
    "The limits of the lake are modified effective the spring of 1980.",
    "The limits of the lake were made effective the spring of 1980.",
    "Decisions on the ratification of this Agreement are taken in spring.",
    "From 1 May 1990 this Agreement shall remain in force for five years.",
]


@pytest.mark.parametrize("words", OF_OTHER_THINGS)
def test_words_of_other_things_leave_the_text_silent(words: str) -> None:
    assert read(LAKE + words)["trigger"] == "none"


@pytest.mark.parametrize("words", TOLD_OR_DOUBTFUL)
def test_a_word_that_is_not_explained_leaves_it_open(words: str) -> None:
    assert read(LAKE + words)["trigger"] is None


@pytest.mark.parametrize(("length", "trigger"), [(400, None), (401, "none")])
def test_a_short_text_is_not_concluded_from(length: int, trigger: str | None) -> None:
    words = "AGREEMENT on the lake of Halden. " + "The Parties keep the banks of the lake clean. " * 9
    assert read(words[: length - 1] + ".")["trigger"] == trigger


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Recalling that the Convention entered into force on 1 May 1960, they have met.", "none"),
        (
            "Considering the Convention, which has been ratified by all, both agree that it comes into force.",
            None,
        ),
        (PROTOCOL + "This obligation ends if the Convention does not come into force.", "none"),
        # amended articles, and what is said of the amendments themselves
        (
            AMENDMENTS
            + "The rules of procedure and any amendments thereto shall come into force upon approval.",
            "none",
        ),
        (
            AMENDMENTS
            + "Article 9 shall read as follows: Members accept this Agreement as in force on that day.",
            "none",
        ),
        (
            AMENDMENTS + "Article 9 shall read as follows: This Agreement is open to acceptance by members.",
            "none",
        ),
        (AMENDMENTS + "Article 9 This Agreement is open to acceptance by members.", None),
        (AMENDMENTS + "Article 9 shall read as follows: acceptance of the amendments is told to all.", None),
        (
            AMENDMENTS
            + "Article 9 shall read as follows: no nets. It is considered amended from 2 April 1962.",
            None,
        ),
        (AMENDMENTS + "The amendments were accepted, and their acceptance was told to all members.", None),
        (AMENDMENTS + "These amendments are effective on a day that the Council shall choose.", None),
    ],
)
def test_recitals_and_amended_articles(text: str, trigger: str | None) -> None:
    assert read(text if text.startswith(("PROTOCOL", "AMENDMENTS")) else OPENING + text)["trigger"] == trigger
