"""Whole files come out of a pack, or none: whatever stops it, the folder is as it was."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.packs import markdown
from caseworkbench.packs.order import Order, Stopped
from caseworkbench.packs.write import write_pack
from tests.workbench.extract import authority

from .conftest import sheets
from .hostile import hostile


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    opened = hostile(tmp_path_factory.mktemp("places"))
    yield opened
    opened.close()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_take_the_place_of_those_of_the_same_name_and_are_their_owners_alone(workbench, tmp_path):
    (tmp_path / "p.md").write_text("last week's")
    written = write_pack(workbench, Order(), tmp_path, name="p")
    assert names(tmp_path) == ["p.html", "p.md", "p.xlsx"]
    assert "last week" not in (tmp_path / "p.md").read_text()
    assert all(one.path.stat().st_mode & 0o077 == 0 and one.bytes == one.path.stat().st_size for one in written)


def test_the_name_by_itself_says_board_place_and_day(workbench, tmp_path):
    write_pack(workbench, Order(team="+Team <i>1</i>"), tmp_path, kinds=("md",))
    assert names(tmp_path) == ["pack-bad-team-i-1-i-2018-09-30.md"]


def test_a_folder_that_is_not_there_gets_a_sentence(workbench, tmp_path):
    with pytest.raises(WorkbenchError, match=r"There is no folder .*: make it, or choose another"):
        write_pack(workbench, Order(), tmp_path / "none")


def test_a_folder_that_cannot_be_written_gets_a_sentence(workbench, tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    with pytest.raises(WorkbenchError, match=r"could not be written into .* \(Permission denied\)"):
        write_pack(workbench, Order(), tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("lock", [".~lock.p.xlsx#", "~$p.xlsx"])
def test_a_workbook_that_is_open_elsewhere_is_left_alone(workbench, tmp_path, lock):
    (tmp_path / "p.xlsx").write_text("open")
    (tmp_path / lock).write_text("")
    with pytest.raises(WorkbenchError, match=r"p\.xlsx is open in a spreadsheet program"):
        write_pack(workbench, Order(), tmp_path, name="p")
    assert (tmp_path / "p.xlsx").read_text() == "open"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_what_was_there_and_nothing_half_written(workbench, tmp_path, monkeypatch, number):
    (tmp_path / "p.md").write_text("last week's")

    def full(*_):
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(markdown.MarkdownWriter, "section", full)
    with pytest.raises(WorkbenchError, match="There is no room left in"):
        write_pack(workbench, Order(), tmp_path, name="p")
    assert names(tmp_path) == ["p.md"]
    assert (tmp_path / "p.md").read_text() == "last week's"


def test_a_disk_that_fills_while_the_workbook_is_put_together(workbench, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook._store_workbook", full)
    with pytest.raises(WorkbenchError, match="There is no room left in"):
        write_pack(workbench, Order(), tmp_path, name="p")
    assert names(tmp_path) == []


def test_where_one_file_cannot_be_put_in_place_the_others_are_put_back(workbench, tmp_path, monkeypatch):
    (tmp_path / "p.xlsx").write_text("last week's")
    replace = Path.replace

    def locked(self, target):
        if str(target).endswith("p.html") and self.name.startswith("new"):
            raise PermissionError(errno.EACCES, "The file is in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(WorkbenchError, match="The file is in use"):
        write_pack(workbench, Order(), tmp_path, name="p")
    assert names(tmp_path) == ["p.xlsx"]
    assert (tmp_path / "p.xlsx").read_text() == "last week's"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Stopped])
@pytest.mark.parametrize("part", [0.0, 0.15, 0.5, 0.9])
def test_whoever_stops_it_finds_the_folder_as_it_was(workbench, tmp_path, stop, part):
    def progress(_what, done):
        if done >= part:
            raise stop

    with pytest.raises(stop):
        write_pack(workbench, Order(), tmp_path, progress=progress)
    assert names(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_service_that_is_stopped_or_a_connection_that_is_lost_leaves_no_cases_behind(
    workbench, tmp_path, number, part
):
    def progress(_what, done):
        if done >= part:
            os.kill(os.getpid(), number)

    pid = os.fork()
    if pid == 0:
        status = 70
        try:
            write_pack(workbench, Order(), tmp_path, progress=progress)
        except SystemExit as ending:
            status = int(str(ending.code))
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 128 + number
    assert names(tmp_path) == []


def test_progress_only_grows_and_ends_at_the_whole(workbench, tmp_path):
    told = []
    write_pack(workbench, Order(), tmp_path, progress=lambda what, part: told.append((what, part)))
    parts = [part for _, part in told]
    assert parts == sorted(parts) and (parts[0], parts[-1]) == (0.0, 1.0)


@pytest.mark.parametrize("name", ["../out", "a/b", " ", ".", "a\nb", "a:b", ".xlsx"])
def test_a_name_that_is_no_file_name_gets_a_sentence(workbench, tmp_path, name):
    with pytest.raises(WorkbenchError, match="is no name for files"):
        write_pack(workbench, Order(), tmp_path, name=name)


def test_an_ending_in_the_name_is_not_doubled(workbench, tmp_path):
    write_pack(workbench, Order(), tmp_path, name="September.xlsx", kinds=("xlsx",))
    assert names(tmp_path) == ["September.xlsx"]


def test_the_board_of_an_authority_without_a_name_says_what_it_is(tmp_path):
    referral = {"referral_id": "R1", "child_id": "C1", "referral_date": "2018-09-03"}
    unnamed = authority(tmp_path, {"referrals": [referral]})
    write_pack(unnamed, Order(), tmp_path, kinds=("xlsx",), name="p")
    line = sheets(tmp_path / "p.xlsx")["Board"][1][0]
    assert line.startswith("Performance monitoring report, as at Mon 3 Sep 2018")
