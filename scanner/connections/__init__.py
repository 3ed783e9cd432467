"""Sessions with the machines that are asked: credentials, protection, time limits, errors in words."""
