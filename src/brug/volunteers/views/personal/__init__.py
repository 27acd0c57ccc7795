"""Pages of volunteering: personal."""
