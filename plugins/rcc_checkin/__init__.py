"""Who came through the door today, when, and what for."""
