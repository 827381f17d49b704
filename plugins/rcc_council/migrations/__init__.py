"""The council's own steps, applied in order."""
