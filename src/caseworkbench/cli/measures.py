"""``caseworkbench measures``: the catalogue, and one measure's definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from caseworkbench.cli import options
from caseworkbench.cli.columns import PERIOD_WORDS
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import heading, say, tell, wrapped, write_object, write_rows
from caseworkbench.output.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caseworkbench.measures.catalogue import Catalogue, Measure

FIELDS = (
    "id",
    "title",
    "question",
    "standing",
    "source",
    "basis",
    "period",
    "better",
    "limits",
    "unit",
    "who",
    "needs",
)

BASIS_WORDS = {
    "completed": "of those stopped in the period, the share stopped in time",
    "due": "of those due in the period, the share stopped in time",
    "running": "of those running on the day, the share not overdue",
    "count": "how many are running and overdue on the day",
    "rows": "of the cases in the period, the share (or number) of which the question is true",
}
STANDING_WORDS = {"statutory": "statutory", "guidance": "statutory guidance", "local": "local standard"}


def as_dict(measure: Measure) -> dict[str, object]:
    """A measure's header as JSON has it; ``limits`` is an array of name, n and unit."""
    row: dict[str, object] = {field: getattr(measure, field) for field in FIELDS}
    row["limits"] = [{"name": limit.name, "n": limit.n, "unit": limit.unit} for limit in measure.limits]
    row["needs"] = list(measure.needs)
    return row


_COLUMNS = [
    Column("id", "Measure"),
    Column("title", "Title", least=20),
    Column("limits", "Limit", show=lambda row: str(row["limit_words"]), least=12),
    Column("period", "Period", show=lambda row: PERIOD_WORDS.get(str(row["period"]), ""), spare=1),
    Column("better", "Better", spare=2),
    Column("standing", "Standing", show=lambda row: STANDING_WORDS.get(str(row["standing"]), ""), spare=3),
]


def _limit(measure: Measure) -> str:
    """The limit for a table's cell; where it differs by row only how many there are."""
    return measure.limit.words() if measure.limit else f"{len(measure.limits)}, by case" if measure.limits else ""


def known_measures(place: Place) -> Catalogue:
    """The catalogue as configuration has it; no store is needed to read it."""
    from caseworkbench.measures.catalogue import read_catalogue
    from caseworkbench.resources import folder

    settings = place.settings()
    catalogue = read_catalogue(folder("queries"), settings.query_folders, settings.limits)
    for mistake in catalogue.mistakes:
        tell(mistake)
    return catalogue


@click.command(short_help="The measures; for one its rule, source and SQL.")
@click.argument("measure", required=False)
@options.as_format
@click.pass_context
@pass_place
def measures(place: Place, context: click.Context, measure: str | None, form: str) -> None:
    """The measures there are; for one MEASURE its rule, source, limit, and the SQL that yields its rows."""
    catalogue = known_measures(place)
    if measure is None:
        rows: list[Mapping[str, object]] = [
            {**as_dict(each), "limit_words": _limit(each)} for each in catalogue.measures.values()
        ]
        write_rows(form, FIELDS, _COLUMNS, rows)
        return
    found = catalogue.get(measure)
    whole = {**as_dict(found), "rule": found.rule, "sql": found.sql}
    if form == "json":
        write_object(whole)
    elif form == "csv":
        write_rows(form, (*FIELDS, "rule", "sql"), [], [whole])
    else:
        _page(found, form)


def _page(measure: Measure, form: str) -> None:
    heading(f"{measure.title} ({measure.id})", form)
    say()
    facts = (
        ("Question", measure.question),
        ("Rule", measure.rule),
        ("Limit", measure.limit_words() or "none"),
        ("Counted", f"{BASIS_WORDS[measure.basis]}; period: {PERIOD_WORDS[measure.period]}"),
        ("Better", measure.better or "neither high nor low"),
        ("Source", f"{measure.source} ({STANDING_WORDS[measure.standing]})"),
        ("Needs", ", ".join(f"{table}.csv" for table in (*measure.needs, *measure.any_of))),
    )
    for name, text in facts:
        wrapped(f"**{name}.** {text}" if form == "markdown" else f"{name}: {text}")
        say()
    if form == "markdown":
        say("```sql")
    for line in measure.sql.strip().splitlines():
        say(line.expandtabs(4))
    if form == "markdown":
        say("```")
