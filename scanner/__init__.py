"""Asks the environment and writes down the answers. Never judges them."""
