"""Reads that several callers share."""
