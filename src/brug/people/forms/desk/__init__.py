"""What staff fill in about people."""
