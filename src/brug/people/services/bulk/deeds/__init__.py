"""What can be done with many contacts: one module a kind of deed."""
