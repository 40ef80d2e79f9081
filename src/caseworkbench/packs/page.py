"""The pack as one self-contained HTML page that prints on A4 landscape: no script, nothing fetched from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from caseworkbench.output.plain import plain
from caseworkbench.output.words import figure, long_date, short_month
from caseworkbench.packs import words
from caseworkbench.packs.case_fields import printed
from caseworkbench.packs.case_fields import words as cell_words
from caseworkbench.packs.drawing import chart, sparkline

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, PackLine, Section

AREA_HEADINGS = {"statistical_neighbours": "Neighbours", "england": "England", "region": "Region"}


class Sign(NamedTuple):
    """An arrow or a mark with its words, and whether that is good."""

    sign: str
    words: str
    tone: str = ""


def _finalize(value: Any) -> Any:
    """Text from data as harmless characters; what we drew ourselves as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return plain(value)
    return "" if value is None else value


class PageWriter:
    """Writes the page piece by piece into a stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._templates = Environment(
            loader=PackageLoader("caseworkbench.packs", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"long_date": long_date, "short_month": short_month}
        self._templates.globals |= {"words": words}
        self._pack: Pack | None = None

    def begin(self, pack: Pack) -> None:
        """The head of the page, the board and what was written about its measures."""
        self._pack = pack
        areas = [(area, AREA_HEADINGS[area]) for area in pack.areas]
        rows = [_row(pack, one) for one in pack.lines]
        self._write("head", areas=areas, rows=rows, bands=banded(pack), with_target=_with_target(pack))

    def section(self, section: Section) -> None:
        """One measure: the figure in words, its chart, its groups, what was written, its exceptions."""
        assert self._pack is not None
        one = section.of
        shown = section.exceptions
        columns = printed(self._pack, one, shown)
        self._write(
            "section",
            one=one,
            title=words.title_with_limit(one.figure),
            section=section,
            said=words.figure_sentences(one.figure, one.months),
            chart=chart(one.figure, one.months, one.figure.title),
            groups=[_group(group) for group in section.groups],
            columns=columns,
            cases=[[(cell_words(case, field), field) for field in columns] for case in shown],
            tones=[str(case.get("status") or "") for case in shown],
            more=section.more,
            paragraphs=paragraphs,
        )

    def end(self) -> None:
        """Close what is open."""
        self._write("foot")

    def _write(self, part: str, **values: Any) -> None:
        template = self._templates.get_template(f"{part}.html.j2")
        self._stream.writelines(template.generate(pack=self._pack, **values))


def paragraphs(text: str) -> list[str]:
    """What a person wrote, line by line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def banded(pack: Pack) -> bool:
    """Whether the board's sections stand as headings: where each is one block of several lines."""
    names = [one.section for one in pack.lines]
    blocks = [name for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    return any(names) and len(blocks) == len(set(blocks)) and len(blocks) * 2 <= len(names)


def _with_target(pack: Pack) -> bool:
    return any(one.figure.target is not None for one in pack.lines)


def _change(change: str | None, better: str | None) -> Sign:
    sign, said = words.change_signs(change, better)
    return Sign(sign, said, words.good_or_bad(change, better))


def _row(pack: Pack, one: PackLine) -> dict[str, Any]:
    """A line of the board in the words of its cells."""
    found = one.figure
    readings = []
    for area in pack.areas:
        sign, said = words.reading_signs(found, area)
        reads = (found.comparators.get(area) or {}).get("reads")
        readings.append(Sign(sign, said, words.good_or_bad(reads, found.better)))
    return {
        "one": one,
        "number": one.number,
        "title": words.title_with_limit(found),
        "section": one.section,
        "period": words.PERIODS[found.period],
        "better": words.better_words(found.better),
        "comparators": [
            figure(found.comparators[area]["value"], found.unit) if area in found.comparators else words.NOT_COMPARED
            for area in pack.areas
        ],
        "months": [_month(point.value, found.unit, point.source) for point in one.months],
        "latest": words.value_words(found),
        "counted": words.counted_words(found),
        "reported": words.reported_words(found),
        "previous": figure(found.previous, found.unit),
        "change": _change(found.change, found.better),
        "change_three": _change(found.change_three, found.better),
        "readings": readings,
        "target": "" if found.target is None else figure(found.target, found.unit),
        "rag": found.rag or "",
        "colour": words.colour_words(found),
        "overdue": words.number(found.overdue),
        "due_soon": words.number(found.due_soon),
        "spark": sparkline(one.months),
        "judged": one.remark.judged,
        "judged_words": words.JUDGED.get(one.remark.judged or 0, ""),
        "comment": paragraphs(one.remark.comment),
        "action": paragraphs(one.remark.action),
    }


def _month(value: float | None, unit: str, source: str) -> str:
    shown = figure(value, unit)
    return f"{shown} p" if source == "published" and value is not None else shown


def _group(one: Any) -> dict[str, Any]:
    """A service, a team or a worker in the words of its cells."""
    return {
        "name": one.worker or one.team or one.service,
        "level": "team" if one.worker or one.team else "service",
        "value": words.value_words(one),
        "counted": words.counted_words(one),
        "reported": figure(one.reported_value, one.unit) if words.is_reported_otherwise(one) else "",
        "change": _change(one.change, one.better),
        "overdue": words.number(one.overdue),
        "due_soon": words.number(one.due_soon),
    }
