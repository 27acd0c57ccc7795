"""The desk's screens of people, on the frame's lists."""
