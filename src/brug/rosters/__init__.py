"""Rosters: who stands where and when, and what is not covered yet."""
