"""Short ways to write the rows of hand-worked examples."""

from datetime import date, time

from .clock import Clock

CHILD = {"child_id": "C1"}


def d(text: str) -> date:
    """``d("21 Aug 2018")``-like dates in ISO, for short."""
    return date.fromisoformat(text)


def t(text: str) -> time:
    return time.fromisoformat(text)


def row(**given: object) -> dict[str, object]:
    """A row of child C1; text that looks like a date or a time becomes one."""
    made: dict[str, object] = dict(CHILD)
    for name, value in given.items():
        if isinstance(value, str) and len(value) == 10 and value[4] == "-" and value[7] == "-":
            made[name] = date.fromisoformat(value)
        elif isinstance(value, str) and name.endswith("_time"):
            made[name] = time.fromisoformat(value)
        else:
            made[name] = value
    return made


def brief(clocks: list[Clock]) -> list[tuple[str, str | None, str | None, int, str]]:
    """(start, stop, void, limit, unit) of each clock, dates in ISO."""

    def iso(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    return [(clock.start.isoformat(), iso(clock.stop), iso(clock.void), clock.limit, clock.unit) for clock in clocks]


def ends(clocks: list[Clock]) -> list[tuple[str, str | None, str | None]]:
    """(start, stop, void) of each clock, dates in ISO."""
    return [item[:3] for item in brief(clocks)]
