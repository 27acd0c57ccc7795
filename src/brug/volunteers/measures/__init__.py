"""Figures of the volunteers room for the plan."""

from brug.volunteers.measures import involving, searching

__all__ = ["involving", "searching"]
