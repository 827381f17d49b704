"""Who takes which open slot: the best plan there is, with the proof or the gap."""
