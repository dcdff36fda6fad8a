"""Tables of sentences with what a careful reader takes from each; `test_forms` reads them all.

ROWS: a sentence, and step, actors, date and certainty of each claim. SILENT: sentences that tell none. PARTIES: a
sentence and between whom its agreement is. SPEAKERS: a sentence and on whose word each claim is. Every page is of
Tuesday, 12 November 2024.
"""
