"""Time given: clocked, approved, counted as match, and fairly shared."""
