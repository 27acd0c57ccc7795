"""What a load did."""

from dataclasses import asdict, dataclass


@dataclass
class LoadCounts:
    """How many rows a load made, changed, moved in the tree, retired or removed.

    ``shapes_unknown`` counts the shapes of a file that belong to no known region.
    """

    regions_new: int = 0
    regions_changed: int = 0
    regions_moved: int = 0
    regions_retired: int = 0
    postal_codes_new: int = 0
    postal_codes_changed: int = 0
    postal_codes_removed: int = 0
    shapes_new: int = 0
    shapes_changed: int = 0
    shapes_unknown: int = 0

    def __bool__(self) -> bool:
        """Whether anything is different now."""
        return any(count for name, count in asdict(self).items() if name != "shapes_unknown")

    @property
    def changed_the_tree(self) -> bool:
        """Whether a region or postal code is different now, not only a shape."""
        return any(count for name, count in asdict(self).items() if not name.startswith("shapes"))

    def __str__(self) -> str:
        done = {name: count for name, count in asdict(self).items() if count}
        return ", ".join(f"{name.replace('_', ' ')}: {n}" for name, n in done.items()) or "nothing"
