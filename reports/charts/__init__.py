"""Geometry of the charts, from numbers and days: no colour, no markup. Templates paint them, beside the same in words.

Lengths are percents of whatever room there is, so that a chart is as wide as its column on a screen, a phone and paper;
only the map of routes has a size of its own.
"""
