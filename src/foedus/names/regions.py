"""The region of each state, as the United Nations group them: Standard country or area codes for statistical
use (M49, Statistics Division, unstats.un.org/unsd/methodology/m49), sub-regions under regions.

For sorting lists alone: the grouping says nothing of affiliation. States that are gone, and what M49 does not
list, have none.
"""

from __future__ import annotations

from typing import Final

#: Region, sub-region, and the ISO 3166-1 codes of the states in it.
_M49: Final = (
    ("Africa", "Northern Africa", "DZA EGY LBY MAR SDN TUN ESH"),
    ("Africa", "Eastern Africa",
     "BDI COM DJI ERI ETH KEN MDG MWI MUS MOZ RWA SYC SOM SSD UGA TZA ZMB ZWE"),
    ("Africa", "Middle Africa", "AGO CMR CAF TCD COG COD GNQ GAB STP"),
    ("Africa", "Southern Africa", "BWA SWZ LSO NAM ZAF"),
    ("Africa", "Western Africa", "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SEN SLE TGO"),
    ("Americas", "Northern America", "CAN USA GRL BMU"),
    ("Americas", "Caribbean", "ATG BHS BRB CUB DMA DOM GRD HTI JAM KNA LCA VCT TTO"),
    ("Americas", "Central America", "BLZ CRI SLV GTM HND MEX NIC PAN"),
    ("Americas", "South America", "ARG BOL BRA CHL COL ECU GUY PRY PER SUR URY VEN"),
    ("Asia", "Central Asia", "KAZ KGZ TJK TKM UZB"),
    ("Asia", "Eastern Asia", "CHN PRK JPN MNG KOR HKG MAC"),
    ("Asia", "South-eastern Asia", "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM"),
    ("Asia", "Southern Asia", "AFG BGD BTN IND IRN MDV NPL PAK LKA"),
    ("Asia", "Western Asia", "ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN QAT SAU PSE SYR TUR ARE YEM"),
    ("Europe", "Eastern Europe", "BLR BGR CZE HUN POL MDA ROU RUS SVK UKR"),
    ("Europe", "Northern Europe", "DNK EST FIN ISL IRL LVA LTU NOR SWE GBR"),
    ("Europe", "Southern Europe", "ALB AND BIH HRV GRC VAT ITA MLT MNE MKD PRT SMR SRB SVN ESP GIB"),
    ("Europe", "Western Europe", "AUT BEL FRA DEU LIE LUX MCO NLD CHE"),
    ("Oceania", "Australia and New Zealand", "AUS NZL"),
    ("Oceania", "Melanesia", "FJI PNG SLB VUT NCL"),
    ("Oceania", "Micronesia", "KIR MHL FSM NRU PLW GUM"),
    ("Oceania", "Polynesia", "WSM TON TUV COK NIU"),
)  # fmt: skip

#: Every region, in the order of their names.
REGIONS: Final = tuple(dict.fromkeys(region for region, _, _ in _M49))
#: Every sub-region with its region and its codes.
SUBREGIONS: Final = tuple((sub, region, tuple(codes.split())) for region, sub, codes in _M49)
_REGION_OF: Final = {code: region for _, region, codes in SUBREGIONS for code in codes}


def region_of(code: str) -> str | None:
    """The region of a state ("Africa"), None where M49 lists none."""
    return _REGION_OF.get(code)


def codes_of(region: str) -> tuple[str, ...]:
    """The codes of the states of a region; () for what is no region."""
    return tuple(code for _, own, codes in SUBREGIONS if own == region for code in codes)
