"""Ask one data question of a few hand-made rows."""

import sqlite3
from functools import cache

from caseworkbench.calendar.england import bank_holidays
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.measures.header import read_query
from caseworkbench.measures.vocabulary import calendar_rows, create_vocabulary, read_definitions
from caseworkbench.resources import folder
from caseworkbench.store.schema import create_native_tables

AS_AT = "2018-09-30"
Rows = list[dict[str, object]]


@cache
def _calendar() -> list[tuple[object, ...]]:
    return calendar_rows({day.isoformat() for day in bank_holidays()}, 2009, 2019)


def ask(rule: str, /, **tables: Rows) -> list[tuple[str | None, str, str | None]]:
    """(child, record, date) of each row that the rule yields, as at 30 September 2018; rows are of child C1."""
    return [(row[0], row[1], row[3]) for row in _asked(rule, tables)]


def details(rule: str, /, **tables: Rows) -> list[str]:
    """What the rule says of each row."""
    return [row[4] for row in _asked(rule, tables)]


def _asked(rule: str, tables: dict[str, Rows]) -> list[tuple]:
    connection = sqlite3.connect(":memory:")
    create_native_tables(connection)
    for name, rows in tables.items():
        own = {column.name for column in BY_NAME[name].columns}
        for row in rows:
            given = {**({"child_id": "C1"} if "child_id" in own else {}), **row}
            assert set(given) <= own
            marks = ", ".join("?" * len(given))
            connection.execute(f"INSERT INTO {name} ({', '.join(given)}) VALUES ({marks})", list(given.values()))
    create_vocabulary(connection, read_definitions(folder("queries")), _calendar(), {"as_at": AS_AT})
    header, sql = read_query(folder("queries") / "questions" / f"{rule}.sql")
    assert header["title"]
    assert set(header.get("needs", ())) <= set(BY_NAME)
    query = f"SELECT child_id, subject, table_name, event_date, detail FROM ({sql}) AS asked ORDER BY 1, 2, 4"
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def cp(start: str = "2018-01-01", end: str | None = None, plan: str = "P1", child: str = "C1") -> dict[str, object]:
    """A child protection plan; the other two likewise."""
    return {"plan_id": plan, "child_id": child, "start_date": start, "end_date": end}


def cin(start: str = "2018-01-01", end: str | None = None, plan: str = "N1", child: str = "C1") -> dict[str, object]:
    return cp(start, end, plan, child)


def visit(day: str, child: str = "C1", kind: str = "cp", seen: str | None = "Y") -> dict[str, object]:
    """A visit; its identifier is its child and day."""
    return {
        "visit_id": f"{child} {day}",
        "child_id": child,
        "visit_date": day,
        "visit_type": kind,
        "child_seen": seen,
    }


def referral(day: str, closed: str | None = None, nfa: str | None = "N", name: str = "R1") -> dict[str, object]:
    return {"referral_id": name, "referral_date": day, "closed_date": closed, "nfa": nfa}
