"""Other readers: any OpenAI-compatible endpoint reads pages, and foedus checks every word it says.

A reader sees a page's text and answers with claims. Each stands or falls by the page (`check`): its passage
stands there word for word, its date is a phrase that foedus resolves itself, its actors are found by foedus's
own names, and it is no surer than the passage's own words allow. What passes is a proposal
(`foedus.proposals`), which counts for nothing until a person accepts it.
"""
