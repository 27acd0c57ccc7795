"""What people fill in about rosters."""
