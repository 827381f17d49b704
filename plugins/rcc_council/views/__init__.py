"""What members and secretaries see."""
