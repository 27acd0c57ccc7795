"""Reads that several callers of the rosters room share."""
