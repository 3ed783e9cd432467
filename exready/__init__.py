"""The command line: one file a command, no logic; the only place that knows everybody."""

__version__ = "0.1.0"
