"""The volunteers room's pages."""
