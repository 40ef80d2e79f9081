"""The thirteen months of one figure as a chart, with its target, its comparators and a table of the values.

Drawn by ``textual-plotext``; nothing else imports this module before a chart is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal
from textual.widget import Widget
from textual_plotext import PlotextPlot

from caseworkbench.children_words import group_words
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.figure_rows import (
    AREAS,
    NO_POPULATION,
    RAG,
    READS,
    lacks_population,
    of_a_group,
    short_title,
    title_with_limit,
)
from caseworkbench.screens.lines import Lines, Piece
from caseworkbench.screens.page import Page
from caseworkbench.screens.text import DASH, clean, figure, fit, month, number, width
from caseworkbench.screens.themes import line_inks

if TYPE_CHECKING:
    from caseworkbench.workbench.figure import Figure, TrendPoint
    from caseworkbench.workbench.workbench import Workbench

MARKS = {"figure": "●", "target": "=", "statistical_neighbours": "n", "england": "e", "region": "r"}
"""What each line is drawn with: letters, so that the chart is read without colour."""
_TABLE_CELLS = 34
_LABEL_CELLS = 8


class Place(NamedTuple):
    """Whose figure is drawn; ``children``: of those in these groups alone, by characteristic."""

    service: str | None = None
    team: str | None = None
    worker: str | None = None
    children: Mapping[str, str] = {}

    def words(self, worker: str | None = None) -> str:
        """How the place is called; ``worker``: the worker's name, where it is to stand for the identifier."""
        named = worker or self.worker or self.team or self.service
        return ", ".join(clean(part) for part in (*([named] if named else ()), *group_words(self.children)))


class ChartPage(Page):
    """One figure, month by month."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = f"""
    ChartPage #chart {{ height: 1fr; }}
    ChartPage #months {{ width: {_TABLE_CELLS}; height: 100%; }}
    ChartPage PlotextPlot {{ width: 1fr; height: 100%; }}
    ChartPage #about {{ height: 1; }}
    ChartPage #legend {{ height: 1; }}
    ChartPage.narrow #legend {{ height: 2; }}
    """

    def __init__(self, line: Line, place: Place) -> None:
        super().__init__()
        self.line, self.place = line, place
        self.figure: Figure | None = None
        self.points: list[TrendPoint] = []
        self.worker_name: str | None = None

    @property
    def crumb(self) -> str:
        """What is drawn."""
        return "Thirteen months"

    def body(self) -> Iterable[Widget]:
        """The title, the chart beside its values, what the marks stand for."""
        yield Lines(id="about", height=1)
        with Horizontal(id="chart"):
            plot = PlotextPlot()
            plot.theme = "clear"  # the terminal's own colours, and those of the theme around it
            yield plot
            yield Lines(id="months")
        yield Lines(id="legend")

    def on_mount(self) -> None:
        """The lines of the chart are drawn in the theme's inks."""
        super().on_mount()
        self.watch(self.app, "theme", self._draw, init=False)

    def refill(self) -> None:
        """Ask for the months, and for the figure with what it is compared with."""
        view, line, place = self.view, self.line, self.place

        def months(workbench: Workbench) -> tuple[Figure | None, list[TrendPoint], str | None]:
            asked, whose = [line.asked()], place._asdict()
            figures = workbench.figures(asked, **whose, as_at=view.as_at)
            points = workbench.trend(asked, **whose, as_at=view.as_at)
            if any(place):
                figures = [of_a_group(one) for one in figures]
            name = workbench.worker_name(place.worker) if place.worker else None
            return (figures[0] if figures else None), points, name

        self.ask("months", months, self._months)

    def _months(self, answer: tuple[Figure | None, list[TrendPoint], str | None]) -> None:
        self.figure, self.points, self.worker_name = answer
        self._draw()

    def remask(self) -> None:
        """The line of titles may name a worker."""
        self._draw()

    def on_resize(self) -> None:
        """Fewer month labels on a narrow window."""
        super().on_resize()
        self.set_class(self.size.width < 110, "narrow")
        self._draw()

    def _draw(self) -> None:
        one = self.figure
        if not self.points or one is None:
            if self.figure is None and "months" not in self._waiting:
                self.query_one("#about", Lines).put([[("No figure here at this date; d changes the date.", "")]])
            return
        title = short_title(title_with_limit(one.title, one.limit, one.limit_unit))
        words = self.place.words(None if self.view.masked else self.worker_name)
        self.query_one("#about", Lines).put([[(f"{title} · {words}" if words else title, "")]])
        self.query_one("#months", Lines).put(table_of(self.points, one.unit))
        self.query_one("#legend", Lines).put(legend_of(one, self.size.width - 2))
        self._plot(one)

    def _plot(self, one: Figure) -> None:
        plot = self.query_one(PlotextPlot)
        plt = plot.plt
        plt.clear_data()
        plt.clear_figure()
        plt.theme("clear")
        last = len(self.points) - 1
        values = [point.value for point in self.points]
        levels = levels_of(one)
        of_target, of_others = line_inks(self.app.theme)
        for name, value in levels.items():
            ink = of_target if name == "target" else of_others
            plt.plot([0, last], [value, value], marker=MARKS[name], color=ink)
        for run in runs(values):
            plt.plot([at for at, _ in run], [value for _, value in run], marker="braille")
            plt.scatter([at for at, _ in run], [value for _, value in run], marker=MARKS["figure"])
        known = [value for value in values if value is not None] + list(levels.values())
        if known:
            plt.ylim(*limits_of(known, one.unit))
        each = max(1.0, (self.size.width - _TABLE_CELLS - 8) / max(1, last))
        step = max(1, round(_LABEL_CELLS / each + 0.5))
        ticks = [at for at in range(last + 1) if (last - at) % step == 0]
        plt.xlim(0, last)
        plt.xticks(
            [float(at) for at in ticks],
            [f"{month(self.points[at].month_end)[:3]} {self.points[at].month_end:%y}" for at in ticks],
        )
        plot.refresh()

    def idle_keys(self) -> frozenset[str]:
        """No child is named here, and a worker only where the chart is one's own."""
        return super().idle_keys() | (frozenset() if self.place.worker else {"m"})


def levels_of(one: Figure) -> dict[str, float]:
    """What the figure is held against, the target first."""
    levels = {} if one.target is None else {"target": one.target}
    return levels | {area: float(one.comparators[area]["value"]) for area in AREAS if area in one.comparators}


def runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The values by their place, in runs that no month without a figure interrupts."""
    found: list[list[tuple[int, float]]] = []
    before = None
    for at, value in enumerate(values):
        if value is not None:
            if before is None:
                found.append([])
            found[-1].append((at, value))
        before = value
    return found


def limits_of(values: Sequence[float], unit: str) -> tuple[float, float]:
    """The least and greatest value of the scale: a little more than what is drawn, no share under 0 or over 100."""
    low, high = min(values), max(values)
    more = max((high - low) * 0.08, 1.0)
    top = high + more
    return max(0.0, low - more), min(100.0, top) if unit == "percent" else top


def table_of(points: Sequence[TrendPoint], unit: str) -> list[list[Piece]]:
    """The months down the page: figure and counts, the latest last; ``p`` behind a published figure."""
    lines: list[list[Piece]] = [[("Month      Figure    Counted", "under")]]
    for point in points:
        mark = "p" if point.source == "published" else " "
        counted = "" if point.numerator is None else number(point.numerator)
        if counted and unit != "count" and point.denominator is not None:
            counted += f" of {number(point.denominator)}"
        value = figure(point.value, unit) if point.value is not None else "no data" if point.source == "none" else DASH
        lines.append([(f"{month(point.month_end)} {fit(value, 8, True)} {mark} {counted}", "")])
    return lines


def legend_of(one: Figure, cells: int) -> list[list[Piece]]:
    """What the marks stand for, on one line or two."""
    entries = [f"{MARKS['figure']} figure {figure(one.value, one.unit)}"]
    if lacks_population(one):
        entries[0] += f", {NO_POPULATION}"
    if one.target is not None:
        symbol, word, _ = RAG.get(one.rag or "", ("", "", ""))
        entries.append(f"{MARKS['target']} target {figure(one.target, one.unit)} {symbol} {word}".rstrip())
    for area, name in AREAS.items():
        if area in one.comparators:
            other = one.comparators[area]
            words = f"{MARKS[area]} {name} {figure(float(other['value']), one.unit)}"
            entries.append(f"{words} {READS.get(str(other['reads']), '')}".rstrip())
    lines: list[list[Piece]] = []
    text = ""
    for entry in entries:
        longer = f"{text}   {entry}" if text else entry
        if width(longer) > cells and text:
            lines.append([(text, "quiet")])
            longer = entry
        text = longer
    return [*lines, [(text, "quiet")]]
