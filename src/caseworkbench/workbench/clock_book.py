"""The clock book: every measure's clocks as they stand in a generation, read when first asked for."""

import json
import sqlite3
from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property

import numpy as np

from caseworkbench.calendar.days import to_dates
from caseworkbench.calendar.working_calendar import FIRST_YEAR, LAST_YEAR, WorkingCalendar
from caseworkbench.clocks.columns import Bools, ClockColumns, ClockDates, Codes
from caseworkbench.clocks.responsibility import Steps
from caseworkbench.clocks.settle import with_limits
from caseworkbench.clocks.status import running
from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.tallied import TalliedColumns
from caseworkbench.measures.catalogue import Catalogue, Measure
from caseworkbench.measures.clock_rows import build_clocks, find_clocks
from caseworkbench.measures.names import Directory, Names
from caseworkbench.measures.sources import Calendars, catalogue, definitions, fingerprint
from caseworkbench.measures.tallied_rows import build_tallied, find_tallied
from caseworkbench.measures.vocabulary import calendar_rows, create_vocabulary
from caseworkbench.settings import Settings
from caseworkbench.store import clock_columns
from caseworkbench.workbench.changes_keys import Keys, text_keys


class ClockBook:
    """The clocks of one generation under one configuration.

    A measure whose query is not the one the load ran (an authority's new query, a newer release) is timed anew
    in memory; a changed limit is a pass over the stored columns.
    """

    def __init__(self, connection: sqlite3.Connection, settings: Settings, as_at: date) -> None:
        self._connection = connection
        self._as_at = as_at
        self._clocks: dict[tuple[str, tuple[object, ...]], ClockColumns] = {}
        self._tallied: dict[str, TalliedColumns] = {}
        self._dates: dict[str, ClockDates] = {}
        self._subjects: dict[str, list[str]] = {}
        self._vocabulary = False
        self.failures: dict[str, str | None] = {}
        self.catalogue: Catalogue = catalogue(settings)
        named = {date.fromisoformat(day): name for day, name in connection.execute("SELECT * FROM non_working_days")}
        self.calendars = Calendars(WorkingCalendar(named), settings)
        self._shared = definitions()
        self._stored = {
            measure: (mark, json.loads(counted_by), mistake)
            for measure, mark, counted_by, mistake in connection.execute(
                "SELECT measure, fingerprint, counted_by, mistake FROM clock_measures"
            )
        }

    @cached_property
    def directory(self) -> Directory:
        """The names that the codes of children, teams and workers stand for."""

        def names(of: str) -> Names:
            texts = clock_columns.read_texts(self._connection, "", of)
            found = Names(texts)
            found.codes.update((text, code) for code, text in enumerate(texts))
            return found

        return Directory(names("children"), names("teams"), names("workers"))

    @cached_property
    def team_steps(self) -> Steps:
        """The team responsible for each child from day to day."""
        return clock_columns.read_steps(self._connection, "team")

    @cached_property
    def worker_steps(self) -> Steps:
        """The worker allocated to each child from day to day."""
        return clock_columns.read_steps(self._connection, "worker")

    def calendar(self, measure: Measure) -> WorkingCalendar:
        """The calendar that the measure counts by."""
        return self.calendars.of(measure)

    def clocks(self, measure: Measure) -> ClockColumns:
        """The measure's clocks with its limits as they stand now. Raises WorkbenchError for a query with a mistake."""
        key = (measure.id, measure.limits)
        if key not in self._clocks:
            self._clocks[key] = self._read(measure)
        return self._clocks[key]

    def clocks_once(self, measure: Measure) -> ClockColumns:
        """The same for a single look: what can be read again at any time is not kept in memory."""
        if (measure.id, measure.limits) not in self._clocks and self._as_stored(measure):
            return clock_columns.read_clocks(self._connection, measure.id)
        return self.clocks(measure)

    def dates(self, measure: Measure) -> ClockDates:
        """What counting the whole authority needs of the measure's clocks: less to read than all of them."""
        if (measure.id, measure.limits) in self._clocks or not self._as_stored(measure):
            return self.clocks(measure)
        if measure.id not in self._dates:
            self._dates[measure.id] = clock_columns.read_dates(self._connection, measure.id)
        return self._dates[measure.id]

    def tallied(self, measure: Measure) -> TalliedColumns:
        """A share's rows. Raises WorkbenchError for a query with a mistake."""
        if measure.id not in self._tallied:
            if self._stands(measure):
                self._tallied[measure.id] = clock_columns.read_tallied(self._connection, measure.id)
            else:
                self._make_vocabulary()
                found = find_tallied(self._connection, measure)
                built = build_tallied(found, measure, self.directory)
                self._tallied[measure.id], self._subjects[measure.id] = built
        return self._tallied[measure.id]

    def runs(self, measure: Measure) -> bool:
        """Whether the measure's query works; what is wrong with one that does not joins the mistakes."""
        if not measure.own:
            return True
        if measure.id not in self.failures:
            try:
                self.rows(measure)
                self.failures[measure.id] = None
            except WorkbenchError as error:
                self.failures[measure.id] = str(error)
        return self.failures[measure.id] is None

    def _stands(self, measure: Measure) -> bool:
        """Whether what is stored came of the query in force. Raises WorkbenchError where that query failed."""
        mark, _, mistake = self._stored.get(measure.id, (None, None, None))
        if mark != fingerprint(measure, self._shared):
            return False
        if mistake:
            raise WorkbenchError(mistake)
        return True

    def _as_stored(self, measure: Measure) -> bool:
        """Whether the stored clocks are the measure's, with its limits and its calendar."""
        return self._stands(measure) and self._stored[measure.id][1] == self.calendars.counted_by(measure)

    def rows(self, measure: Measure) -> ClockColumns | TalliedColumns:
        """The measure's rows, whichever kind it is."""
        return self.clocks(measure) if measure.is_clock else self.tallied(measure)

    def clocks_of(self, measure: Measure, child: int) -> ClockColumns:
        """The measure's clocks of one child, without keeping those of all the others in memory."""
        if (measure.id, measure.limits) not in self._clocks and self._as_stored(measure):
            return clock_columns.read_clocks_of(self._connection, measure.id, child)
        clocks = self.clocks(measure)
        return clocks.take(clocks.child == child)

    def clocks_where(self, measure: Measure, wanted: Callable[[ClockDates], Bools]) -> ClockColumns:
        """The measure's clocks whose dates fit, without keeping all the others in memory."""
        if (measure.id, measure.limits) not in self._clocks and self._as_stored(measure):
            rows = np.flatnonzero(wanted(self.dates(measure)))
            return clock_columns.read_clocks_at(self._connection, measure.id, rows)
        clocks = self.clocks(measure)
        return clocks.take(wanted(clocks))

    def subjects(self, measure: Measure, codes: Codes) -> list[str]:
        """The texts that these codes of the ``subject`` column of the measure's rows stand for.

        Read anew each time: of a county's millions only those shown are worth keeping.
        """
        if not len(codes):
            return []
        texts = self._subjects.get(measure.id)
        if texts is None:
            return clock_columns.texts_at(self._connection, measure.id, "subjects", codes)
        return [texts[code] for code in codes.tolist()]

    def subject_codes(self, measure: Measure, wanted: Collection[str]) -> dict[int, str]:
        """The codes that stand for these texts among the measure's subjects, with the text (which may have several)."""
        self.rows(measure)
        texts = self._subjects.get(measure.id)
        if texts is None:
            texts = clock_columns.read_texts(self._connection, measure.id, "subjects")
        names = set(wanted)
        return {code: text for code, text in enumerate(texts) if text in names}

    def overdue(self, measure: Measure, day: int) -> list[str]:
        """The names (MEASURE:SUBJECT@START) of the measure's clocks that are overdue on the evening of the day."""
        dates = self.dates(measure)
        rows = np.flatnonzero(running(dates, day) & (dates.due < day))
        if not len(rows):
            return []
        subject = (
            dates.subject
            if isinstance(dates, ClockColumns)
            else clock_columns.read_column(self._connection, measure.id, "subject")
        )
        named = zip(self.subjects(measure, subject[rows]), to_dates(dates.start[rows]), strict=True)
        return [f"{measure.id}:{subject}@{start}" for subject, start in named]

    def subject_keys(self, measure: Measure) -> Keys:
        """A number for each text that the ``subject`` column points into, the same in every generation."""
        texts = self._subjects.get(measure.id)
        if texts is None:
            return text_keys(clock_columns.read_bytes(self._connection, measure.id, "subjects"))
        return text_keys("\0".join(texts).encode("utf-8", "surrogatepass"))

    def _read(self, measure: Measure) -> ClockColumns:
        if not self._stands(measure):
            self._make_vocabulary()
            found = find_clocks(self._connection, measure)
            built = build_clocks(found, measure, self.calendar(measure), self.directory)
            self._subjects[measure.id] = built.subjects
            return built.clocks
        stored = clock_columns.read_clocks(self._connection, measure.id)
        if self._as_stored(measure):
            return stored
        return with_limits(stored, measure.limits, self.calendar(measure))

    def _make_vocabulary(self) -> None:
        """The words that queries use, once: temporary tables beside the generation, which stays as it is."""
        if self._vocabulary:
            return
        rows = calendar_rows({day.isoformat() for day in self.calendars.england.named}, FIRST_YEAR, LAST_YEAR)
        self._connection.execute("PRAGMA query_only = 0")
        create_vocabulary(self._connection, self._shared, rows, {"as_at": self._as_at.isoformat()})
        self._connection.execute("PRAGMA query_only = 1")
        self._vocabulary = True
