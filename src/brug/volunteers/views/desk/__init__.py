"""Pages of volunteering: desk."""
