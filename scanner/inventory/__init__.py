"""The saved inventory: its data model, how it is loaded, saved and upgraded, and the names of its numbers."""
