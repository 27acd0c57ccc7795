"""Which day is somebody's anniversary, and when volunteers are thanked for their year."""

from datetime import date, timedelta

# The International Volunteer Day (United Nations, resolution 40/212): a custom, not a rule of law.
VOLUNTEER_DAY = (12, 5)
# So long after its day an anniversary is still wished: a machine that stood still catches up.
LATE_BY = timedelta(days=14)


def anniversary(began_on: date, year: int) -> date:
    """Return the anniversary in a year; who began on 29 February has it on the 28th else."""
    try:
        return began_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def years_on(began_on: date, day: date) -> int | None:
    """Return how many years somebody just completed, where a wish is due on a day; else None."""
    for year in (day.year, day.year - 1):
        moment = anniversary(began_on, year)
        if moment <= day <= moment + LATE_BY and year > began_on.year:
            return year - began_on.year
    return None


def is_volunteer_day(day: date) -> bool:
    """Whether volunteers are thanked for the year on a day: from the Volunteer Day, two weeks."""
    first = date(day.year, *VOLUNTEER_DAY)
    return first <= day <= first + LATE_BY
