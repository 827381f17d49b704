"""Consumer councils: meetings, motions, votes, minutes, and the answers they are owed."""
