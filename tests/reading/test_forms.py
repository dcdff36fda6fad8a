"""Forms of telling a step, one row each: what is written, and the steps a careful reader takes from it."""

from __future__ import annotations

import pytest

from foedus.model import ClaimKind
from tests.reading.reader import read, steps

# sentence; step, actors, date and certainty of each claim. The page is of Tuesday, 12 November 2024.
ROWS = [
    # leave, and think better of it: the notice is what is taken back (test_of.py)
    ("Burundi took back its notice of withdrawal from the Rome Statute.", [("withdrawn", "BDI", None, "asserted")]),
    (
        "The Gambia withdrew its notice of withdrawal from the Rome Statute in February.",
        [("withdrawn", "GMB", "2024-02", "asserted")],
    ),
    ("South Africa revoked its withdrawal from the Rome Statute.", [("withdrawn", "ZAF", None, "asserted")]),
    ("Bolivia withdrew its denunciation of the Single Convention.", [("withdrawn", "BOL", None, "asserted")]),
    # the noun tells the step, the verb only who decides it
    (
        "Finland's parliament ratified the withdrawal from the Ottawa Convention on Monday.",
        [("approved", "FIN", "2024-11-11", "asserted")],
    ),
    (
        "Argentina's parliament ratified the withdrawal from the WHO.",
        [("approved", "ARG", None, "asserted")],
    ),
    # signing off
    (
        "North Korean leader Kim Jong Un signed off on the treaty with Russia.",
        [("ratified", "PRK", None, "asserted")],
    ),
    ("Norway's cabinet signed off on the treaty with Iceland.", [("approved", "NOR", None, "asserted")]),
    # denied and planned by nouns alone
    (
        "Solomon Islands denied a security pact with China while planning a security agreement with Australia.",
        [("negotiated", "SLB", None, "denied"), ("negotiated", "AUS SLB", None, "planned")],
    ),
    # one acts, the other is only party
    (
        "Sweden suspended its fishing treaty with Norway on Monday.",
        [("suspended", "SWE", "2024-11-11", "asserted")],
    ),
    ("Norway signed the fisheries treaty with Iceland on Monday.", [("signed", "ISL NOR", "2024-11-11", "asserted")]),
    # whose day
    (
        "KCNA, in a report on Sunday, said that Kim Jong Un had ratified the treaty with Russia the previous day.",
        [("ratified", "PRK", "2024-11-09", "reported")],
    ),
    # laws that carry an agreement out
    (
        "The Japanese Diet passed a law implementing the trade agreement with Peru.",
        [("approved", "JPN", None, "asserted")],
    ),
    ("The European Parliament approved legislation to implement the trade deal with Canada.",
     [("approved", "EU", None, "asserted")]),
    # breach
    ("Syria remains in noncompliance with the Chemical Weapons Convention.",
     [("violated", "SYR", None, "asserted")]),
    ("Talks on the Minsk Agreements failed because of Russia's persistent violations.",
     [("negotiated", "", None, "denied"), ("violated", "RUS", None, "asserted")]),
    # one before, one after
    ("Prior to joining the Treaty on the Non-Proliferation of Nuclear Weapons in July 1991, South Africa had six bombs.",
     [("acceded", "ZAF", "1991-07", "asserted")]),
    ("The protocol, which was negotiated in 2014 by Russia and Ukraine and ratified by Russia, has lapsed.",
     [("negotiated", "RUS UKR", "2014", "asserted"), ("ratified", "RUS", None, "asserted"),
      ("terminated", "", None, "asserted")]),
    # names whose first noun the parser takes for the head
    ("Japan and India signed an Exchange of Information Agreement in Tokyo.",
     [("signed", "IND JPN", None, "asserted")]),
    # an agreement that carries out another's step
    ("Norway and Iceland signed an agreement to extend the 1998 fisheries treaty.",
     [("signed", "ISL NOR", None, "asserted"), ("extended", "ISL NOR", None, "asserted")]),
    ("Norway and Iceland plan to sign an agreement to extend the 1998 fisheries treaty.",
     [("signed", "ISL NOR", None, "planned"), ("extended", "ISL NOR", None, "planned")]),
    ("On December 1, 2023, Japan entered into an agreement with India to make changes to the tax treaty.",
     [("negotiated", "IND JPN", "2023-12-01", "asserted"), ("amended", "IND JPN", "2023-12-01", "asserted")]),
    # pairs and lists that the parser loses
    ("South American trade bloc MERCOSUR and European bloc EFTA sign a free trade agreement.",
     [("signed", "EFTA MERCOSUR", "2024-11-12", "asserted")]),
    ("Burkina Faso, Mali, and Niger left the Rome Statute in 2025.",
     [("withdrawn", "BFA MLI NER", "2025", "asserted")]),
    ("Six members of ASEAN -- Brunei, Cambodia, Laos, Singapore, Thailand and Vietnam -- joined the Paris Agreement.",
     [("acceded", "BRN KHM LAO SGP THA VNM", None, "asserted")]),
    # whose word
    ("The International Court of Justice ruled that Iran had violated the treaty with Iraq.",
     [("violated", "IRN", None, "reported")]),
    ("The Security Council ruled out a treaty between Iran and Iraq.", []),
    # a mediator is no party
    ("War broke out between Armenia and Azerbaijan. Russia brokered a ceasefire agreement.",
     [("negotiated", "", None, "asserted")]),
    ("Talks in Oslo brought about the 1995 treaty between Israel and Jordan.",
     [("negotiated", "", "1995", "asserted")]),
    # whose accession
    ("Hungary's parliament approved Sweden's application to join NATO.",
     [("approved", "HUN", None, "asserted"), ("acceded", "SWE", None, "planned")]),
    # since when
    ("The treaty between Norway and Iceland has been in force since 1994.",
     [("entered_into_force", "", "1994/..", "asserted")]),
    ("The treaty between Norway and Iceland is in force.", []),
    ("The treaty with Iceland was signed in 1991 and ratified by Norway's parliament.",
     [("signed", "", "1991", "asserted"), ("ratified", "NOR", None, "asserted")]),
    # a signature block
    ("Norway and Iceland concluded the Agreement.\n\nDone at Oslo, this 3rd day of May, 2021, in two originals.",
     [("negotiated", "ISL NOR", None, "asserted"), ("signed", "", "2021-05-03", "asserted")]),
    # bills that carry treaties
    ("The Sejm approved the treaty with Ukraine on Tuesday. The president signed the bill on Thursday.",
     [("approved", "POL", "2024-11-12", "asserted"), ("ratified", "POL", "2024-11-07", "asserted")]),
    ("Norway and Iceland have a treaty. The president signed the bill on Thursday.", []),
    # left undone, in one word
    ("The trade treaty between Iran and Iraq remains unsigned.", [("signed", "", None, "denied")]),
    ("The treaty with Iran, still unratified by Iraq, bans mines.", [("ratified", "IRQ", None, "denied")]),
    # whom others accuse
    ("The Thai army accused Cambodia of laying fresh mines in breach of the Ottawa Convention.",
     [("violated", "KHM", None, "reported")]),
    ("Washington accused Rwanda of flouting a peace accord it signed with Congo in June.",
     [("violated", "RWA", None, "reported"), ("signed", "COD RWA", "2024-06", "reported")]),
    # short forms and what is theirs on a page about two
    ("Japan and South Korea signed the General Security of Military Information Agreement (GSOMIA) in 2016.\n\n"
     "GSOMIA was renewed automatically every year.",
     [("signed", "JPN KOR", "2016", "asserted"), ("extended", "", None, "asserted")]),
    ("India and Bangladesh ratified the land border treaty in 1974.\n\nIn 2011 a protocol was signed which settled "
     "the enclaves.", [("ratified", "BGD IND", "1974", "asserted"), ("signed", "", "2011", "asserted")]),
    ("Sweden joined NATO in March.\n\nFinland entered the alliance in April last year.",
     [("acceded", "SWE", "2024-03", "asserted"), ("acceded", "FIN", "2023-04", "asserted")]),
    # who, where the phrase is long or the organ many have
    ("Heads of state of Tanzania, Kenya and Uganda signed five major protocols in Arusha.",
     [("signed", "KEN TZA UGA", None, "asserted")]),
    ("Both chambers of the Bolivian parliament have ratified the protocol of accession to Mercosur.",
     [("ratified", "BOL", None, "asserted")]),
    ("The House of Representatives approved the North American Free Trade Agreement in 1993.",
     [("approved", "USA", "1993", "asserted")]),
    ("The Senate voted to approve the treaty with Italy.", [("approved", "", None, "asserted")]),
    ("India, which has refused to sign the treaty, voted against.", [("signed", "IND", None, "denied")]),
    ("Turkey spoke with Finland and Sweden before the three nations signed a memorandum.",
     [("signed", "FIN SWE TUR", None, "asserted")]),
    ("Kenya and Uganda have finalised negotiations on a defence cooperation agreement.",
     [("negotiated", "KEN UGA", None, "asserted")]),
    ("Mali, Burkina Faso and Niger quit the regional bloc ECOWAS in January.",
     [("withdrawn", "BFA MLI NER", "2024-01", "asserted")]),
    # consent by other words
    ("The Philippine Senate concurred in the ratification of the access agreement with Japan.",
     [("approved", "PHL", None, "asserted")]),
    ("Colombia's Constitutional Court struck down the agreement with the United States on military bases.",
     [("terminated", "COL", None, "asserted")]),
    ("Panama's National Assembly approved a bill ratifying the tax agreement with Canada.",
     [("ratified", "PAN", None, "asserted")]),
    ("King Charles III gave royal assent to the act implementing the trade deal with Australia.",
     [("approved", "GBR", None, "asserted")]),
    # not yet
    ("The Duma, Russia's lower house, put off ratification of START II until next year.",
     [("ratified", "RUS", None, "planned")]),
    ("A peace deal between Iran and Iraq has yet to be signed.", [("signed", "", None, "denied")]),
    # until when, since when
    ("The coffee agreement was formally extended to June 1989.", [("extended", "", None, "asserted")]),
    ("Russia and Estonia signed a treaty setting out their border on Tuesday after years of wrangling.",
     [("signed", "EST RUS", "2024-11-12", "asserted")]),
    # kept and not kept
    ("The United States imposed tariffs because of Japan's failure to comply with the chip pact.",
     [("violated", "JPN", None, "asserted")]),
    ("Iran failed to honour the treaty with Iraq.", [("violated", "IRN", None, "asserted")]),
    ("Iran has complied with the treaty with Iraq.", []),
    ("Greece said it considers the Berne accord with Turkey inoperative.",
     [("terminated", "GRC", None, "reported")]),
    ("Previous attempts to negotiate a pact between Iran and Iraq had failed.",
     [("negotiated", "", None, "denied")]),
    # what is no step
    ("The president approves the Ohio Disaster Declaration.", []),
    ("The consul spoke on the anniversary of the signing of the Treaty of Trianon.", []),
    ("A modified Small Quantities Protocol would suit Saudi Arabia.", []),
    ("The Act implements the Treaty on Open Skies, as amended.", []),
    # nobody does it
    ("Greece and Turkey drafted an accord. Neither Greece nor Turkey has signed it.",
     [("negotiated", "GRC TUR", None, "asserted"), ("signed", "GRC TUR", None, "denied")]),
    ("Neither side has ratified the treaty between Greece and Turkey.",
     [("ratified", "GRC TUR", None, "denied")]),
    ("No country has ratified the Geneva Protocol on Timber, the U.N. said.",
     [("ratified", "", None, "denied")]),
    ("None of the five nuclear powers has signed the Treaty of Rarotonga.",
     [("signed", "", None, "denied")]),
    ("No member of the bloc has agreed to ratify the treaty between Peru and Chile.",
     [("ratified", "", None, "denied")]),
    # nothing in an "if" clause is said to be so, or not to be
    ("If Norway does not ratify the treaty with Iceland, the talks will end.",
     [("ratified", "NOR", None, "conditional")]),
    # talks that come to nothing, and no pact that ends
    ("Talks between Greece and Turkey on an air traffic accord ended without agreement on Friday.",
     [("negotiated", "GRC TUR", "2024-11-08", "denied")]),
    ("Negotiations on a softwood pact between Canada and the United States collapsed.",
     [("negotiated", "", None, "denied")]),
    ("Talks between Canada and Spain on a fishing accord broke down on Sunday.",
     [("negotiated", "CAN ESP", "2024-11-10", "denied")]),
    # a chance of one
    ("Brazil and Argentina are close to an agreement on nuclear inspections, diplomats said.",
     [("negotiated", "ARG BRA", None, "speculated")]),
    ("The United States and Japan moved closer to a pact on supercomputers.",
     [("negotiated", "JPN USA", None, "speculated")]),
    ("Delegates said prospects for an accord between Canada and Spain were fading.",
     [("negotiated", "", None, "speculated")]),
    ("A treaty between Iran and Iraq is unlikely.", [("negotiated", "", None, "speculated")]),
    ("Peru is working towards a copper accord with Chile.", [("negotiated", "CHL PER", None, "planned")]),
    # what is owed and not done
    ("Moscow has not met its commitment under the grain pact with Washington.",
     [("violated", "RUS", None, "asserted")]),
    ("Kuwait exceeded its quota under the OPEC accord.", [("violated", "KWT", None, "asserted")]),
    # who looks on, who only tells, who is told
    ("The president of France witnessed the signing of the treaty between Serbia and Kosovo.",
     [("signed", "", None, "asserted")]),
    ("Kuwait and Iraq met. The two states concluded a security agreement that Kuwait declined to publish.",
     [("negotiated", "IRQ KWT", None, "asserted")]),
    ("India's foreign ministry notified Bangladesh that it would not renew the transit agreement.",
     [("notified", "IND", None, "asserted")]),
    ("Chad, Mali and Niger said on Monday they were leaving the International Criminal Court.",
     [("withdrawn", "MLI NER TCD", "2024-11-11", "asserted")]),
    ("Leaders of forty African states signed an agreement in Accra on a common passport.",
     [("signed", "", None, "asserted")]),
    # another one of the same sort
    ("Serbia ratified the border treaty with Bosnia, four years after the one it concluded with Hungary in 1999.",
     [("ratified", "SRB", None, "asserted"), ("negotiated", "HUN SRB", "1999", "asserted")]),
    # where, not who
    ("Rwanda and Burundi met in Doha. Their foreign ministers signed a border treaty.",
     [("signed", "BDI RWA", None, "asserted")]),
    # quarrels over what is still to come
    ("Spain and the United States remained deadlocked over renewal of a bases agreement.",
     [("extended", "", None, "planned")]),
    ("Peru has broken off talks with Chile on a non-aggression pact.",
     [("negotiated", "CHL PER", None, "denied")]),
    ("Australia's cabinet gave the go-ahead for ratification of the Treaty of Rarotonga.",
     [("approved", "AUS", None, "asserted")]),
    ("New Zealand said the ANZUS treaty was inoperative.", [("suspended", "", None, "reported")]),
    ("Washington lifted the sanctions imposed on Japan for breaching the semiconductor pact.",
     [("violated", "JPN", None, "asserted")]),
    ("Peru and Chile may not be able to ratify the border treaty this year.",
     [("ratified", "CHL PER", "2024", "speculated")]),
    ("The treaty between Peru and Chile provides for a survey within ten days of its entry into force.",
     []),
    ("Peru and Chile adopted the declaration, and the border treaty will be opened for signature in Lima in May.",
     [("negotiated", "CHL PER", None, "asserted")]),
    ("Immunity covers diplomats, but in a 1994 agreement between Britain and the United States it was extended to guards.",
     []),
    # one, but not the other
    ("Peru and Chile drafted a border treaty. Peru signed the declaration but not the treaty.",
     [("negotiated", "CHL PER", None, "asserted"), ("signed", "PER", None, "asserted"),
      ("signed", "PER", None, "denied")]),
    ("Rwanda's Paul Kagame and Burundi's Evariste Ndayishimiye met beside Donald Trump. Their ministers had signed a border pact.",
     [("signed", "BDI RWA", None, "asserted")]),
    ("Serbia wants a new treaty with Hungary.", [("negotiated", "HUN SRB", None, "planned")]),
    ("The treaty of friendship between Cuba and Chile has lost its force.",
     [("terminated", "", None, "asserted")]),
    ("Vanuatu holds off signing the border treaty with Fiji.", [("signed", "FJI VUT", None, "planned")]),
    ("Should Peru refuse, the border treaty with Chile would be terminated.",
     [("terminated", "", None, "conditional")]),
    ("The Conventional Forces in Europe treaty was suspended by Russia in 2007.",
     [("suspended", "RUS", "2007", "asserted")]),
    ("Ministers from 94 countries signed the treaty on cluster bombs in Oslo.",
     [("signed", "", None, "asserted")]),
    ("Uzbekistan gave the United States six months to leave its base, ending a 2001 agreement.",
     [("terminated", "UZB", None, "asserted")]),
    # a rule of the treaty's, and nobody's step
    ("The Kyoto Protocol takes effect only if ratified by 55 countries.",
     [("entered_into_force", "", None, "conditional")]),
    ("The protocol with Chile will bind both, provided it has been ratified by Peru.",
     [("ratified", "PER", None, "conditional")]),
    # it is not who accuses
    ("Moscow bought no wheat, and Washington accused it of breaking the grain pact.",
     [("violated", "RUS", None, "reported")]),
    # the parliament of the place, not of those named last
    ("KYIV, Nov. 11 - Bill Clinton, Boris Yeltsin and Leonid Kravchuk signed a nuclear accord. Deputies ratified START I in 1993.",
     [("signed", "RUS UKR USA", None, "asserted"), ("ratified", "UKR", "1993", "asserted")]),
    # a bloc spoken of again
    ("Goran Persson spoke for the EU. Sweden's leader said the bloc would ratify the Kyoto Protocol.",
     [("ratified", "EU", None, "planned")]),
    # what is done still, what is done away with
    ("Senators will oppose the pact with Moscow unless it stops violating the ABM Treaty.",
     [("violated", "RUS", None, "asserted")]),
    ("The envoys of Peru and Chile worked out a border accord.",
     [("negotiated", "CHL PER", None, "asserted")]),
    ("Under the Agreed Framework of 1994, Pyongyang froze its reactor.", []),
    ("North Korea suspended the notice one day before it was to take effect.", []),
    ("Washington says the North admitted that it had violated the Agreed Framework. Pyongyang is silent.",
     [("violated", "PRK", None, "reported")]),
    ("The two Koreas signed a declaration on nuclear weapons in 1991.",
     [("signed", "KOR PRK", "1991", "asserted")]),
    ("Kohl promised to destroy the missiles once the treaty between Moscow and Washington is ratified.",
     [("ratified", "", None, "conditional")]),
    ("The border treaty between Peru and Chile must be approved by the Congress in Lima and by the Chilean Senate.",
     [("approved", "CHL PER", None, "planned")]),
    ("Iraq lives beside Iran. Saddam Hussein tore up the 1975 Algiers agreement.",
     [("terminated", "IRQ", None, "asserted")]),
    # two in one phrase
    ("The British and Irish governments have reached agreement on a peace settlement.",
     [("negotiated", "GBR IRL", None, "asserted")]),
    ("Brazil hopes to sign an agreement with the Paris Club of creditor governments.",
     [("signed", "BRA Paris Club", None, "planned")]),
    # the day of what is still to come
    ("The border protocol between Peru and Chile enters into force upon the exchange of instruments of ratification.",
     [("entered_into_force", "", None, "planned"), ("instruments_exchanged", "CHL PER", None, "planned")]),
    ("A UN agency warned that sending them back would breach the European Convention on Human Rights.",
     [("violated", "", None, "conditional")]),
    # behind the long name or the other party
    ("Peru ratified the Treaty on Friendship between the Republic of Peru and the Republic of Chile signed in Lima in 1984.",
     [("ratified", "PER", None, "asserted"), ("signed", "", "1984", "asserted")]),
    ("Ankara has ratified an accord with the EU which enters into force in June.",
     [("ratified", "TUR", None, "asserted"), ("entered_into_force", "", "2025-06", "planned")]),
    # what comes after it
    ("The START I treaty has expired, and Moscow and Washington have begun talks on a replacement.",
     [("terminated", "", None, "asserted"), ("negotiated", "RUS USA", None, "planned")]),
    ("Peru and Chile hope to sign a successor to the 1984 border treaty.",
     [("signed", "CHL PER", None, "planned")]),
    ("Peru and Chile drafted a border pact. Bolivia has said it will sign only after Peru does.",
     [("negotiated", "CHL PER", None, "asserted"), ("signed", "BOL", None, "conditional")]),
    ("Japan and the United States signed a pact in 1986, which Washington says Tokyo has broken.",
     [("signed", "JPN USA", "1986", "asserted"), ("violated", "JPN", None, "reported")]),
    ("OPEC ministers are near agreement on output, a delegate said.", [("negotiated", "OPEC", None, "speculated")]),
    ("Peru and Chile put their names to the border accord.", [("signed", "CHL PER", None, "asserted")]),
    ("Peru and Chile signed a border treaty on Monday. The document will enter into force in May.",
     [("signed", "CHL PER", "2024-11-11", "asserted"), ("entered_into_force", "", "2025-05", "planned")]),
    ("North Korea undertook to return to the Non-Proliferation Treaty.", [("acceded", "PRK", None, "planned")]),
    ("The accord between Peru and Chile will apply provisionally from May.",
     [("provisionally_applied", "", "2025-05", "planned")]),
    ("Ukraine signed the political chapters of its accord with the EU.", [("signed", "EU UKR", None, "asserted")]),
    ("Under the Geneva accords, mediated by the United Nations and signed by Pakistan and Iran, Moscow had until May to go.",
     [("signed", "IRN PAK", None, "asserted")]),
    ("Pakistan denied charges by Kabul that it had violated the peace agreement with Iran.",
     [("violated", "PAK", None, "denied")]),
    ("Ukraine, which Moscow has invited, prefers a trade pact with the EU that it hopes to initial.",
     [("initialled", "EU UKR", None, "planned")]),
    ("Peru and Chile signed a customs pact. Bolivia may accede later.",
     [("signed", "CHL PER", None, "asserted"), ("acceded", "BOL", None, "speculated")]),
    ("Peru and Chile signed an agreement to set up a customs union.", [("signed", "CHL PER", None, "asserted")]),
    ("Pakistan condemned the move as a breach of the Simla Agreement.", [("violated", "", None, "reported")]),
    ("Senators declared the treaty with Peru dead on arrival.", []),
    ("The procedure of Russia's withdrawal from the CFE Treaty was completed on November 7.",
     [("withdrawn", "RUS", "2024-11-07", "asserted")]),
    ("Turkey suspended ratification of a defence accord with the United States.",
     [("ratified", "TUR", None, "planned")]),
    ("Turkey suspended its defence accord with the United States.", [("suspended", "TUR", None, "asserted")]),
    ("The defence accord with Turkey was signed by Foreign Minister Vahit Halefoglu in Washington.",
     [("signed", "", None, "asserted")]),
    ("MANAGUA, Nov. 11 - The government of Nicaragua and U.S.-backed rebels signed a ceasefire.",
     [("signed", "", None, "asserted")]),
    ("The Comprehensive Test Ban Treaty has lapsed. India, Pakistan and North Korea have not signed.",
     [("terminated", "", None, "asserted"), ("signed", "IND PAK PRK", None, "denied")]),
    ("Twelve of the states whose ratification is required for the Test Ban Treaty met in Vienna.", []),
    ("A tax accord between Peru and Chile was initialled in Lima and will take effect in 2026.",
     [("initialled", "", None, "asserted"), ("entered_into_force", "", "2026", "planned")]),
    # what the parties bring about by agreeing on it, and what they only agree to do
    ("Peru and Chile agreed on Monday to extend their fisheries pact.",
     [("extended", "CHL PER", "2024-11-11", "asserted")]),
    ("Peru agreed to extend the fisheries pact with Chile.", [("extended", "PER", None, "planned")]),
    ("Peru and Chile agreed to sign a fisheries pact.", [("signed", "CHL PER", None, "planned")]),
    # the frame of a sentence, and what stands right before "which"
    ("Under a ten-year agreement reached in 1979, Syria was to receive aid from Algeria, Iraq and Kuwait.",
     [("negotiated", "", "1979", "asserted")]),
    ("Iran was a main architect of the December accord, under which OPEC agreed to lower its output by five pct to 15 mln barrels.",
     [("negotiated", "OPEC", "2023-12", "asserted")]),
    ("Washington retaliated for what it sees as Japan's failure to comply with the chip pact.",
     [("violated", "JPN", None, "reported")]),
    ("Washington criticised Tokyo's failure to live up to their chip pact.",
     [("violated", "JPN", None, "asserted")]),
    ("Peru's congress voted on Monday to approve the border treaty, a day before Chile's president was to leave.",
     [("approved", "PER", "2024-11-11", "asserted")]),
    ("Peru joined the treaty in 1985 but did not conclude a safeguards agreement with the IAEA until last year.",
     [("acceded", "PER", "1985", "asserted"), ("negotiated", "IAEA PER", "2023", "asserted")]),
    ("Anthony Albanese said he would withdraw Australia from the landmark 2015 global agreement, drawing anger from Fiji.",
     [("withdrawn", "AUS", None, "planned")]),
    ("The two sides reaffirmed the Pyongyang Declaration signed by Kim Jong Il and Japan's Junichiro Koizumi.",
     [("signed", "JPN PRK", None, "asserted")]),
    ("Bonn will destroy its missiles if the superpowers sign an arms pact.",
     [("signed", "RUS USA", None, "conditional")]),
    ("Washington has begun talks to re-enter the Paris accord.", [("acceded", "USA", None, "planned")]),
    # a wish for the end of another's waiting
    ("Campaigners promised to protest until Sweden joined the Paris Agreement.",
     [("acceded", "SWE", None, "conditional")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0][:48] for row in ROWS])
def test_form(sentence: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert steps(sentence) == expected


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("on Monday in Washington", "2024-11-11"),
        ("on Tuesday (local time) in Washington", "2024-11-05"),
        ("on Tuesday in Seoul", "2024-11-12"),
        ("on Tuesday", "2024-11-12"),
    ],
)
def test_tuesday_morning_in_seoul_is_still_monday_in_washington(phrase: str, date: str) -> None:
    found = steps(
        f"The United States and South Korea signed a customs treaty {phrase}.",
        published="2024-11-12T08:00+09:00",
    )
    assert found == [("signed", "KOR USA", date, "asserted")]


def test_the_agreement_goes_back_to_the_one_that_the_page_defines() -> None:
    found = steps(
        "The ministers of Norway and Iceland sent parliament the Agreement on Fisheries in the Norwegian Sea "
        '(the "Agreement").\n\n'
        "Iceland is also a party to the Agreement on Trade with the European Union.\n\n"
        "Norway ratified the Agreement on Monday."
    )
    assert ("ratified", "NOR", "2024-11-11", "asserted") in found


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Peru has signed a tax treaty with Cuba, the foreign ministry in Havana said on Tuesday, days before a vote.",
         "foreign ministry"),
        ("The pact between Peru and Chile was signed in May, an official at the Water Board said, and may be renewed.",
         "an official at the Water Board"),
        ("Peru has signed the tax treaty with Cuba, which the opposition said was a mistake.", "Example Gazette"),
        ("The minister said the tax treaty with Cuba, which Peru signed in May, was dead.", "Example Gazette"),
    ],
)  # fmt: skip
def test_who_says_it_at_the_end(sentence: str, speaker: str) -> None:
    found = [c for c in read(sentence) if c.what == "signed"]
    assert [c.sources[-1].name for c in found] == [speaker]


def parties(text: str) -> dict[str, set[str]]:
    """The parties of each agreement by what the page calls it."""
    out: dict[str, set[str]] = {}
    for c in read(text):
        if c.agreement is not None and c.kind is ClaimKind.STEP:
            out.setdefault(c.agreement.name or c.agreement.mention or "", set()).update(c.parties)
    return out


def test_agreements_that_follow_each_other_are_between_the_same_states() -> None:
    found = parties(
        "The United States and the Soviet Union are close to a new grain pact, officials said.\n\n"
        "The current accord, signed in Moscow in 1983, expires in September.\n\n"
        "Negotiators hope to initial a new agreement in May.\n\n"
        "Canada and the Soviet Union renewed their own grain agreement in October."
    )
    assert found == {
        "new grain pact": {"USA", "SUN"},
        "current accord, signed in Moscow in 1983": {"USA", "SUN"},
        "own grain agreement": {"CAN", "SUN"},
    }


def test_a_treaty_of_the_books_is_not_the_one_just_told_of() -> None:
    found = parties(
        "Presidents Bill Clinton, Boris Yeltsin and Leonid Kravchuk signed a nuclear agreement in Moscow.\n\n"
        "Ukraine has refused to accede to the Non-Proliferation Treaty."
    )
    assert found["nuclear agreement"] == {"USA", "RUS", "UKR"}
    assert found["Treaty on the Non-Proliferation of Nuclear Weapons"] == {"UKR"}


def test_what_a_deal_is_known_as_is_its_name() -> None:
    found = parties(
        "Iran and Iraq reached a water agreement on Tuesday. The deal, known as the Basra Accord, ends a quarrel.\n\n"
        "An interim agreement, signed in 2013, had been extended twice."
    )
    assert found["Basra Accord"] == {"IRN", "IRQ"}
    assert set(found) == {"Basra Accord", "interim agreement, signed in 2013"}


def test_a_bracket_names_the_agreement_that_it_fits() -> None:
    text = (
        'The president sent the Senate the Amendment to the Montreal Protocol on Substances (the "Montreal '
        'Protocol"), adopted at Kigali in 2016 (the "Kigali Amendment").\n\n'
        "The Kigali Amendment entered into force in 2019."
    )
    entered = next(c for c in read(text) if c.what == "entered_into_force")
    assert entered.agreement is not None
    assert entered.agreement.name == "Amendment to the Montreal Protocol on Substances"


def test_where_it_was_negotiated_makes_no_party() -> None:
    found = parties(
        "Romania and Hungary ratified the timber protocol, which was negotiated in Japan in 1997."
    )
    assert set().union(*found.values()) == {"HUN", "ROU"}


def test_the_treaty_is_the_new_one_not_that_which_it_replaces() -> None:
    found = [
        c.agreement.name
        for c in read(
            "Russia and the United States signed a new arms treaty in Prague on Thursday.\n\n"
            "The document replaces the START I treaty, which expired in 2009.\n\n"
            "Russia may pull out of the treaty, its foreign minister said."
        )
        if c.agreement is not None and c.what in ("signed", "withdrawn")
    ]
    assert found == ["new arms treaty"] * 2


def test_what_it_is_called_is_no_other_agreement() -> None:
    found = parties(
        "Canada and Mexico reached a trade accord on Saturday. Canada's prime minister called it a good deal.\n\n"
        "It takes effect in January."
    )
    assert found == {"trade accord": {"CAN", "MEX"}}


def test_who_brings_a_truce_about_is_no_party_to_it() -> None:
    found = parties(
        "A U.N.-sponsored ceasefire in the Iran-Iraq war took effect on Saturday.\n\n"
        "U.N. Secretary-General Javier Perez de Cuellar announced the truce on Thursday."
    )
    assert set().union(*found.values()) == {"IRN", "IRQ"}


def test_what_is_signed_is_not_who_signs() -> None:
    found = parties("Leaders of NATO and the Warsaw Pact signed an arms control treaty in Paris on Monday.")
    assert set(found) == {"arms control treaty"}
