"""From the YAML and lists of the repository to the compiled register; no look-up needs this room."""
