"""Regions as data: any tree of places, its postal codes, and its map."""
