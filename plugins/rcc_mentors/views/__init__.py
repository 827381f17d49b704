"""What coordinators and mentors see."""
