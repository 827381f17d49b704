"""What has to be covered, by whom it may be, and who does it."""
