"""Requests of people about their own data: noted, answered in time, ended with what came of it."""
