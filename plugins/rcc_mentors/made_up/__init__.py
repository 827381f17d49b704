"""What the mentors of a made-up center look like."""
