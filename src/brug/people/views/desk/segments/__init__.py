"""The desk's screens of segments."""
