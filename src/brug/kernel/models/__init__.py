"""The kernel's tables."""

from brug.kernel.models.practice import Practice
from brug.kernel.models.region import PostalCode, Region, RegionKind, RegionShape
from brug.kernel.models.user import RoleGrant, User

__all__ = ["PostalCode", "Practice", "Region", "RegionKind", "RegionShape", "RoleGrant", "User"]
