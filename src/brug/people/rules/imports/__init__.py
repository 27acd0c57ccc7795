"""Rules of imports: what cells of others mean, and what their headings are called."""
