"""The day from which a page looks at a plan when nobody chose one."""

from collections import Counter
from datetime import date, timedelta

from brug.plan.models import WHOLE, Figure, Indicator, Plan
from brug.plan.queries.status import series_of
from brug.plan.rules.freshness import PAGE


def newest_counted_day(plan: Plan, day: date) -> date:
    """Return ``day``, or one shortly before it where the figures of ``day`` are not counted yet.

    After midnight the worker counts the new day; until it has, pages show the day before. The day
    with the most figures wins, the newest among equals; none is older than pages may show, nor of
    another year.
    """
    bound = Indicator.objects.standing().filter(plan=plan, binding__isnull=False)
    series = {
        (one.measure_name, one.filters_text)
        for indicator in bound.select_related("binding")
        if (one := series_of(indicator)) is not None
    }
    if not series:
        return day
    after = day + timedelta(days=1)
    rows = Figure.objects.filter(
        region_key=WHOLE, end__gte=after - PAGE, end__lte=after
    ).values_list("end", "measure", "filters")
    counted = Counter(end for end, *one in rows.distinct() if tuple(one) in series)
    if not counted or counted[after] == len(series):
        return day
    newest = max(counted, key=lambda end: (counted[end], end)) - timedelta(days=1)
    return newest if newest.year == day.year else day
