"""The mentors' own steps, applied in order."""
