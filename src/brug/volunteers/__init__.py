"""Volunteers: from wanting to help to a place that fits."""
