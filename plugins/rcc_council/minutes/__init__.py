"""What is kept of it: minutes from what was done, corrected, adopted, and then never changed."""
