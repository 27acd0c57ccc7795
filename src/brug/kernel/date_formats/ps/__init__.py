"""Dates in Pashto."""
