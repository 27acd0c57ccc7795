"""How the rosters room's records follow when two contacts become one."""

from brug.kernel.registries.mergers import Merger, mergers
from brug.rosters.services import merging

mergers.register(
    Merger(
        name="rosters.volunteers",
        columns=("rosters.volunteer.person_id",),
        merge=merging.merge_volunteers,
    )
)
