"""The screens of the people tier."""
