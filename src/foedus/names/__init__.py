"""Names of states, people, offices, agencies and organisations, with dates: look-up over compiled YAML."""
