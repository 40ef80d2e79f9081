"""Bank holidays of England and Wales by name, from the library ``holidays`` (country GB, subdivision ENG)."""

from collections.abc import Mapping
from datetime import date

from caseworkbench.calendar.working_calendar import FIRST_YEAR, LAST_YEAR, WorkingCalendar


def bank_holidays(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> dict[date, str]:
    """Every bank holiday of the years given, with its name; substitute days are named as such."""
    from holidays import country_holidays

    found = country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return {day: str(name).replace("(observed)", "(substitute day)") for day, name in sorted(found.items())}


def england(closures: Mapping[date, str] | None = None) -> WorkingCalendar:
    """The working calendar of England; ``closures`` are an authority's own closure days, by name."""
    return WorkingCalendar({**(closures or {}), **bank_holidays()})
