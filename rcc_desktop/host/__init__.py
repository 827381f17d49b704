"""Finds plugins, asks each apart, and sets a failing one aside."""
