"""The plan as a file: reading, refusing, writing. Nothing here needs a database."""

from brug.plan.document.errors import PlanFileError, Problem
from brug.plan.document.export import to_json, to_yaml
from brug.plan.document.model import Indicator, Objective, PlanDocument, Practice
from brug.plan.document.reader import parse
from brug.plan.document.text import Text

__all__ = [
    "Indicator",
    "Objective",
    "PlanDocument",
    "PlanFileError",
    "Practice",
    "Problem",
    "Text",
    "parse",
    "to_json",
    "to_yaml",
]
