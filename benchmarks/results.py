"""A budget, what was measured against it, and the verdict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """One line: ``measured`` and ``budget`` in ``unit``; ``yardstick``: what the budget was derived from."""

    what: str
    measured: float
    budget: float
    unit: str
    yardstick: str = ""

    @property
    def ratio(self) -> float:
        """Measured over budget: 1 or less is within it."""
        return self.measured / self.budget

    @property
    def verdict(self) -> str:
        """``met``, or by how much it was missed."""
        return "met" if self.ratio <= 1 else f"MISSED by {self.ratio - 1:.0%}"


def number(value: float, unit: str) -> str:
    """A measurement with its unit, with as many digits as mean something."""
    if unit == "bytes":
        return f"{value:,.0f} bytes"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:,.2f} {unit}"


def as_table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    lines = [
        "| what | measured | budget | of budget | yardstick | verdict |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    for result in results:
        measured, budget = number(result.measured, result.unit), number(result.budget, result.unit)
        cells = (result.what, measured, budget, f"{result.ratio:.2f}", result.yardstick, result.verdict)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def write(results: Sequence[Result], folder: Path) -> None:
    """Keep the results beside the data that they were measured on."""
    rows = [{**asdict(result), "verdict": result.verdict} for result in results]
    (folder / "results.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    (folder / "results.md").write_text(as_table(results) + "\n", encoding="utf-8")
