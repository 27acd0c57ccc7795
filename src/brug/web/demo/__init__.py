"""The demo movement: who is in it, and its sample data."""
