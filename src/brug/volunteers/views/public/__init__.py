"""Pages of volunteering: public."""
