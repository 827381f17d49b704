"""Work away from the window's thread, and news back to the pages."""
