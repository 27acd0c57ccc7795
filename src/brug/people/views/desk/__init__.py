"""The desk's screens of people."""
