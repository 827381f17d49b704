"""What the desk sees of people."""
