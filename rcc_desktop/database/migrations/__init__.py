"""The shell's own steps, applied in order."""
