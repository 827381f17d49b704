"""Signing in, the locked screen, and the list of staff."""
