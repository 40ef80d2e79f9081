"""Making figures and trends of a board's lines from counts, published figures and comparators."""

from dataclasses import dataclass, replace
from datetime import date

from caseworkbench.calendar.months import previous_month_ends
from caseworkbench.children_words import NOT_KNOWN
from caseworkbench.figures.compare import colour
from caseworkbench.figures.periods import period_start
from caseworkbench.figures.value import change, mean, value_of
from caseworkbench.measures.catalogue import Measure
from caseworkbench.settings import Settings
from caseworkbench.workbench.characteristics import Characteristics
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.counting import NO_ROWS, NOTHING, WHOLE, Counting, GroupKey, Tally
from caseworkbench.workbench.coverage import CASES, NONE, PUBLISHED, Coverage
from caseworkbench.workbench.figure import Figure, TrendPoint
from caseworkbench.workbench.groups import UNALLOCATED, UNMAPPED, Choice, Groups
from caseworkbench.workbench.levels import CHARACTERISTICS, LEVELS
from caseworkbench.workbench.published import Published
from caseworkbench.workbench.reported import Reported, ReportedBook
from caseworkbench.workbench.wording import in_order

THREE = 3
_LAST = (UNALLOCATED, UNMAPPED, NOT_KNOWN)


@dataclass(frozen=True)
class Line:
    """A board's line made ready: the measure with the line's limit, the period, title, target and amber margin."""

    measure: Measure
    period: str
    title: str
    target: float | None
    amber: float


@dataclass(frozen=True)
class Figuring:
    """Makes figures of one generation under one configuration."""

    settings: Settings
    book: ClockBook
    groups: Groups
    characteristics: Characteristics
    counting: Counting
    coverage: Coverage
    published: Published
    reported: Reported

    def figures(self, line: Line, by: str, choice: Choice, day: date) -> list[Figure]:
        """The line's figures as at a day: of the whole, or of each group that has cases."""
        before = previous_month_ends(day, THREE)
        dates = [day, *before]
        whole = by == LEVELS[0] and not choice.anything
        sources = [self._source(line.measure, on, whole) for on in dates]
        tallies = self._tallies(line, dates, sources, by, choice)
        otherwise = self._reported(line, day, by, choice) if sources[0] == CASES else None
        figures: list[Figure] = []
        nothing = NOTHING if line.measure.is_clock else NO_ROWS
        for key in self._ordered([*tallies[:1], otherwise or {}], by):
            people = self._population(by, key, choice)
            now, *earlier = (
                self._value(line, source, on, tally.get(key, nothing), people)
                for source, on, tally in zip(sources, dates, tallies, strict=True)
            )
            tally = tallies[0].get(key, nothing)
            figure = self._figure(line, by, key, day, tally, people, now, earlier, sources[0])
            if otherwise is not None:
                figure = _beside(figure, line.measure, otherwise.get(key, nothing), people)
            figures.append(figure)
        return figures

    def _reported(self, line: Line, day: date, by: str, choice: Choice) -> dict[GroupKey, Tally] | None:
        """The counts of each group as people report them; None where nobody says anything that changes them."""
        rows = self.reported.rows(line.measure, day)
        if rows is None:
            return None
        counting = Counting(ReportedBook(self.book, rows), self.groups, self.characteristics)
        return counting.tallies(line.measure, line.period, [day], by, choice)[0]

    def _figure(
        self,
        line: Line,
        by: str,
        key: GroupKey,
        day: date,
        tally: Tally,
        people: int | None,
        now: float | None,
        earlier: list[float | None],
        source: str,
    ) -> Figure:
        measure = line.measure
        service, team, worker, group = self._names(by, key)
        three = mean(earlier)
        tolerance = self.settings.tolerance(measure.unit)
        known = source == CASES
        return Figure(
            measure=measure.id,
            title=line.title,
            limit=measure.limit.n if measure.limit else None,
            limit_unit=measure.limit.unit if measure.limit else None,
            service=service,
            team=team,
            worker=worker,
            as_at=day,
            period=line.period,
            period_start=period_start(line.period, day),
            period_end=day,
            numerator=tally.met if known else None,
            denominator=_denominator(measure, tally, people) if known else None,
            value=now,
            unit=measure.unit,
            better=measure.better,
            overdue=tally.overdue if known else None,
            due_soon=tally.due_soon if known else None,
            previous=earlier[0],
            previous_three=three,
            change=change(now, earlier[0], tolerance),
            change_three=change(now, three, tolerance),
            source=source,
            comparators=self.published.comparators(measure.id, now, day, self.settings.near(measure.unit)),
            target=line.target,
            rag=colour(now, line.target, line.amber, measure.better),
            group=group,
        )

    def trend(self, line: Line, by: str, choice: Choice, ends: list[date]) -> list[TrendPoint]:
        """The line's figure at each date: of the whole, or of every group that has cases at any of them."""
        points: list[TrendPoint] = []
        sources = [self._source(line.measure, end, by == LEVELS[0] and not choice.anything) for end in ends]
        tallies = self._tallies(line, ends, sources, by, choice)
        nothing = NOTHING if line.measure.is_clock else NO_ROWS
        for key in self._ordered(tallies, by):
            service_name, team_name, worker_name, group = self._names(by, key)
            people = self._population(by, key, choice)
            for end, source, tally in zip(ends, sources, tallies, strict=True):
                counts = tally.get(key, nothing)
                known = source == CASES
                points.append(
                    TrendPoint(
                        line.measure.id,
                        end,
                        service_name,
                        team_name,
                        worker_name,
                        counts.met if known else None,
                        _denominator(line.measure, counts, people) if known else None,
                        self._value(line, source, end, counts, people),
                        source,
                        group,
                    )
                )
        return points

    def _source(self, measure: Measure, day: date, whole: bool) -> str:
        """Where the measure's figure comes from: cases, else (for the whole authority) what was published.

        An authority's own query that does not run has no cases.
        """
        if self.book.runs(measure) and self.coverage.source(measure, day) == CASES:
            return CASES
        return PUBLISHED if whole and self.published.local(measure.id, day) is not None else NONE

    def _tallies(
        self, line: Line, dates: list[date], sources: list[str], by: str, choice: Choice
    ) -> list[dict[GroupKey, Tally]]:
        wanted = [day for day, source in zip(dates, sources, strict=True) if source == CASES]
        found = iter(self.counting.tallies(line.measure, line.period, wanted, by, choice))
        return [next(found) if source == CASES else {} for source in sources]

    def _value(self, line: Line, source: str, day: date, tally: Tally, people: int | None) -> float | None:
        if source == PUBLISHED:
            return self.published.local(line.measure.id, day)
        if source == NONE:
            return None
        return value_of(tally.met, _denominator(line.measure, tally, people), line.measure.unit)

    def _population(self, by: str, key: GroupKey, choice: Choice) -> int | None:
        """Under a rate: the population aged 0 to 17, or that of the one group of children; None where none is given.

        A service, team or worker has the whole population: its rate is its share of the authority's.
        """
        children = dict(choice.children)
        if by in CHARACTERISTICS:
            children[by] = self.characteristics.label(by, key[0])
        if not children:
            return self.settings.population
        return self.settings.population_of(*children.popitem()) if len(children) == 1 else None

    def _names(self, by: str, key: GroupKey) -> tuple[str | None, str | None, str | None, str | None]:
        """Service, team and worker of a group in words, and its characteristic."""
        if by in CHARACTERISTICS:
            return None, None, None, self.characteristics.label(by, key[0])
        return (*self.groups.names(by, *key), None)

    def _ordered(self, tallies: list[dict[GroupKey, Tally]], by: str) -> list[GroupKey]:
        if by == LEVELS[0]:
            return [WHOLE]
        keys = {key for tally in tallies for key in tally}
        if by == "age":
            return sorted(keys, key=lambda key: (key[0] < 0, key[0]))

        def place(key: GroupKey) -> list[tuple[bool, list[tuple[int, int, str]]]]:
            return [(name in _LAST, in_order(name or "")) for name in self._names(by, key)]

        return sorted(keys, key=place)


def _denominator(measure: Measure, tally: Tally, people: int | None) -> float | None:
    """The rows counted; of a rate the population."""
    return people if measure.unit == "rate_per_10000" else tally.counted


def _beside(figure: Figure, measure: Measure, reported: Tally, people: int | None) -> Figure:
    """The figure with the reported one beside it, where that differs."""
    denominator = _denominator(measure, reported, people)
    recorded = (figure.numerator, figure.denominator, figure.overdue)
    if (reported.met, denominator, reported.overdue) == recorded:
        return figure
    return replace(
        figure,
        reported_value=value_of(reported.met, denominator, measure.unit),
        reported_numerator=reported.met,
        reported_denominator=denominator,
        reported_overdue=reported.overdue,
    )
