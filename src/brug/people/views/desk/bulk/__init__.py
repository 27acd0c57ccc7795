"""Many contacts at once, at the desk."""
