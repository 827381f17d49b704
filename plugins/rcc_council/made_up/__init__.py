"""What the councils of a made-up center look like."""
