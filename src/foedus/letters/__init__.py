"""Letters of readers: corrections and comments to a claim or a treaty, until a moderator has decided on them.

A letter stands beside the record; one that is accepted enters it as a reader's statement with a certainty of
its own. The address for a reply is shown to the moderator alone.
"""
