"""Bring the tables in line with what files say; only the services beside this folder call it."""
