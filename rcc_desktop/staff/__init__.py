"""Who may open the center, and what each may do there."""
