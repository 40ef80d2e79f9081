"""Groups: the service, team and worker responsible for each clock, and which clocks a choice of them takes."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from caseworkbench.calendar.days import NEVER, Days, from_iso
from caseworkbench.clocks.columns import NO_CODE, Bools, ClockColumns, Codes
from caseworkbench.clocks.responsibility import EVER
from caseworkbench.clocks.status import responsibility_day
from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.figures import tallied
from caseworkbench.figures.tallied import TalliedColumns
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.levels import LEVELS
from caseworkbench.workbench.wording import in_order

UNALLOCATED = "Unallocated"
UNMAPPED = "Unmapped"
_NOBODY = -2
"""A code that no clock has: of a team that is known but responsible for nothing."""


@dataclass(frozen=True)
class Choice:
    """A choice of cases by who is responsible (None takes all) and by who the children are.

    ``children``: characteristics with the group wanted of each, as ``Characteristics.chosen`` names it.
    """

    service: str | None = None
    team: str | None = None
    worker: str | None = None
    children: tuple[tuple[str, str], ...] = ()

    @property
    def anything(self) -> bool:
        """Whether it chooses at all."""
        return bool(self.service or self.team or self.worker or self.children)


EVERYONE = Choice()


@dataclass(frozen=True)
class Responsible:
    """Who is responsible for each of some clocks, as codes; ``service`` indexes ``Groups.service_names``."""

    service: Codes
    team: Codes
    worker: Codes


class Groups:
    """Looks up who is responsible, as at a date (measures.md, "Who is responsible")."""

    def __init__(self, connection: sqlite3.Connection, book: ClockBook) -> None:
        self._book = book
        rows = connection.execute("SELECT team, service, from_date, to_date FROM teams").fetchall()
        self.service_names: list[str] = sorted({row[1] for row in rows} - {UNMAPPED}, key=in_order)
        codes = {name: code for code, name in enumerate(self.service_names)}
        self._periods: dict[str, list[tuple[int, int, int]]] = {}
        starts = from_iso([row[2] for row in rows]).tolist()
        ends = from_iso([row[3] for row in rows]).tolist()
        for (team, service, _, _), start, end in zip(rows, starts, ends, strict=True):
            if service not in codes:
                continue
            since = EVER if start == NEVER else start
            self._periods.setdefault(team, []).append((since, end, codes[service]))
        for periods in self._periods.values():
            periods.sort()
        self._connection = connection

    def responsible(self, clocks: ClockColumns, day: int) -> Responsible:
        """Team and worker from the source record where it has them, else from the lead allocation on the day."""
        return self._on(clocks, responsibility_day(clocks, day))

    def responsible_for(self, rows: TalliedColumns, snapshot: bool, day: int) -> Responsible:
        """The same for the rows of a share: on the day for what is open, else on the day of the event."""
        return self._on(rows, tallied.responsibility_day(rows, snapshot, day))

    def of_children(self, children: Sequence[str | None], day: int) -> list[tuple[str, str, str]]:
        """Service, team and worker responsible for each child on a day, in words."""
        codes = np.array(
            [self._book.directory.children.codes.get(child, NO_CODE) for child in children], dtype=np.int32
        )
        on = np.full(len(codes), day, dtype=np.int32)
        team, worker = self._book.team_steps.at(codes, on), self._book.worker_steps.at(codes, on)
        who = self._answerable(team, worker, on)
        found = zip(who.service.tolist(), who.team.tolist(), who.worker.tolist(), strict=True)
        return [tuple(str(name) for name in self.names("worker", *codes)) for codes in found]  # type: ignore[misc]

    def _on(self, rows: ClockColumns | TalliedColumns, on: Days) -> Responsible:
        team = np.where(rows.team != NO_CODE, rows.team, self._book.team_steps.at(rows.child, on))
        worker = np.where(rows.worker != NO_CODE, rows.worker, self._book.worker_steps.at(rows.child, on))
        return self._answerable(team, worker, on)

    def _answerable(self, team: Codes, worker: Codes, on: Days) -> Responsible:
        directory = self._book.directory
        # A record may say "Unallocated" itself: it means what we mean by it, and must not be a second group.
        team = np.where(team == directory.teams.codes.get(UNALLOCATED, _NOBODY), NO_CODE, team).astype(np.int32)
        worker = np.where(worker == directory.workers.codes.get(UNALLOCATED, _NOBODY), NO_CODE, worker)
        return Responsible(self._services(team, on), team, worker.astype(np.int32))

    def _services(self, teams: Codes, days: Codes) -> Codes:
        found = np.full(len(teams), NO_CODE, dtype=np.int32)
        names = self._book.directory.teams.texts
        for code in np.unique(teams).tolist():
            periods = self._periods.get(names[code]) if code != NO_CODE else None
            if not periods:
                continue
            mask = teams == code
            found[mask] = _service_on(periods, days[mask])
        return found

    def mask(self, who: Responsible, choice: Choice) -> Bools:
        """Which of the cases the choice takes by who is responsible for them."""
        directory = self._book.directory
        services: dict[str | None, int] = {name: code for code, name in enumerate(self.service_names)}
        taken = np.ones(len(who.team), dtype=bool)
        for held, name, codes, nobody in (
            (who.service, choice.service, services, UNMAPPED),
            (who.team, choice.team, directory.teams.codes, UNALLOCATED),
            (who.worker, choice.worker, directory.workers.codes, UNALLOCATED),
        ):
            if name is not None:
                taken &= held == (NO_CODE if name == nobody else codes.get(name, _NOBODY))
        return taken

    def names(self, level: str, service: int, team: int, worker: int) -> tuple[str | None, str | None, str | None]:
        """Service, team and worker of a group in words; None above its level."""
        depth = LEVELS.index(level)
        directory = self._book.directory
        return (
            self.service_name(service) if depth >= 1 else None,
            (directory.teams.texts[team] if team != NO_CODE else UNALLOCATED) if depth >= 2 else None,
            (directory.workers.texts[worker] if worker != NO_CODE else UNALLOCATED) if depth >= 3 else None,
        )

    def service_name(self, code: int) -> str:
        """The service's name, or Unmapped."""
        return self.service_names[code] if code != NO_CODE else UNMAPPED

    def service_of(self, team: str | None, day: int) -> str:
        """The service that a team belongs to on a day, or Unmapped."""
        periods = self._periods.get(team) if team is not None else None
        if not periods:
            return UNMAPPED
        return self.service_name(int(_service_on(periods, np.array([day], dtype=np.int32))[0]))

    @cached_property
    def known_teams(self) -> list[str]:
        """Every team that the teams extract, an allocation or a record names."""
        return sorted({*self._book.directory.teams.texts, *self._periods} - {UNALLOCATED}, key=in_order)

    @cached_property
    def known_workers(self) -> list[str]:
        """Every worker that the workers extract, an allocation or a record names."""
        listed = (row[0] for row in self._connection.execute("SELECT worker FROM workers"))
        return sorted({*self._book.directory.workers.texts, *listed} - {UNALLOCATED}, key=in_order)

    def teams_of(self, service: str | None) -> list[str]:
        """The teams that were ever in the service (all where None)."""
        if service is None:
            return self.known_teams
        if service == UNMAPPED:
            return [team for team in self.known_teams if team not in self._periods]
        code = self.service_names.index(service) if service in self.service_names else NO_CODE
        return [team for team in self.known_teams if any(p[2] == code for p in self._periods.get(team, ()))]

    def _known(self, what: str) -> list[str]:
        if what == "service":
            return self.service_names
        return self.known_teams if what == "team" else self.known_workers

    def check(self, choice: Choice) -> None:
        """Raise WorkbenchError for a service, team or worker that nothing names."""
        for what, name, always in (
            ("service", choice.service, UNMAPPED),
            ("team", choice.team, UNALLOCATED),
            ("worker", choice.worker, UNALLOCATED),
        ):
            # A county's names take longer to gather than a board to count: only for a name that is asked for.
            if name is None or name == always:
                continue
            known = self._known(what)
            if name in known:
                continue
            near = nearest(name, known)
            hint = f"did you mean {' or '.join(near)}?" if near else f"{_some_of(known)}."
            raise WorkbenchError(f"There is no {what} {name!r} in these extracts: {hint}")


def _service_on(periods: list[tuple[int, int, int]], days: Codes) -> Codes:
    """The service of a team on each day: of the periods that hold the day, both ends included, the latest begun."""
    services = np.full(len(days), NO_CODE, dtype=np.int32)
    for since, until, service in periods:
        services[(days >= since) & (days <= until)] = service
    return services


def _some_of(known: list[str], shown: int = 8) -> str:
    if not known:
        return "they name none"
    more = f" and {len(known) - shown} more" if len(known) > shown else ""
    return f"known are {', '.join(known[:shown])}{more}"
