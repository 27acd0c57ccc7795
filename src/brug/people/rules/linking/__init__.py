"""Which contacts may be one: a probabilistic model over plain features. Knows no database."""
