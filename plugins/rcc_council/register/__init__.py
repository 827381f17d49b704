"""What comes of it: decisions, actions that somebody owes, and recommendations that wait for an answer."""
