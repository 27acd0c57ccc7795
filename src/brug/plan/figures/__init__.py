"""Figures: taking measures once for all indicators and regions, and keeping what they came to."""
