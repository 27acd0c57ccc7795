"""A fictional movement: its people, groups, members and three years of what they did."""

from brug.kernel.registries.demo import DemoPart, demo_parts
from brug.people.demo.build import build

demo_parts.register(DemoPart(name="people.movement", build=build))
