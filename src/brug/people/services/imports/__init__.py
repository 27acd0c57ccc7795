"""Imports: hand in files, try, let them come in, stop, undo; each step a service."""
