"""One file a command. Commands call; the work is done elsewhere."""
