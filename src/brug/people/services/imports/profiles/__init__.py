"""How the files of each earlier system are read."""
