"""Asking people: reserved before, noted after, never more than the rules allow."""
