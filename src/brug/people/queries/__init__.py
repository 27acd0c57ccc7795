"""Reads of the people tier that several callers share."""
