"""Whether a scan from this machine will work, and what to do where it will not. Nothing is changed or written."""
