"""Which measures are in force, and the fingerprint by which stored clocks are known to be theirs."""

import hashlib
import json

from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.measures.catalogue import Catalogue, Measure, read_catalogue
from caseworkbench.measures.vocabulary import Definition, read_definitions
from caseworkbench.resources import folder
from caseworkbench.settings import Settings


def catalogue(settings: Settings) -> Catalogue:
    """The catalogue with the authority's own queries and limits over it."""
    return read_catalogue(folder("queries"), settings.query_folders, settings.limits)


def definitions() -> list[Definition]:
    """The shared definitions that queries may use."""
    return read_definitions(folder("queries"))


def fingerprint(measure: Measure, shared: list[Definition]) -> str:
    """Changes where the rows that the query yields may change: its SQL, a shared definition, its limits' names.

    Numbers of limits are no part of it: due dates for other limits are a pass over the stored clocks.
    """
    limits = [[limit.name, limit.unit] for limit in measure.limits]
    parts = [measure.sql, json.dumps(limits), *(definition.sql for definition in shared)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Calendars:
    """The calendar of each measure: England's, with closure days for local standards where configuration asks."""

    def __init__(self, england: WorkingCalendar, settings: Settings) -> None:
        self.england = england
        closures = settings.local_closures
        self.local = WorkingCalendar({**closures, **england.named}) if closures else england

    def of(self, measure: Measure) -> WorkingCalendar:
        """The calendar by which the measure counts."""
        return self.local if measure.standing == "local" else self.england

    def counted_by(self, measure: Measure) -> dict[str, object]:
        """What due dates hang on beside the query: the limits and the closure days, in values that JSON knows."""
        extra = set(self.of(measure).named) - set(self.england.named)
        return {
            "limits": {limit.name: [limit.n, limit.unit] for limit in measure.limits},
            "closures": sorted(day.isoformat() for day in extra),
        }
