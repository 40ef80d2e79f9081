"""Charts as inline SVG: thirteen months with target and comparators, told apart by dashes and marks, not by colour."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from markupsafe import Markup, escape

from caseworkbench.output.plain import plain
from caseworkbench.output.words import figure, short_month
from caseworkbench.packs.words import AREAS
from caseworkbench.workbench.figure import Figure, TrendPoint

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT, RIGHT_BARE, TOP, BOTTOM = 46, 172, 20, 14, 34
LABEL_APART = 12.0
TICKS = 4
_DASHES = {"target": "7 4", "statistical_neighbours": "2 3", "england": "9 3 2 3", "region": "1 5"}
_NAMES = {"target": "target", **AREAS}


class Level(NamedTuple):
    """A line across the chart: what the figure is held against."""

    kind: str
    value: float


def levels_of(one: Figure) -> list[Level]:
    """The target, then each comparator."""
    levels = [] if one.target is None else [Level("target", float(one.target))]
    return levels + [Level(area, float(one.comparators[area]["value"])) for area in AREAS if area in one.comparators]


def scale_of(one: Figure, months: Sequence[TrendPoint]) -> tuple[float, float, float]:
    """The least and the greatest value of a chart's scale and its step; only where some month has a figure."""
    known = [point.value for point in months if point.value is not None]
    return _limits([*known, *(level.value for level in levels_of(one))], one.unit)


def chart(one: Figure, months: Sequence[TrendPoint], title: str) -> Markup:
    """The months of a figure; empty where no month has one."""
    known = [point.value for point in months if point.value is not None]
    if not known:
        return Markup("")
    levels = levels_of(one)
    right = RIGHT if levels else RIGHT_BARE
    low, high, step = scale_of(one, months)
    scale = _Scale(low, high, step, len(months), WIDTH - right)
    parts = [
        *_grid(scale, one.unit),
        *(_month_label(scale, at, point) for at, point in enumerate(months)),
        *_level_lines(scale, levels, one.unit),
        *_runs(scale, months),
        *_points(scale, months, one.unit),
    ]
    said = f"{title}: " + ", ".join(
        f"{short_month(point.month_end)} {figure(point.value, one.unit)}" for point in months
    )
    said += "".join(f"; {_NAMES[level.kind]} {figure(level.value, one.unit)}" for level in levels)
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(plain(said))}">'
        + "".join(parts)
        + "</svg>"
    )


def sparkline(months: Sequence[TrendPoint]) -> Markup:
    """Thirteen months as a small line, the latest marked; the words beside it say the figures."""
    known = [point.value for point in months if point.value is not None]
    if not known:
        return Markup("")
    low, high = min(known), max(known)
    step = 96 / max(1, len(months) - 1)

    def place(at: int, value: float) -> tuple[float, float]:
        part = (value - low) / (high - low) if high > low else 0.5
        return 2 + at * step, 18 - part * 16

    lines, last = [], None
    for run in _run_places(months):
        places = [place(at, value) for at, value in run]
        lines.append(f'<polyline points="{_path(places)}"/>')
        last = places[-1]
    dot = f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="2"/>' if last else ""
    return Markup(f'<svg class="spark" viewBox="0 0 100 20" aria-hidden="true">{"".join(lines)}{dot}</svg>')


class _Scale(NamedTuple):
    low: float
    high: float
    step: float
    months: int
    end: float

    def x(self, at: int) -> float:
        return LEFT + 12 + at * (self.end - LEFT - 24) / max(1, self.months - 1)

    def y(self, value: float) -> float:
        return TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)


def _limits(values: Sequence[float], unit: str) -> tuple[float, float, float]:
    """The least and the greatest value of the scale and its step, round numbers; no share under 0 or over 100."""
    low, high = min(values), max(values)
    spread = max(high - low, TICKS)
    whole = 10.0 ** floor(log10(spread / TICKS))
    step = next(whole * times for times in (1, 2, 5, 10, 20) if spread * 1.1 / (whole * times) <= TICKS)
    least, most = floor((low - step * 0.3) / step) * step, ceil((high + step * 0.3) / step) * step
    if unit == "percent":
        most = min(most, max(100.0, high))
    return (max(0.0, least) if low >= 0 else least), most, step


def _grid(scale: _Scale, unit: str) -> list[str]:
    parts = []
    for tick in range(round((scale.high - scale.low) / scale.step) + 1):
        value = scale.low + scale.step * tick
        y = scale.y(value)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{scale.end}" y1="{y:.1f}" y2="{y:.1f}"/>')
        shown = f"{value:,.10g}" + (" %" if unit == "percent" else "")
        parts.append(f'<text class="tick" x="{LEFT - 5}" y="{y + 3:.1f}" text-anchor="end">{shown}</text>')
    return parts


def _month_label(scale: _Scale, at: int, point: TrendPoint) -> str:
    month, year = short_month(point.month_end).split(" ")
    x = scale.x(at)
    return (
        f'<text class="tick" x="{x:.1f}" y="{HEIGHT - BOTTOM + 14}" text-anchor="middle">{month}'
        f'<tspan x="{x:.1f}" dy="10">{year}</tspan></text>'
    )


def _level_lines(scale: _Scale, levels: Sequence[Level], unit: str) -> list[str]:
    """Dashed lines, their names on the right as far apart as reading takes."""
    parts = []
    places = _apart([scale.y(level.value) for level in levels])
    end = scale.end
    for level, label in zip(levels, places, strict=True):
        y = scale.y(level.value)
        words = f"{_NAMES[level.kind]} {figure(level.value, unit)}"
        parts.append(
            f'<line class="level" stroke-dasharray="{_DASHES[level.kind]}" x1="{LEFT}" x2="{end}" '
            f'y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<path class="lead" d="M{end} {y:.1f} L{end + 8} {label:.1f}"/>'
            f'<text class="name" x="{end + 11}" y="{label + 3.5:.1f}">{escape(words)}</text>'
        )
    return parts


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights for labels, in the order given: as near to where they belong as reading allows."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    placed: dict[int, float] = {}
    least: float = TOP - LABEL_APART
    for at in order:
        least = max(wanted[at], least + LABEL_APART)
        placed[at] = least
    most: float = HEIGHT - BOTTOM
    for at in reversed(order):
        placed[at] = min(placed[at], most)
        most = placed[at] - LABEL_APART
    return [placed[at] for at in range(len(wanted))]


def _run_places(months: Sequence[TrendPoint]) -> list[list[tuple[int, float]]]:
    """The values by their place, in runs that no month without a figure interrupts."""
    found: list[list[tuple[int, float]]] = []
    before = None
    for at, point in enumerate(months):
        if point.value is not None:
            if before is None:
                found.append([])
            found[-1].append((at, point.value))
        before = point.value
    return found


def _path(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _runs(scale: _Scale, months: Sequence[TrendPoint]) -> list[str]:
    return [
        f'<polyline class="figure" points="{_path([(scale.x(at), scale.y(value)) for at, value in run])}"/>'
        for run in _run_places(months)
    ]


def _points(scale: _Scale, months: Sequence[TrendPoint], unit: str) -> list[str]:
    """A mark at each month with its figure above it, under it where it is the lower of its neighbours."""
    parts = []
    values = [point.value for point in months]
    for at, value in enumerate(values):
        if value is None:
            continue
        beside = [other for other in (*values[max(0, at - 1) : at], *values[at + 1 : at + 2]) if other is not None]
        under = bool(beside) and all(value < other for other in beside)
        x, y = scale.x(at), scale.y(value)
        label = min(y + 13, HEIGHT - BOTTOM - 2) if under else max(y - 6, 9)
        x_label, anchor = _beside(x, values[at - 1] if at else None, value, values[at + 1 : at + 2])
        last = " last" if at == len(values) - 1 else ""
        shown = figure(value, unit).removesuffix(" %")
        parts.append(
            f'<circle class="mark{last}" cx="{x:.1f}" cy="{y:.1f}" r="{3.4 if last else 2.4}"/>'
            f'<text class="value{last}" x="{x_label:.1f}" y="{label:.1f}" text-anchor="{anchor}">{escape(shown)}</text>'
        )
    return parts


def _beside(x: float, before: float | None, value: float, after: Sequence[float | None]) -> tuple[float, str]:
    """Where a label stands so that a line that rises or falls through its mark does not cross it."""
    following = after[0] if after else None
    if before is None or following is None:
        return x, "middle"
    if before > value > following:
        return x + 3, "start"
    if before < value < following:
        return x - 3, "end"
    return x, "middle"
