"""Who needs a ride, on which day, where to, and who drives."""
