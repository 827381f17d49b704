"""What they decide: motions, votes of every kind, and the arithmetic that settles them."""
