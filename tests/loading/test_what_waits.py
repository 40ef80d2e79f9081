"""A large return waits beside the generation while it is loaded: not in memory, and not behind when that is done."""

import os
import signal
import sqlite3
import stat
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.extracts import xml_source
from caseworkbench.extracts.checking import Checker
from caseworkbench.extracts.mapped_extract import MappedExtract
from caseworkbench.extracts.read import read
from caseworkbench.loading import waiting
from caseworkbench.loading.load import load
from caseworkbench.loading.merge import Merger
from caseworkbench.store.generation import open_generation
from caseworkbench.store.history import create_history_tables
from caseworkbench.store.schema import create_native_tables

TODAY = date(2018, 9, 30)
HEAD = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2018</Year>"
    "<ReferenceDate>2018-09-30</ReferenceDate></CollectionDetails></Header><Children>"
)


def held(store: Path) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def census(path: Path, children: int) -> Path:
    """A return: each child has one referral, two assessments and a plan with two reviews."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(children):
            file.write(
                f"<Child><ChildIdentifiers><LAchildID>C{number}</LAchildID><PersonBirthDate>2010-05-06</PersonBirthDate>"
                "</ChildIdentifiers><CINdetails><CINreferralDate>2018-04-03</CINreferralDate>"
                "<Assessments><AssessmentActualStartDate>2018-04-04</AssessmentActualStartDate></Assessments>"
                "<Assessments><AssessmentActualStartDate>2018-08-01</AssessmentActualStartDate></Assessments>"
                "<ChildProtectionPlans><CPPstartDate>2018-05-01</CPPstartDate><Reviews><CPPreviewDate>2018-06-01"
                "</CPPreviewDate><CPPreviewDate>2018-08-02</CPPreviewDate></Reviews></ChildProtectionPlans>"
                "</CINdetails></Child>"
            )
        file.write("</Children></Message>")
    return path


def most_memory(path: Path) -> int:
    """The most bytes that Python held while a return was read and merged."""
    connection = sqlite3.connect(":memory:")
    connection.execute("ATTACH ':memory:' AS waiting")
    create_native_tables(connection)
    create_history_tables(connection)
    (extract,) = read([path])
    assert isinstance(extract, MappedExtract)
    tracemalloc.start()
    try:
        merger, checker = Merger(connection, extract.history), Checker()
        for raw in extract.rows():
            merger.add(checker.check(raw))
        result = merger.finish(TODAY)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    children = result.accepted["children"]
    assert result.accepted == {
        "children": children,
        "referrals": children,
        "assessments": 2 * children,
        "cp_plans": children,
        "reviews": 2 * children,
    }
    connection.close()
    return most


def test_six_times_the_children_take_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_source, "RECORDS_AT_ONCE", 50)
    monkeypatch.setattr(xml_source, "_BLOCK", 1 << 13)
    monkeypatch.setattr(waiting, "AT_ONCE", 50)
    most_memory(census(tmp_path / "first.xml", 100))
    small = most_memory(census(tmp_path / "small.xml", 200))
    large = most_memory(census(tmp_path / "large.xml", 1_200))
    assert large < 1.5 * small


@pytest.mark.parametrize("at_once", [1, 3, 5_000])
def test_however_many_at_a_time_the_same_comes_of_it(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "AT_ONCE", at_once)
    store = tmp_path / "store"
    load([census(tmp_path / "a.xml", 7)], store, today=TODAY)
    again = load([census(tmp_path / "b.xml", 5)], store, today=TODAY)
    counts = {count.table: (count.accepted, count.replaced, count.withdrawn) for count in again.tables}
    assert counts["children"] == (5, 5, 0)
    assert counts["referrals"] == (5, 5, 2)  # the return holds every case of its year, and two are not on it any more
    assert counts["reviews"] == (10, 10, 0)
    _, connection = open_generation(store)
    found = connection.execute("SELECT assessment_id FROM assessments ORDER BY rowid LIMIT 4").fetchall()
    connection.close()
    assert [key for (key,) in found] == ["C0@2018-04-04", "C0@2018-08-01", "C1@2018-04-04", "C1@2018-08-01"]


def test_what_waits_lies_in_the_store_for_its_owner_alone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    seen: dict[str, int] = {}

    def look(what: str, part: float) -> None:
        for path in (store / "generations").glob(".loading-*"):
            seen[path.name] = stat.S_IMODE(path.stat().st_mode)

    load([census(tmp_path / "a.xml", 3)], store, progress=look, today=TODAY)
    assert set(seen) == {f".loading-{os.getpid()}.sqlite", f".loading-{os.getpid()}.waiting.sqlite"}
    assert set(seen.values()) == {0o600}
    assert held(store) == ["1.sqlite", "current.json", "lock"]


def test_what_waited_in_a_killed_load_is_cleared_by_the_next(tmp_path: Path) -> None:
    store, source = tmp_path / "store", census(tmp_path / "a.xml", 3)

    def kill(what: str, part: float) -> None:
        if what == "Indexing":
            os.kill(os.getpid(), signal.SIGKILL)

    load([source], store, today=TODAY)
    pid = os.fork()
    if pid == 0:
        load([source], store, progress=kill, today=TODAY)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    assert any(name.endswith(".waiting.sqlite") for name in held(store))
    load([source], store, today=TODAY)
    assert held(store) == ["1.sqlite", "2.sqlite", "current.json", "lock"]
