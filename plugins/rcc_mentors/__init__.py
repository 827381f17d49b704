"""Peer mentors who give their time: who they are, when they serve, who covers, and every hour given."""
