"""What can be done in the rosters room: one function a verb."""
