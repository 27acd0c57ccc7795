"""Pure rules of the people tier: no database, no request."""
