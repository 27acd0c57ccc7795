"""Pages of rosters: desk."""
