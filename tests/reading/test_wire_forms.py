"""Forms of wire copy, a row each: what is wanted, agreed to without a noun for it, broken off, told by a noun alone.

As in `test_forms`: what is written, and the steps a careful reader takes from it.
"""

from __future__ import annotations

import pytest

from foedus.model import ClaimKind
from tests.reading.reader import read, steps

# sentence; step, actors, date and certainty of each claim. The page is of Tuesday, 12 November 2024.
ROWS = [
    ("Officials from Norway and Iceland will meet on Monday to discuss a fisheries agreement.",
     [("negotiated", "ISL NOR", "2024-11-18", "planned")]),
    ("Syria called for a peace treaty with Israel.",
     [("negotiated", "ISR SYR", None, "planned")]),
    ("Brazil offered Argentina a nuclear inspection agreement.",
     [("negotiated", "BRA", None, "planned")]),
    ("Australia and Vietnam are considering an extradition treaty.",
     [("negotiated", "AUS VNM", None, "planned")]),
    ("Sweden is pressing for an agreement with Denmark on the bridge.",
     [("negotiated", "DNK SWE", None, "planned")]),
    ("France favours a treaty with Spain on border rivers.",
     [("negotiated", "ESP FRA", None, "planned")]),
    ("Iran ruled out a new nuclear agreement with the United States.",
     [("negotiated", "IRN", None, "denied")]),
    ("Chad and Sudan came to an agreement on refugees.",
     [("negotiated", "SDN TCD", None, "asserted")]),
    ("Mali and Senegal agreed to set up a joint river commission.",
     [("negotiated", "MLI SEN", None, "asserted")]),
    ("Mali has agreed with Senegal to share the river's water.",
     [("negotiated", "MLI SEN", None, "asserted")]),
    ("Chile charged that the tariff was contrary to the trade agreement with Peru.",
     [("violated", "", None, "reported")]),
    ("Chile says the Peruvian tariff is inconsistent with the trade agreement between the two countries.",
     [("violated", "PER", None, "reported")]),
    ("Fighting shattered a ceasefire between Armenia and Azerbaijan on Sunday.",
     [("violated", "", "2024-11-10", "asserted")]),
    ("The free trade agreement between Peru and Chile becomes effective on March 1.",
     [("entered_into_force", "", "2025-03-01", "planned")]),
    ("The free trade agreement between Peru and Chile became effective on March 1.",
     [("entered_into_force", "", "2024-03-01", "asserted")]),
    ("The fisheries agreement between Peru and Chile comes to an end in May.",
     [("terminated", "", "2025-05", "planned")]),
    ("The truce between Armenia and Azerbaijan broke down on Sunday.",
     [("terminated", "", "2024-11-10", "asserted")]),
    ("Montenegro applied for membership of the European Union.",
     [("acceded", "MNE", None, "planned")]),
    ("Austria's entry into the European Union in 1995 was smooth.",
     [("acceded", "AUT", "1995", "asserted")]),
    ("The Peruvian parliament is to debate the border treaty with Chile on Monday.",
     [("approved", "PER", "2024-11-18", "planned")]),
    ("The border treaty with Chile won parliamentary approval in Lima, Peru.",
     [("approved", "", None, "asserted")]),
    ("Peru's Congress gave the green light to the border treaty with Chile.",
     [("approved", "PER", None, "asserted")]),
    ("The border treaty between Peru and Chile is subject to ratification by both parliaments.",
     [("ratified", "CHL PER", None, "planned")]),
    ("Chile signed the High Seas Treaty in September. It ratified in January.",
     [("signed", "CHL", "2024-09", "asserted"), ("ratified", "CHL", "2024-01", "asserted")]),
    ("The High Seas Treaty has been ratified by Peru but not by Chile.",
     [("ratified", "PER", None, "asserted")]),
    ("The United States, which signed in 1996, has never ratified the test ban treaty.",
     [("signed", "USA", "1996", "asserted"), ("ratified", "USA", None, "denied")]),
    ("Lithuania's exit from the Convention on Cluster Munitions takes effect in March.",
     [("withdrawn", "LTU", "2025-03", "planned")]),
    ("A letter of withdrawal from the Open Skies Treaty was handed to the depositaries by the United States.",
     [("notified", "USA", None, "asserted")]),
    ("Croatia has been a member of the European Union since 2013.",
     [("acceded", "HRV", "2013/..", "asserted")]),
    ("A memorandum of understanding on labour migration was signed between Kenya and Qatar.",
     [("signed", "KEN QAT", None, "asserted")]),
    ("Kenya inked a labour pact with Qatar on Monday.",
     [("signed", "KEN QAT", "2024-11-11", "asserted")]),
    ("Signed in Doha on Monday, the labour pact between Kenya and Qatar runs for five years.",
     [("signed", "", "2024-11-11", "asserted")]),
    ("Six agreements, on subjects from fisheries to visas, were signed during the visit of Kenya's president to Qatar.",
     [("signed", "", None, "asserted")]),
    ("The U.S. House of Representatives cleared the trade pact with Colombia on Wednesday.",
     [("approved", "USA", "2024-11-06", "asserted")]),
    ("MEPs approved the fisheries agreement with Morocco on Tuesday.",
     [("approved", "EU", "2024-11-12", "asserted")]),
    ("The Treaty on the Prohibition of Nuclear Weapons became international law on Friday.",
     [("entered_into_force", "", "2024-11-08", "asserted")]),
    ("Libya sent arms to Chad in defiance of the 1978 accord with France.",
     [("violated", "LBY", None, "asserted")]),
    ("The tax treaty between Peru and Chile was amended in 2011 by a protocol.",
     [("amended", "", "2011", "asserted")]),
    ("Latvia gave notice of withdrawal from the Ottawa Treaty in June. It takes effect in December.",
     [("notified", "LVA", "2024-06", "asserted"), ("withdrawn", "LVA", "2024-12", "planned")]),
    ("Chad and Niger now have a river accord. The signing took place in Niamey on Monday.",
     [("signed", "", "2024-11-11", "asserted")]),
    ("Chad's president arrived in Niamey on Monday. There he and his Nigerien counterpart signed a river accord.",
     [("signed", "NER TCD", None, "asserted")]),
    ("Chad and Niger have agreed on the text of a river accord. Signature is expected in May.",
     [("negotiated", "NER TCD", None, "asserted"), ("signed", "", "2025-05", "planned")]),
    ("Chad and Niger signed a river accord in 1999. Niger is threatening to quit.",
     [("signed", "NER TCD", "1999", "asserted"), ("withdrawn", "NER", None, "planned")]),
    ("Chad and Niger met in Niamey on Monday. The talks produced an accord on river rights.",
     [("negotiated", "", None, "asserted")]),
    ("Chad and Niger signed a river accord in May. The Chadian parliament threw it out on Monday.",
     [("signed", "NER TCD", "2024-05", "asserted"), ("approved", "TCD", "2024-11-11", "denied")]),
    ("NATO admitted Sweden as a member in March 2024.",
     [("acceded", "SWE", "2024-03", "asserted")]),
    ("NATO will admit Sweden in March.",
     [("acceded", "SWE", "2025-03", "planned")]),
    ("Timor-Leste was admitted to ASEAN in October.",
     [("acceded", "TLS", "2024-10", "asserted")]),
    ("Turkey is blocking Sweden's entry into NATO.",
     [("acceded", "SWE", None, "denied")]),
    ("Iraq accused Iran of ceasefire violations.",
     [("violated", "IRN", None, "reported")]),
    ("Israel says Hezbollah rockets are a breach of the understanding reached in April.",
     [("violated", "Hezbollah", None, "reported")]),
    ("Bangladesh hopes for an agreement with India on sharing the Ganges.",
     [("negotiated", "BGD IND", None, "planned")]),
    ("Talks between Ghana and Ivory Coast on cocoa ended without an agreement.",
     [("negotiated", "", None, "denied")]),
    ("Signing of the rescheduling agreement between Brazil and Japan is set for July 24.",
     [("signed", "", None, "planned")]),
    ("Three accords were signed at the end of the Vietnamese leader's visit to India.",
     [("signed", "", None, "asserted")]),
    ("Turkey wants its defence agreement with the United States renewed for a year only.",
     [("extended", "", None, "planned")]),
    ("Austria intends to seek full membership of the European Community.",
     [("acceded", "AUT", None, "planned")]),
    ("The Senate's leaders want the INF treaty ratified before the summit in Moscow.",
     [("ratified", "", None, "planned")]),
    ("Kabul and Islamabad traded accusations of violating the Geneva accords.",
     [("violated", "AFG", None, "reported"), ("violated", "PAK", None, "reported")]),
    ("Armenia and Azerbaijan accused one another of ceasefire violations.",
     [("violated", "ARM", None, "reported"), ("violated", "AZE", None, "reported")]),
    ("Iran and Iraq charged each other with violations of the ceasefire on Monday.",
     [("violated", "IRN", "2024-11-11", "reported"), ("violated", "IRQ", "2024-11-11", "reported")]),
    ("The agreement between Ethiopia and Eritrea, brokered by Algeria, was signed on Monday.",
     [("signed", "", "2024-11-11", "asserted")]),
]  # fmt: skip
SILENT = [
    # institutions, people and places of a state are not the state
    "Growers and merchants in France signed an accord on prices. Exporters to the United States and China wanted it.",
    "Opposition leader Sirima Bandaranaike denounced the treaty with India as a betrayal.",
    "Washington promised a strong response to any campaign that violated the truce between Syria and Jordan.",
    "At the end of the Mass, in an unscheduled breach of protocol, the king of Spain thanked the pope.",
    "The Democratic National Convention endorsed the deal on Puerto Rico's debt, and the United States Senate debated it.",
    "The political parties of Bulgaria agreed on a transition government, the Soviet Union's agency said.",
    "The French league and a broadcaster reached an accord. Under the deal, which both must sign, the league gets more.\n"
    "Clubs in Italy and Spain earn more.",
    "The Security Council called for a treaty between Iran and Iraq.",
]

# sentence; whose agreement it is
PARTIES = [
    ("Brazil offered Argentina a nuclear inspection agreement.", "ARG BRA"),
    ("Poland has proposed a non-aggression pact to Lithuania.", "LTU POL"),
    ("Turkey accused Greece of breaching the 1976 Berne agreement. Athens denied it.", "GRC TUR"),
    ("Colombia and Peru signed a truce in Havana, with Norway as guarantor.", "COL PER"),
    ("Turkey's parliament ratified a security agreement with Libya's UN-recognized government.", "LBY TUR"),
    (
        "Finland deposited its instrument of accession to the North Atlantic Treaty with the Government of the United"
        " States.",
        "FIN",
    ),
    ("OPEC agreed in Vienna to hold its output at 16.6 million barrels.", "OPEC"),
    (
        "A cease-fire between Iran and Iraq was signed in 1988. An accord brokered by Algeria was signed later.",
        "IRN IRQ",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0][:48] for row in ROWS])
def test_form(sentence: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert steps(sentence) == expected


@pytest.mark.parametrize("sentence", SILENT, ids=[s[:48] for s in SILENT])
def test_silent(sentence: str) -> None:
    assert steps(sentence) == []


@pytest.mark.parametrize(("sentence", "expected"), PARTIES, ids=[row[0][:48] for row in PARTIES])
def test_parties(sentence: str, expected: str) -> None:
    found = [" ".join(sorted(c.parties)) for c in read(sentence) if c.kind is ClaimKind.STEP]
    assert set(found) == {expected}
