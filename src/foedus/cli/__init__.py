"""The command line: one module per group of commands, nothing heavy imported at start."""
