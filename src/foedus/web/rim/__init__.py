"""What stands around the application: compression, limits, other origins, figures, logs, server."""
