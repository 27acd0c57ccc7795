"""Three fictional services with eighty volunteers, their past and the weeks that come."""

from brug.kernel.registries.demo import DemoPart, demo_parts
from brug.rosters.demo.build import build

demo_parts.register(
    DemoPart(name="rosters.shifts", build=build, after=("people.movement", "volunteers.guiding"))
)
