"""A person's own page, behind a link that was mailed."""
