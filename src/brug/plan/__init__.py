"""The plan: what the movement promised, what happened, and where it is heading."""
