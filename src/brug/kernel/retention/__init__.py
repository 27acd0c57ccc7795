"""Terms after which data go: rules, their runs, and the screens for both."""
