"""Queries run beside the counting: in the order asked, stopped at once with a load, and done all the same alone."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from caseworkbench.loading.beside import beside
from caseworkbench.store.generation import open_generation

# Counting to a thousand million takes SQLite minutes.
FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e9) SELECT max(i) FROM n"
TABLES = {
    "cp_plans": "plan_id,child_id,start_date,end_date\nP1,C1,2018-01-08,\nP2,C2,2018-02-05,2018-06-04\n",
    "visits": "visit_id,child_id,visit_date,visit_type\nV1,C1,2018-01-15,cp\nV3,C2,2018-02-09,cp\n",
    "allocations": "allocation_id,child_id,worker,team,start_date\nA1,C1,Grace Oyelaran,North,2018-01-08\n",
}


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", check_same_thread=False)
    yield opened
    opened.close()


@pytest.fixture
def no_thread(monkeypatch):
    def refuse(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(ThreadPoolExecutor, "submit", refuse)


def first(connection, sql):
    return connection.execute(sql).fetchone()[0]


def in_order(connection):
    with beside(connection) as ask:
        asked = [ask(partial(first, connection, f"SELECT {number}")) for number in range(5)]
        wrong = ask(partial(first, connection, "SELECT no_column"))
        last = ask(partial(first, connection, "SELECT 'last'"))
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            wrong()
        return [told() for told in asked], last()


def test_what_is_asked_is_done_in_order_and_a_mistake_is_told_to_who_waits_for_it(connection):
    assert in_order(connection) == ([0, 1, 2, 3, 4], "last")


def test_the_same_where_the_system_gives_no_thread(connection, no_thread):
    assert in_order(connection) == ([0, 1, 2, 3, 4], "last")


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit, OSError])
def test_a_load_that_is_stopped_stops_its_query_at_once_and_leaves_no_thread(connection, ending):
    running = threading.active_count()
    began = time.monotonic()
    never = []
    with pytest.raises(ending), beside(connection) as ask:
        ask(partial(first, connection, FOR_EVER))
        ask(lambda: never.append("done"))
        time.sleep(0.1)
        raise ending
    assert time.monotonic() - began < 10
    assert threading.active_count() == running
    assert never == []


def test_clocks_built_without_a_thread_are_the_same(extract, loaded, store, request):
    def clocks():
        _, opened = open_generation(store)
        found = opened.execute("SELECT * FROM clock_columns ORDER BY measure, column_name").fetchall()
        asked = opened.execute("SELECT * FROM questions").fetchall()
        opened.close()
        return found, asked

    loaded(extract(**TABLES))
    beside_one_another = clocks()
    request.getfixturevalue("no_thread")
    loaded(extract(**TABLES))
    assert clocks() == beside_one_another
    assert any(row[0] == "cp_visit" and row[1] == "due" and row[2] for row in beside_one_another[0])
