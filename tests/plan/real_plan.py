"""The first user's plan, from the folder of shared data beside the repository."""

import pytest

from brug.plan.document import PlanDocument, parse
from tests.conftest import SHARED

REAL_PLAN = SHARED / "brief" / "plan-2026-2030.yaml"


def real_plan_bytes() -> bytes:
    """The file as it is; skips the test where the folder is absent."""
    if not REAL_PLAN.exists():
        pytest.skip("the shared folder with the first user's plan is absent")
    return REAL_PLAN.read_bytes()


def real_plan() -> PlanDocument:
    """The file as a document."""
    return parse(real_plan_bytes(), REAL_PLAN.name)
