"""The places the center works at, when they open, and the days they stay closed."""
