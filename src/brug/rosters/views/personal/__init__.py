"""Pages of rosters: personal."""
