"""Agreements and memberships known by a name that has no "treaty" in it, or that are open to many states.

Each row: canonical name, other names, whether it is open to many states (then a claim's parties are only those
it names). Facts: the treaties' own titles in the UN Treaty Series and the depositaries' lists.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """`name` as its own title has it; `others` as papers call it, with the last noun in either case."""

    name: str
    others: tuple[str, ...] = ()
    open: bool = True
    parties: tuple[str, ...] = ()


KNOWN: tuple[Known, ...] = (
    Known("New START", ("New START Treaty", "New Start", "New Start Treaty"), False, ("RUS", "USA")),
    Known("START I", ("START 1", "START-1", "Strategic Arms Reduction Treaty", "START Treaty", "START"), False),
    Known("START II", ("START 2", "START-2"), False, ("RUS", "USA")),
    Known("SALT I", ("SALT 1", "SALT-1"), False, ("SUN", "USA")),
    Known("SALT II", ("SALT 2", "SALT-2"), False, ("SUN", "USA")),
    Known("Intermediate-Range Nuclear Forces Treaty", ("INF Treaty", "INF"), False),
    Known("Anti-Ballistic Missile Treaty", ("ABM Treaty", "ABM"), False),
    Known("Treaty on the Non-Proliferation of Nuclear Weapons",
          ("Non-Proliferation Treaty", "Nuclear Non-Proliferation Treaty", "Nuclear Nonproliferation Treaty",
           "Nonproliferation Treaty", "NPT", "Nuclear Non-proliferation Treaty", "Non-proliferation Treaty")),
    Known("Comprehensive Nuclear-Test-Ban Treaty",
          ("Comprehensive Test Ban Treaty", "CTBT", "Comprehensive Nuclear Test Ban Treaty", "test ban treaty",
           "test-ban treaty", "nuclear test ban treaty", "nuclear test-ban treaty")),
    Known("Joint Comprehensive Plan of Action", ("JCPOA", "Iran nuclear deal", "Iran deal"), False),
    Known("Treaty on Conventional Armed Forces in Europe",
          ("CFE Treaty", "Treaty on Conventional Forces in Europe", "CFE",
           "Conventional Forces in Europe Treaty")),
    Known("Treaty on Open Skies", ("Open Skies Treaty",)),
    Known("Ottawa Convention", ("Ottawa Treaty", "Mine Ban Treaty", "Mine Ban Convention", "Ottawa mine ban",
                                 "land mine treaty", "landmine treaty", "landmines treaty", "mine ban treaty")),
    Known("Convention on Cluster Munitions", ("Cluster Munitions Convention",)),
    Known("Chemical Weapons Convention", ("CWC",)),
    Known("Biological Weapons Convention", ("BWC", "Biological and Toxin Weapons Convention")),
    Known("Arms Trade Treaty", ("ATT",)),
    Known("Treaty on the Prohibition of Nuclear Weapons", ("TPNW",)),
    Known("Rome Statute", ("Rome Statute of the International Criminal Court",)),
    Known("Paris Agreement", ("Paris Climate Agreement", "Paris climate accord", "Paris climate agreement",
                              "Paris Climate Accord", "Paris Accord", "Paris climate deal",
                              "Paris Climate Accords", "Paris Accords", "Paris climate pact")),
    Known("Kyoto Protocol", ("Kyoto accord", "Kyoto treaty", "Kyoto pact", "Kyoto climate pact",
                              "Kyoto climate accord", "Kyoto climate treaty", "Kyoto agreement")),
    Known("Montreal Protocol"),
    Known("Kigali Amendment"),
    Known("High Seas Treaty", ("BBNJ Agreement", "BBNJ treaty", "high seas treaty")),
    Known("United Nations Convention on the Law of the Sea",
          ("Law of the Sea Convention", "UNCLOS", "Law of the Sea Treaty",
           "United Nations Law of the Sea Treaty", "U.N. Law of the Sea Convention")),
    Known("Geneva Conventions", ("Geneva Convention",)),
    Known("Genocide Convention"),
    Known("Istanbul Convention"),
    Known("Abraham Accords"),
    Known("Artemis Accords"),
    Known("North Atlantic Treaty", ("Washington Treaty",)),
    Known("Maastricht Treaty", ("Treaty of Maastricht", "Maastricht", "Treaty on European Union")),
    Known("Lisbon Treaty", ("Treaty of Lisbon",)),
    Known("Treaty establishing a Constitution for Europe",
          ("EU Constitution", "EU constitution", "European Constitution", "European constitution",
           "European Constitutional Treaty", "European constitutional treaty", "EU Constitutional Treaty",
           "constitution for the European Union", "constitution for Europe")),
    Known("Nice Treaty", ("Treaty of Nice",)),
    Known("Amsterdam Treaty", ("Treaty of Amsterdam",)),
    Known("Schengen Agreement", ("Schengen accord", "Schengen treaty", "Schengen area", "Schengen zone", "Schengen")),
    Known("North American Free Trade Agreement", ("NAFTA",), False, ("CAN", "MEX", "USA")),
    Known("United States-Mexico-Canada Agreement", ("USMCA",), False, ("CAN", "MEX", "USA")),
    Known("Trans-Pacific Partnership", ("TPP",)),
    Known("Comprehensive and Progressive Agreement for Trans-Pacific Partnership", ("CPTPP",)),
    Known("Regional Comprehensive Economic Partnership", ("RCEP",)),
    Known("African Continental Free Trade Agreement", ("AfCFTA", "African Continental Free Trade Area")),
    Known("General Agreement on Tariffs and Trade", ("GATT",)),
    Known("International Coffee Agreement", ("coffee agreement", "coffee pact")),
    Known("International Cocoa Agreement", ("cocoa agreement", "cocoa pact")),
    Known("International Natural Rubber Agreement", ("natural rubber agreement", "rubber pact", "rubber agreement")),
    Known("International Tin Agreement", ("tin agreement", "tin pact")),
    Known("International Sugar Agreement", ("International Sugar Agreement of 1987",)),
    Known("International Wheat Agreement", ("Wheat Trade Convention",)),
    Known("International Tropical Timber Agreement", ()),
    Known("Multi-Fibre Arrangement", ("Multifibre Arrangement", "Multi-Fiber Arrangement")),
    Known("Lome Convention", ("Lom\u00e9 Convention", "Lome agreement")),
    Known("Single European Act", (), True),
    Known("Plaza Accord", ("Plaza Agreement",), False),
    Known("Louvre Accord", ("Louvre agreement",), False),
    Known("Partial Test Ban Treaty", ("Limited Test Ban Treaty", "Nuclear Test Ban Treaty")),
    Known("Threshold Test Ban Treaty", (), False, ("SUN", "USA")),
    Known("Strategic Offensive Reductions Treaty", ("Moscow Treaty",), False, ("RUS", "USA")),
    Known("Treaty of Tlatelolco", ("Tlatelolco Treaty",)),
    Known("Treaty of Rarotonga", ("Rarotonga Treaty", "South Pacific Nuclear Free Zone Treaty")),
    Known("Treaty of Amity and Cooperation in Southeast Asia", ("Treaty of Amity and Cooperation",)),
    Known("Simla Agreement", ("Shimla Agreement",), False, ("IND", "PAK")),
    Known("Agreed Framework", (), False, ("PRK", "USA")),
    Known("Convention against Torture", ("Convention Against Torture",)),
    Known("Convention on Biological Diversity", ("Biodiversity Convention",)),
    Known("Antarctic Treaty"),
    Known("Outer Space Treaty"),
    Known("Energy Charter Treaty"),
    Known("Refugee Convention", ("1951 Refugee Convention",)),
    Known("European Convention on Human Rights", ("ECHR",)),
    Known("Framework Convention on Tobacco Control", ("FCTC",)),
    Known("Convention on International Trade in Endangered Species", ("CITES",)),
    Known("Minsk agreements", ("Minsk accords", "Minsk II", "Minsk agreement"), False),
    Known("Oslo Accords", ("Oslo accord", "Oslo agreement", "Oslo agreements"), False),
    Known("Camp David Accords", ("Camp David agreement",), False, ("EGY", "ISR")),
    Known("Dayton Agreement", ("Dayton Accords", "Dayton peace agreement", "Dayton accord"), False),
    Known("Good Friday Agreement", ("Belfast Agreement",), False, ("GBR", "IRL")),
    Known("Indus Waters Treaty", ("Indus Water Treaty",), False, ("IND", "PAK")),
    Known("ANZUS", ("ANZUS Treaty", "ANZUS pact"), False, ("AUS", "NZL", "USA")),
    Known("Black Sea Grain Initiative", ("Black Sea grain deal", "grain deal", "Black Sea grain initiative"), False),
    Known("WTO Agreement on Fisheries Subsidies", ("Agreement on Fisheries Subsidies",)),
    Known("Warsaw Pact"),
    Known("Brexit deal", ("Brexit Withdrawal Agreement", "Withdrawal Agreement", "Brexit withdrawal agreement",
                          "Brexit agreement", "Brexit treaty", "EU withdrawal agreement"), False, ("EU", "GBR")),
    Known("Compact of Free Association", ("Compacts of Free Association", "Compacts"), False),
    Known("Helsinki Final Act", ("Helsinki Accords", "Helsinki Accord")),
    Known("Charter of Paris", ("Paris Charter",)),
    Known("Vienna Document"),
    Known("Budapest Memorandum", (), False, ("RUS", "UKR")),
    Known("United Nations Charter", ("UN Charter", "U.N. Charter", "Charter of the United Nations")),
    Known("Pandemic Agreement", ("WHO Pandemic Agreement", "pandemic treaty")),
)  # fmt: skip


# organisations' names that are not agreements to be ratified but can be joined and left come from the tables of
# names (Kind.ORG); these are agreements although the tables know them as organisations
NOT_JOINED = frozenset({"UN-SC", "G7", "G8", "G20"})
