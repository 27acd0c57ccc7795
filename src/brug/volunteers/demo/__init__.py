"""Fictional groups with openings, and three years of people who came to help."""

from brug.kernel.registries.demo import DemoPart, demo_parts
from brug.volunteers.demo.build import build
from brug.volunteers.demo.involved import build_involved

demo_parts.register(DemoPart(name="volunteers.guiding", build=build, after=("people.movement",)))
demo_parts.register(
    DemoPart(name="volunteers.involved", build=build_involved, after=("volunteers.guiding",))
)
