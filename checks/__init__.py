"""Judges an inventory against a target. Never asks a network, never paints."""

RULES_VERSION = "2026.11"
