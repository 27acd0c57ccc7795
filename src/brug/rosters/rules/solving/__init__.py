"""The model behind rosters and its solver; loaded only where a roster is planned."""
