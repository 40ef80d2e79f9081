"""A damaged store is told in one sentence, and never read as figures."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.loading.load import load, undo_load
from caseworkbench.store.folder import StoreFolder, filesystem
from caseworkbench.store.generation import open_generation

TODAY = date(2018, 9, 30)


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extract")
    lines = "".join(f"v{n},c{n % 50},2018-09-{n % 30 + 1:02},cp\n" for n in range(3000))
    (folder / "visits.csv").write_text("visit_id,child_id,visit_date,visit_type\n" + lines)
    return folder


@pytest.fixture(scope="module")
def made(extract: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("made") / "store"
    for _ in range(2):
        load([extract], store, today=TODAY)
    return store


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A store of two loads, to be damaged."""
    copy = tmp_path / "store"
    shutil.copytree(made, copy)
    return copy


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut to nothing": lambda path: os.truncate(path, 0),
    "made longer": lambda path: os.truncate(path, path.stat().st_size + 4096),
    "overwritten in the middle": lambda path: overwrite(path, path.stat().st_size // 2, b"\xff" * 64),
    "overwritten by one letter": lambda path: overwrite(path, path.stat().st_size - 5000, b"!"),
    "overwritten at the head": lambda path: overwrite(path, 0, b"not a database, surely"),
    "another file": lambda path: path.write_text("nothing to do with it"),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=list(DAMAGE))
def test_a_damaged_generation_is_told_and_one_can_go_back(damage: Callable[[Path], object], store: Path) -> None:
    path = store / "generations" / "2.sqlite"
    damage(path)
    with pytest.raises(WorkbenchError, match=r"The store is damaged.*undo-load") as told:
        open_generation(store)
    assert str(path) in str(told.value) and "\n" not in str(told.value)
    assert undo_load(store).load_id == 1
    _, connection = open_generation(store)
    assert connection.execute("SELECT count(*) FROM visits").fetchone() == (3000,)
    connection.close()


def test_a_load_does_not_build_on_a_damaged_generation(store: Path, extract: Path) -> None:
    overwrite(store / "generations" / "2.sqlite", 8192, b"\xff" * 64)
    with pytest.raises(WorkbenchError, match="damaged"):
        load([extract], store, today=TODAY)
    assert sorted(path.name for path in (store / "generations").iterdir()) == ["1.sqlite", "2.sqlite"]


def test_a_copied_store_is_whole(store: Path) -> None:
    for path in store.rglob("*.sqlite"):
        os.utime(path, (1, 1))
    entry, connection = open_generation(store)
    connection.close()
    assert entry.load_id == 2


def test_nothing_can_be_written_to_a_generation(store: Path) -> None:
    _, connection = open_generation(store)
    with pytest.raises(Exception, match="readonly"):
        connection.execute("DELETE FROM visits")
    connection.close()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"layout": 2, "last_load_id": 1, "generations": [{}]}', "\x00\xff"]
)
def test_a_damaged_pointer_is_told(content: str, store: Path, extract: Path) -> None:
    (store / "current.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(WorkbenchError, match=r"pointer .*current\.json cannot be read"):
        open_generation(store)
    with pytest.raises(WorkbenchError, match="cannot be read"):
        load([extract], store, today=TODAY)
    assert (store / "generations" / "2.sqlite").exists()


def test_a_lost_pointer_is_told_and_no_load_writes_over_what_is_there(store: Path, extract: Path) -> None:
    (store / "current.json").unlink()
    with pytest.raises(WorkbenchError, match=r"damaged: its pointer .*current\.json is missing"):
        open_generation(store)
    before = (store / "generations" / "1.sqlite").read_bytes()
    with pytest.raises(WorkbenchError, match="is missing"):
        load([extract], store, today=TODAY)
    assert (store / "generations" / "1.sqlite").read_bytes() == before
    assert (store / "generations" / "2.sqlite").exists()


def test_a_first_load_killed_before_its_end_is_no_damage(store: Path, extract: Path) -> None:
    (store / "current.json").unlink()
    (store / "generations" / "2.sqlite").unlink()
    with pytest.raises(WorkbenchError, match="holds nothing yet"):
        open_generation(store)
    assert load([extract], store, today=TODAY).load_id == 1


def test_a_pointer_does_not_lead_out_of_the_store(store: Path) -> None:
    pointer = store / "current.json"
    pointer.write_text(pointer.read_text().replace('"2.sqlite"', '"../../elsewhere.sqlite"'))
    with pytest.raises(WorkbenchError, match="cannot be read"):
        open_generation(store)


def test_a_store_of_an_earlier_layout_is_told(store: Path) -> None:
    pointer = store / "current.json"
    pointer.write_text(pointer.read_text().replace('"layout": 2', '"layout": 1'))
    with pytest.raises(WorkbenchError, match="earlier caseworkbench"):
        open_generation(store)


def test_a_store_of_a_newer_layout_is_told(store: Path) -> None:
    pointer = store / "current.json"
    pointer.write_text(pointer.read_text().replace('"layout": 2', '"layout": 99'))
    with pytest.raises(WorkbenchError, match="newer"):
        open_generation(store)


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"no store at .*caseworkbench demo"):
        open_generation(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(WorkbenchError, match="holds nothing yet"):
        open_generation(tmp_path / "empty")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkbenchError, match="is a file"):
        open_generation(tmp_path / "file")
    with pytest.raises(WorkbenchError, match="not a store"):
        open_generation(tmp_path)


def test_an_unknown_load_is_told_with_those_that_are_kept(store: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"Load 9 is not kept.*1, 2"):
        open_generation(store, 9)


def test_a_network_filesystem_is_known_by_its_mount(tmp_path: Path) -> None:
    share = tmp_path / "team share"
    share.mkdir()
    mounts = tmp_path / "mounts"
    named = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {named} nfs4 rw 0 0\n")
    assert filesystem(share / "not yet" / "there", mounts) == "nfs4"
    assert filesystem(tmp_path, mounts) == "ext4"


def test_a_store_on_a_network_filesystem_is_refused(
    tmp_path: Path, extract: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseworkbench.store.folder.filesystem", lambda path: "cifs")
    with pytest.raises(WorkbenchError, match=r"network filesystem \(cifs\)"):
        load([extract], tmp_path / "store", today=TODAY)
    assert not (tmp_path / "store").exists()


def test_what_a_killed_load_left_is_cleared_and_nothing_else(store: Path) -> None:
    for name in (".loading-123.sqlite", ".loading-123.sqlite-journal", "7.sqlite"):
        (store / "generations" / name).write_text("x")
    with StoreFolder(store).writing():
        pass
    assert sorted(path.name for path in (store / "generations").iterdir()) == ["1.sqlite", "2.sqlite"]
