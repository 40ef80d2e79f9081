"""A large extract is read by a second process: the same rows, the same sentences, and nothing left behind."""

import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.loading import reading
from caseworkbench.loading.load import load
from caseworkbench.store.generation import open_generation
from caseworkbench.store.record import LoadRecord

Extract = Callable[..., Path]
HEAD = "visit_id,child_id,visit_date,visit_type,notes,worker\n"
ROWS = [f"v{n % 4000},c{n % 7},2018-09-{n % 32:02},cp,x,\n" for n in range(5000)]


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """However small the extract and however many threads the tests run in; gives the processes that were started."""
    started: list[int] = []
    fork = os.fork

    def fork_and_note() -> int:
        pid = fork()
        started.append(pid)
        return pid

    monkeypatch.setattr(reading, "_worth_a_process", lambda extract: True)
    monkeypatch.setattr(os, "fork", fork_and_note)
    return started


def summary(store: Path, record: LoadRecord) -> tuple[Any, ...]:
    _, connection = open_generation(store)
    rows = connection.execute("SELECT * FROM visits ORDER BY visit_id").fetchall()
    connection.close()
    said = record.as_dict()
    return rows, said["tables"], said["rejects"], said["messages"], said["as_at"]


def test_it_comes_to_the_same(extract: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = extract(visits=HEAD + "".join(ROWS) + 'v9999,"c1\nc2",2018-09-01,cp,,W\n', notes="a,b\n1,2\n")
    alone = summary(tmp_path / "a", load([folder], tmp_path / "a", today=date(2018, 9, 30)))
    monkeypatch.setattr(reading, "_worth_a_process", lambda extract: True)
    assert summary(tmp_path / "b", load([folder], tmp_path / "b", today=date(2018, 9, 30))) == alone
    assert alone[1][0]["rejected"] > 0 and alone[1][0]["replaced"] > 0 and len(alone[3]) == 3


def test_a_refusal_in_the_middle_is_the_same_sentence(beside: list[int], extract: Extract, store: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"visits\.csv looks cut off"):
        load([extract(visits=HEAD + "".join(ROWS) + "v1,c")], store)
    assert not store.exists()
    _have_ended(beside)


def test_a_reader_that_dies_is_told(
    beside: list[int], extract: Extract, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_send", lambda pipe, content: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(WorkbenchError, match="ended early"):
        load([extract(visits=HEAD + "".join(ROWS))], store)
    assert not store.exists()
    _have_ended(beside)


def test_a_load_that_is_given_up_ends_its_reader(beside: list[int], extract: Extract, store: Path) -> None:
    def interrupt(what: str, part: float) -> None:
        if part > 0.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load([extract(visits=HEAD + "".join(ROWS))], store, progress=interrupt)
    _have_ended(beside)


def test_a_killed_load_does_not_keep_the_store_locked(beside: list[int], extract: Extract, store: Path) -> None:
    folder = extract(visits=HEAD + "".join(ROWS))

    def die(what: str, part: float) -> None:
        if part > 0.2:
            os.kill(os.getpid(), signal.SIGKILL)

    pid = os.fork()
    if pid == 0:
        try:
            load([folder], store, progress=die)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    assert load([folder], store).load_id == 1


def test_a_small_extract_is_read_in_one_process(extract: Extract, monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    load([extract()], store)


def _have_ended(processes: list[int]) -> None:
    assert processes
    for pid in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_where_the_system_gives_no_process_it_is_read_in_this_one(
    extract: Extract, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(reading, "_worth_a_process", lambda extract: True)
    monkeypatch.setattr(os, "fork", refuse)
    open_before = len(list(Path("/proc/self/fd").iterdir()))
    record = load([extract(visits=HEAD + "v1,c1,2018-09-03,cp,,\n")], store, today=date(2018, 9, 30))
    assert [table.accepted for table in record.tables] == [1]
    assert len(list(Path("/proc/self/fd").iterdir())) == open_before
