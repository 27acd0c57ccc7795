"""Fictional groups with openings, and three years of people who came to help."""

from brug.kernel.registries.demo import DemoPart, demo_parts
from brug.volunteers.demo.build import build

demo_parts.register(DemoPart(name="volunteers.guiding", build=build, after=("people.movement",)))
