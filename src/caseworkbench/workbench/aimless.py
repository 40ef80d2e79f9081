"""Names in an authority's configuration and queries that are understood and yet lead nowhere."""

from caseworkbench.errors import nearest
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.measures.catalogue import Catalogue
from caseworkbench.settings import Settings


def names_that_mean_nothing(settings: Settings, catalogue: Catalogue) -> list[str]:
    """A sentence for each folder that is not there, each target of no measure, and each extract of no such name."""
    said = [
        f"The configuration {settings.path} names {place} as a folder of {what}, which is not there."
        for what, places in (
            ("queries", settings.query_folders),
            ("boards", settings.board_folders),
            ("formats", settings.format_folders),
        )
        for place in places
        if not place.is_dir()
    ]
    said += [
        f"The configuration {settings.path} gives a target for {name!r}, which is no measure here."
        + _meant(name, list(catalogue.measures))
        for name in settings.targets
        if name not in catalogue.measures
    ]
    for measure in catalogue.measures.values():
        for table in (*measure.needs, *measure.any_of):
            if measure.own and table not in BY_NAME:
                said.append(
                    f"{measure.path} needs {table!r}, which is no extract, so it never has data."
                    + _meant(table, list(BY_NAME))
                )
    return said


def _meant(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    return f" Did you mean {' or '.join(near)}?" if near else ""
