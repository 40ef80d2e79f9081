"""What a query yields reaches the clocks and the shares as it is, whatever its texts hold and however many they are."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.calendar.days import NEVER, to_day
from caseworkbench.calendar.england import england
from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import read_catalogue
from caseworkbench.measures.clock_rows import build_clocks, find_clocks
from caseworkbench.measures.names import Directory
from caseworkbench.measures.tallied_rows import build_tallied, find_tallied
from caseworkbench.resources import folder

MEASURES = read_catalogue(folder("queries")).measures
ODD = ['O"Neill\\', "née Açikgöz", "tab\there", "nul\0inside", "[b]Ali", "null", ""]


def clocks(sql, rows=(), measure="contact_decision"):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE contacts (contact_id, child_id, received_at, decision_at, team)")
    connection.executemany("INSERT INTO contacts VALUES (?, ?, ?, ?, ?)", rows)
    asked = replace(MEASURES[measure], sql=sql, path=Path("asked.sql"))
    directory = Directory()
    return build_clocks(find_clocks(connection, asked), asked, england(), directory), directory


def shares(sql):
    asked = replace(MEASURES["vacancy_rate"], sql=sql, path=Path("asked.sql"))
    directory = Directory()
    return build_tallied(find_tallied(sqlite3.connect(":memory:"), asked), asked, directory)


ALL = (
    "SELECT contact_id AS Subject, child_id, received_at AS START_DATE, decision_at AS stop_date, team FROM contacts"
    " ORDER BY contact_id DESC"
)


def test_texts_come_as_they_are_in_the_order_of_the_rows():
    rows = [(f"{n}{text}", text, "2018-09-03", None, text) for n, text in enumerate(ODD)]
    built, directory = clocks(ALL, rows)
    assert built.subjects == [f"{n}{text}" for n, text in reversed(list(enumerate(ODD)))]
    names = [directory.children.texts[code] if code >= 0 else "" for code in built.clocks.child.tolist()]
    assert names == list(reversed(ODD))
    teams = [directory.teams.texts[code] if code >= 0 else "" for code in built.clocks.team.tolist()]
    assert teams == names


def test_a_missing_date_is_none_and_an_empty_one_too():
    built, _ = clocks(ALL, [("K1", "C1", "2018-09-03", None, None), ("K2", "C2", "2018-09-03", "", None)])
    assert built.clocks.stop.tolist() == [NEVER, NEVER]
    assert built.clocks.start.tolist() == [to_day(date(2018, 9, 3))] * 2


def test_a_query_without_rows_makes_no_clocks():
    built, _ = clocks(ALL)
    assert (len(built.clocks), built.subjects, built.doubts) == (0, [], [])


def test_a_clock_that_is_not_believed_is_asked_about_with_what_the_record_says():
    built, _ = clocks(ALL, [("K1", "C1", "2018-09-03", "2018-09-01", None), ("K2", None, "1918-09-03", None, None)])
    assert [(doubt.subject, doubt.child_id, doubt.start, doubt.stop, doubt.why) for doubt in built.doubts] == [
        ("K1", "C1", "2018-09-03", "2018-09-01", "stop before start"),
        ("K2", None, "1918-09-03", None, "outside the calendar"),
    ]


@pytest.mark.parametrize(
    ("weight", "said"), [("0.6", 0.6), ("0.1 + 0.2", 0.1 + 0.2), ("1.0 / 3", 1 / 3), ("1", 1.0), ("2.5e-7", 2.5e-7)]
)
def test_a_full_time_equivalent_keeps_every_digit(weight, said):
    rows, subjects = shares(
        f"SELECT 'P1' AS subject, NULL AS child_id, '2018-09-03' AS event_date, 1 AS met, {weight} AS weight"
    )
    assert rows.weight.tolist() == [said]
    assert (rows.met.tolist(), subjects) == ([True], ["P1"])


def test_a_weight_that_is_no_number_is_named_with_the_file():
    with pytest.raises(WorkbenchError, match=r"asked\.sql yields a value that is no date, time or number"):
        shares("SELECT 'P1' AS subject, 'C1' AS child_id, '2018-09-03' AS event_date, 1 AS met, 'half' AS weight")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT 1 AS subject", "no column child_id"),
        ("SELECT 1 AS subject, 2 AS child_id, '2018-09-03' AS start_date, 3 AS colour", "yields colour"),
        ("SELECT 1 AS subject, 2 AS child_id, '2018-09-33' AS start_date", "no date, time or number"),
        ("SELECT 1 AS subject, 2 AS child_id, 3 AS start_date) UNION SELECT 1, 2, (3", "does not run"),
        ("SELECT 1 AS subject; DELETE FROM contacts", "does not run"),
    ],
)
def test_a_mistake_in_a_query_is_named_with_the_file(sql, said):
    with pytest.raises(WorkbenchError, match=rf"asked\.sql.*{said}"):
        clocks(sql)


def test_a_query_that_ends_in_a_comment_runs():
    built, _ = clocks("SELECT 1 AS subject, 2 AS child_id, '2018-09-03' AS start_date -- the day it began")
    assert built.subjects == ["1"]
