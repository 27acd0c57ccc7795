"""Filters by day that no day can break."""

from datetime import date
from typing import Any

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django_filters.fields import DateRangeField

# Beyond these nothing of ours happened, and within a day of the calendar's ends reckoning fails.
FIRST, LAST = date(1800, 1, 1), date(2200, 12, 31)
WITHIN_REASON = (MinValueValidator(FIRST), MaxValueValidator(LAST))


class _SoundDates(DateRangeField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields:
            field.validators += WITHIN_REASON


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    """From a day until and including another; days out of all reason are told as errors."""

    field_class = _SoundDates
