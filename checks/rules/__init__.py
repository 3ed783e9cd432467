"""One small file per question. A file here is found by being here."""
