"""Every query yields the same rows on SQLite and on DuckDB: it is standard SQL over ISO dates as text."""

import random
import sqlite3
from datetime import date, timedelta

import duckdb
import pytest

from caseworkbench.calendar.england import bank_holidays
from caseworkbench.extracts.native_tables import TABLES
from caseworkbench.measures.catalogue import read_catalogue
from caseworkbench.measures.header import read_query
from caseworkbench.measures.vocabulary import CALENDAR, calendar_rows, create_vocabulary, read_definitions
from caseworkbench.resources import folder
from caseworkbench.store.schema import create_native_tables

QUERIES = folder("queries")
CATALOGUE = read_catalogue(QUERIES)
CHILDREN = [f"C{n}" for n in range(12)]
LINKS = {
    "referral_id": "referrals",
    "s47_id": "section47s",
    "strategy_id": "strategy_discussions",
    "care_id": "care_episodes",
    "episode_id": "missing_episodes",
    "reaudit_of": "audits",
}


def made_up_value(column, table, row, chance):
    if column.name == table.key[0] and column.name != "child_id":
        return f"{table.name[:3]}{row}"
    if column.name == "date_of_birth":
        return f"{chance.randrange(1994, 2002)}-02-{chance.choice(['28', '11'])}"
    if column.name == "child_id":
        return chance.choice(CHILDREN)
    if column.name == "subject_id":
        return f"{chance.choice(['cp_', 'cin', 'car'])}{chance.randrange(30)}"
    if not column.required and chance.random() < 0.3:
        return None
    if column.name in LINKS:
        return f"{LINKS[column.name][:3]}{chance.randrange(30)}"
    if column.kind in ("date", "moment"):
        return (date(2018, 1, 1) + timedelta(days=chance.randrange(400))).isoformat()
    if column.kind == "flag":
        return chance.choice("YN")
    if column.kind in ("number", "whole"):
        return chance.randrange(3)
    if column.name == "activity":
        return chance.choice(["F2", "P1", "G4"])
    if column.name == "legal_status":
        return chance.choice(["C2", "V2", "V3"])
    if column.name == "visit_type":
        return chance.choice(["cp", "cin", "lac", "other"])
    if column.name == "role":
        return chance.choice(["lead", "other"])
    return chance.choice(column.codes) if column.codes else chance.choice(["a", "b", "c"])


def made_up_tables(seed):
    chance = random.Random(seed)
    for table in TABLES:
        rows = []
        for row in range(60 if table.name in ("visits", "supervisions") else 30):
            values = {column.name: made_up_value(column, table, row, chance) for column in table.columns}
            for name in ("latest_only", "start_estimated"):
                if name in table.extra:
                    values[name] = chance.choice(["Y", None, None])
            for column in table.columns:
                if column.kind == "moment" and values[column.name]:
                    values[f"{column.name}_time"] = chance.choice([None, "09:30:00", "17:05:30"])
            rows.append(tuple(values.get(name) for name, _ in table.stored))
        yield table, rows


@pytest.fixture(scope="module", params=[1, 2, 3])
def engines(request):
    lite = sqlite3.connect(":memory:")
    create_native_tables(lite)
    duck = duckdb.connect(":memory:")
    for table, rows in made_up_tables(request.param):
        kinds = {"TEXT": "VARCHAR", "REAL": "DOUBLE", "INTEGER": "BIGINT"}
        duck.execute(f"CREATE TABLE {table.name} ({', '.join(f'{n} {kinds[k]}' for n, k in table.stored)})")
        marks = ", ".join("?" * len(table.stored))
        lite.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
        duck.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
    calendar = calendar_rows({day.isoformat() for day in bank_holidays()}, 2017, 2020)
    create_vocabulary(lite, read_definitions(QUERIES), calendar, {"as_at": "2018-09-30"})
    create_on_duckdb(duck, calendar)
    yield lite, duck
    lite.close()
    duck.close()


def create_on_duckdb(duck, calendar):
    duck.execute(f"CREATE TEMP TABLE calendar ({', '.join(CALENDAR)})")
    duck.executemany(f"INSERT INTO calendar VALUES ({', '.join('?' * len(CALENDAR))})", calendar)
    duck.execute("CREATE TEMP TABLE parameters (name VARCHAR, value VARCHAR)")
    duck.execute("INSERT INTO parameters VALUES ('as_at', '2018-09-30')")
    for definition in read_definitions(QUERIES):
        duck.execute(f"CREATE TEMP VIEW {definition.name} AS {definition.sql}")


def rows_of(engine, sql):
    return sorted((tuple(row) for row in engine.execute(sql).fetchall()), key=repr)


@pytest.mark.parametrize("measure", sorted(CATALOGUE.measures))
def test_a_measure_yields_the_same_rows_on_both_engines(engines, measure):
    lite, duck = engines
    sql = CATALOGUE.measures[measure].sql
    found = rows_of(lite, sql)
    assert found, "the made-up extracts give every measure rows to compare"
    assert found == rows_of(duck, sql)


@pytest.mark.parametrize("path", sorted((QUERIES / "questions").glob("*.sql")), ids=lambda path: path.stem)
def test_a_data_question_yields_the_same_rows_on_both_engines(engines, path):
    lite, duck = engines
    _, sql = read_query(path)
    assert rows_of(lite, sql) == rows_of(duck, sql)


def test_there_are_twenty_two_clock_measures_and_no_file_with_a_mistake():
    assert sum(measure.is_clock for measure in CATALOGUE.measures.values()) == 22
    assert CATALOGUE.mistakes == ()
