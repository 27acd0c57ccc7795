"""Processes of an installation: what the commands that serve need, without loading Django."""
