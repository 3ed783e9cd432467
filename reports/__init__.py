"""Turns results into pages and lines of text. Never judges, never asks a network."""
