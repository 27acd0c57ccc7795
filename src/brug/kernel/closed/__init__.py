"""Closed records of all rooms: each reading is one line of a log that only grows."""
