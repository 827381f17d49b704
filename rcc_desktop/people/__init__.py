"""The people of the center: who they are, and how to find them again."""
