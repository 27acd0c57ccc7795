"""Who acts, in which roles, and what that allows."""
