"""How a value reads to a person: dates with their weekday, figures with their unit, nothing as a dash."""

import datetime as dt
from collections.abc import Sequence

from caseworkbench.workbench.wording import day_words

long_date = day_words
"""``Wed 12 Sep 2018``, in English whatever the locale."""

NOTHING = "\u2013"
ARROWS = {"up": "\u25b2", "down": "\u25bc", "same": "\u25c6"}
UNITS = {"working_days": "working day", "days": "day", "months": "month", "hours": "hour"}


def short_month(day: dt.date) -> str:
    """``Sep 2018``."""
    return long_date(day).split(" ", 2)[2]


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """``1 row``, ``3 rows``, ``1,204 rows``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def no_data(needs: Sequence[str], any_of: Sequence[str] = ()) -> str:
    """Why a measure has neither figure nor cases at a date, by the extracts that it is counted from."""
    wanted = [table.replace("_", " ") for table in needs]
    if any_of:
        wanted.append("one of " + ", ".join(table.replace("_", " ") for table in any_of))
    return f"There is no data for this measure at this date: it is counted from {' and '.join(wanted)}."


def no_rate(characteristics: Sequence[str]) -> str:
    """Why a rate per 10,000 is not known, given by what the children counted are grouped."""
    if not characteristics:
        return "A rate per 10,000 needs population_0_17 in the configuration, under [authority]."
    if len(characteristics) > 1:
        return f"No rate per 10,000 by {' and '.join(characteristics)} at once: a population is known by one alone."
    return (
        "There is no rate per 10,000 of a group whose population is not in the configuration, under "
        f"[population.{characteristics[0]}]."
    )


def limit_words(limit: int | None, unit: str | None) -> str:
    """``15 working days``; empty where a measure has no limit or one that differs by row."""
    if limit is None or unit is None:
        return ""
    return count_of(limit, UNITS.get(unit, unit))


def figure(value: float | None, unit: str) -> str:
    """A figure as reports print it: one decimal for a percentage, a rate or an average, none for a count."""
    if value is None:
        return NOTHING
    if unit == "count":
        return f"{value:,.0f}"
    return f"{value:,.1f} %" if unit == "percent" else f"{value:,.1f}"


def shown(value: object) -> str:
    """Any single value for a table's cell, before it is made harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    return str(value)
