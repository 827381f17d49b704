"""The steps of our tables, applied in order."""
