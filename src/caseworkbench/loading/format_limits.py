"""What a format cannot say of a measure, or says otherwise than native extracts do: told with every load of it."""

import sqlite3
from collections.abc import Iterable, Sequence

from caseworkbench.extracts.mapping import Limit
from caseworkbench.extracts.rows import Extract
from caseworkbench.measures.catalogue import Measure

_NAMED = 4


def limits_told(connection: sqlite3.Connection, extracts: Iterable[Extract], measures: Sequence[Measure]) -> list[str]:
    """A sentence for each limit of the formats of a load that touches a figure of this store.

    A limit is left out where none of its measures has data, and where the store holds rows that say what the format
    cannot (``Limit.unless``: native files beside it).
    """
    provided = frozenset(row[0] for row in connection.execute("SELECT table_name FROM coverage"))
    told: list[str] = []
    for extract in extracts:
        for limit in getattr(extract, "limits", ()):
            titles = [one.title for one in measures if one.id in limit.measures and one.has_data(provided)]
            if titles and not _said_elsewhere(connection, limit, provided):
                title = getattr(extract, "title", extract.format)
                told.append(f"{title} holds {limit.because}; that touches {_names(titles)}.")
    return list(dict.fromkeys(told))


def _names(titles: Sequence[str]) -> str:
    shown = "; ".join(titles[:_NAMED])
    more = len(titles) - _NAMED
    return f"{shown}; and {more} more" if more > 0 else shown


def _said_elsewhere(connection: sqlite3.Connection, limit: Limit, provided: frozenset[str]) -> bool:
    known = limit.unless
    if known is None or known.table not in provided:
        return False
    test, values = "1", [value.removeprefix("!") for value in known.values]
    if known.column:
        barred = bool(known.values) and known.values[0].startswith("!")
        inside = f" {'NOT ' if barred else ''}IN ({', '.join('?' * len(values))})" if values else " IS NOT NULL"
        test = f"{known.column}{inside}"
    found = connection.execute(f"SELECT 1 FROM {known.table} WHERE {test} LIMIT 1", values).fetchone()
    return found is not None
