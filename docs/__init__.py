"""What people read about exready; `docs.site` builds it into pages."""
