"""Every sample judged for every target, one finding a line: what changes here is read before it is accepted."""
