"""Pages of rosters: public."""
