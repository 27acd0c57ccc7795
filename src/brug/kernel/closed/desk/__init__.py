"""The desk's screen of who read closed records."""
