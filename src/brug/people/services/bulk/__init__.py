"""Many contacts at once: chosen, looked at first, changed in parts, undone within two weeks."""
