"""Segments: kept, changed, duplicated, frozen at use."""
