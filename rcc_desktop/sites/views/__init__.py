"""What asks for opening hours and closed days."""
