"""Dates in Dari."""
