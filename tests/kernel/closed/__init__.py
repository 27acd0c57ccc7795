"""Closed records and the log of who reads them."""
