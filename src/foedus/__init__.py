"""foedus reads the news about agreements between states and keeps the record of what binds whom."""

__version__ = "0.1.0"
