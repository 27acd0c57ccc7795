"""The shape of a judgement: colour never speaks alone, and black-and-white print still tells."""

from enum import StrEnum


class Shape(StrEnum):
    """How a bar and its mark are drawn. The values are those of the plan's judgements."""

    MET = "met"  # filled, with a tick
    ON_COURSE = "on_course"  # filled
    AT_RISK = "at_risk"  # half
    OUT_OF_REACH = "out_of_reach"  # hollow, its edge dashed: the year still runs
    MISSED = "missed"  # hollow
    OPEN = "open"  # no judgement: filled, in grey

    @classmethod
    def of(cls, judgement: str) -> "Shape":
        """The shape for a judgement's code; what is no verdict (too early, no target) is open."""
        return _BY_CODE.get(judgement, cls.OPEN)


_BY_CODE = {shape.value: shape for shape in Shape}
