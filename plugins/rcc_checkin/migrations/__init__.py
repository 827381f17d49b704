"""Check-in's own steps, applied in order."""
