"""Brug: an open platform that runs a refugee-support movement."""

__version__ = "0.1.0"
