"""A load that is stopped at any moment leaves the store as it was, and the next one works."""

import os
import resource
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.loading.load import load
from caseworkbench.store import folder as store_folder
from caseworkbench.store.generation import open_generation
from caseworkbench.store.record import LoadRecord

Extract = Callable[..., Path]
Loaded = Callable[..., LoadRecord]
TODAY = date(2018, 9, 30)
HEAD = "visit_id,child_id,visit_date,visit_type\n"
OLD = HEAD + "old,c1,2018-09-03,cp\n"
NEW = HEAD + "".join(f"new{n},c1,2018-09-{n % 30 + 1:02},cp\n" for n in range(20_000))


def in_another_process(work: Callable[[], object]) -> int:
    """Run work in a forked process; gives the signal that ended it as a negative number, else its status."""
    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            work()
            status = 0
        except WorkbenchError:
            status = 1
        except SystemExit as ending:
            status = int(str(ending.code))
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def kill_at(moment: int, number: int = signal.SIGKILL) -> Callable[[str, float], None]:
    """A progress callback that sends its own process a signal when it is called for the nth time."""
    told = [0]

    def tell(what: str, part: float) -> None:
        told[0] += 1
        if told[0] == moment:
            os.kill(os.getpid(), number)

    return tell


def visits(store: Path) -> list[str]:
    _, connection = open_generation(store)
    found = [row[0] for row in connection.execute("SELECT visit_id FROM visits LIMIT 3")]
    connection.close()
    return found


def held(store: Path) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


@pytest.mark.parametrize("moment", [1, 4, 9, 20])
def test_killed_outright_at_any_moment(moment: int, extract: Extract, loaded: Loaded, store: Path) -> None:
    loaded(extract(visits=OLD))
    new = extract(visits=NEW)
    ended = in_another_process(lambda: load([new], store, progress=kill_at(moment), today=TODAY))
    assert ended == -signal.SIGKILL
    assert visits(store) == ["old"]
    assert loaded(new).load_id == 2
    assert len(visits(store)) == 3
    assert held(store) == ["1.sqlite", "2.sqlite", "current.json", "lock"]


@pytest.mark.parametrize("wait", [0.05, 0.2])
def test_killed_by_the_clock(wait: float, extract: Extract, loaded: Loaded, store: Path) -> None:
    loaded(extract(visits=OLD))
    new = extract(visits=NEW)

    def load_and_be_killed() -> None:
        signal.signal(signal.SIGALRM, lambda number, frame: os.kill(os.getpid(), signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, wait)
        load([new], store, today=TODAY)

    ended = in_another_process(load_and_be_killed)
    assert visits(store) == ["old"] or ended == 0
    loaded(extract(visits=OLD.replace("old", "after")))
    assert visits(store) == ["after"]


@pytest.mark.parametrize(("step", "current"), [("before", "old"), ("after", "new0")])
def test_killed_on_either_side_of_the_switch(
    step: str, current: str, extract: Extract, loaded: Loaded, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(extract(visits=OLD))
    new = extract(visits=NEW)
    switch = store_folder.StoreFolder.switch

    def switch_and_die(self: store_folder.StoreFolder, pointer: store_folder.Pointer) -> None:
        if step == "after":
            switch(self, pointer)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(store_folder.StoreFolder, "switch", switch_and_die)
    assert in_another_process(lambda: load([new], store, today=TODAY)) == -signal.SIGKILL
    monkeypatch.undo()
    assert visits(store)[0] == current
    loaded(extract(visits=OLD.replace("old", "after")))
    assert visits(store) == ["after"]


def test_a_killed_first_load_leaves_a_folder_that_the_next_can_use(
    extract: Extract, loaded: Loaded, store: Path
) -> None:
    new = extract(visits=NEW)
    in_another_process(lambda: load([new], store, progress=kill_at(5), today=TODAY))
    with pytest.raises(WorkbenchError, match="holds nothing yet"):
        open_generation(store)
    loaded(extract(visits=OLD))
    assert visits(store) == ["old"] and held(store) == ["1.sqlite", "current.json", "lock"]


@pytest.mark.parametrize("first", [True, False])
def test_a_termination_signal_clears_up_at_once(first: bool, extract: Extract, loaded: Loaded, store: Path) -> None:
    if not first:
        loaded(extract(visits=OLD))
    new = extract(visits=NEW)
    ended = in_another_process(lambda: load([new], store, progress=kill_at(6, signal.SIGTERM), today=TODAY))
    assert ended == 128 + signal.SIGTERM
    if first:
        assert not store.exists()
    else:
        assert held(store) == ["1.sqlite", "current.json", "lock"] and visits(store) == ["old"]


def test_ctrl_c_clears_up_at_once(extract: Extract, loaded: Loaded, store: Path) -> None:
    loaded(extract(visits=OLD))

    def interrupt(what: str, part: float) -> None:
        if part > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loaded(extract(visits=NEW), progress=interrupt)
    assert held(store) == ["1.sqlite", "current.json", "lock"] and visits(store) == ["old"]


def test_a_full_disk_is_told_and_changes_nothing(extract: Extract, loaded: Loaded, store: Path) -> None:
    loaded(extract(visits=OLD))
    new = extract(visits=NEW)
    said = store.parent / "said"

    def load_on_a_full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        try:
            load([new], store, today=TODAY)
        except WorkbenchError as problem:
            said.write_text(str(problem))
            raise

    assert in_another_process(load_on_a_full_disk) == 1
    assert "the store is as it was" in said.read_text()
    assert held(store) == ["1.sqlite", "current.json", "lock"] and visits(store) == ["old"]


def test_a_second_load_is_told_that_one_is_running_and_readers_see_the_old_state(
    extract: Extract, loaded: Loaded, store: Path
) -> None:
    loaded(extract(visits=OLD))
    new = extract(visits=NEW)
    running, go_on = store.parent / "running", store.parent / "go on"

    def wait_half_way(what: str, part: float) -> None:
        if part > 0.3 and not running.exists():
            running.touch()
            while not go_on.exists():
                time.sleep(0.01)

    pid = os.fork()
    if pid == 0:
        try:
            load([new], store, progress=wait_half_way, today=TODAY)
        finally:
            os._exit(0)
    while not running.exists():
        time.sleep(0.01)
    try:
        with pytest.raises(WorkbenchError, match="Another load is running"):
            loaded(new)
        assert visits(store) == ["old"]
    finally:
        go_on.touch()
        os.waitpid(pid, 0)
    assert visits(store)[0] == "new0"
