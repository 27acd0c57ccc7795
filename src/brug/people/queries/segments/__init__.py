"""Segments as SQL: values checked, conditions joined, members counted and explained."""
