"""A mistake gets one sentence on standard error, the right exit status, and never a traceback."""

import shutil

import pytest


@pytest.mark.parametrize(
    ("arguments", "named", "nearest"),
    [
        (("cases", "cp_vist"), "cp_vist", "cp_visit"),
        (("cases", "icpc", "--team", "Asessment 1"), "Asessment 1", "Assessment 1"),
        (("board", "--service", "Front Dor"), "Front Dor", "Front Door"),
        (("cases", "icpc", "--worker", "Otto Pen"), "Otto Pen", "Otto Penn"),
        (("trend", "ipcp"), "ipcp", "icpc"),
        (("board", "--board", "al"), "al", "all"),
        (("measures", "asessment"), "asessment", "assessment"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_ones(ask, arguments, named, nearest):
    answer = ask(*arguments)
    assert (answer.status, answer.out) == (1, "")
    assert repr(named) in answer.err and nearest in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("board", "--as-at", "2018-02-31"),
        ("board", "--as-at", "the day before"),
        ("cases", "icpc", "--as-at", "09/30/2018"),
        ("cases", "icpc", "--status", "overdo"),
        ("cases", "icpc", "--limit", "-1"),
        ("cases",),
        ("board", "--by", "street"),
        ("board", "--period", "week"),
        ("board", "--format", "xml"),
        ("board", "--limit", "3"),
        ("workday", "add", "2018-08-21", "-5"),
        ("workday", "list", "12"),
        ("workday", "add", "soon", "5"),
        ("load",),
        ("bord",),
        ("--nonsense",),
        ("rejects", "first"),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_a_sentence(ask, arguments):
    answer = ask(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.strip().splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize("option", ["--store", "--config"])
def test_an_option_of_the_whole_program_after_the_command_is_told_its_place(ask, option):
    answer = ask("board", option, "somewhere")
    assert (answer.status, answer.out) == (2, "")
    assert f"{option} stands before the command" in answer.err and "Did you mean" not in answer.err


def test_a_command_that_is_nearly_right_is_guessed(ask):
    assert "Did you mean board" in ask("bord").err


@pytest.mark.parametrize("date", ["2018-09-15", "15/09/2018", "15-9-2018", "15.09.2018"])
def test_dates_are_iso_or_day_first(ask, date):
    assert ask("board", "--as-at", date, "--format", "json").json[0]["as_at"] == "2018-09-15"


def test_today_is_a_date(ask):
    import datetime

    today = datetime.date.today().isoformat()
    assert ask("board", "--as-at", "today", "--format", "json").json[0]["as_at"] == today


def test_an_unknown_child_is_told(ask):
    answer = ask("child", "C99")
    assert (answer.status, answer.out) == (1, "") and "'C99'" in answer.err


@pytest.mark.parametrize("command", [("board",), ("cases", "icpc"), ("child", "C1"), ("loads",), ("undo-load",)])
def test_a_store_that_does_not_exist_is_told_and_not_made(call, tmp_path, command):
    answer = call("--store", tmp_path / "none", *command)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_store_is_told(call, tmp_path):
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8")
    answer = call("--store", tmp_path, "board")
    assert (answer.status, answer.out) == (1, "") and answer.err.count("\n") == 1


@pytest.mark.parametrize("source", ["nowhere", "empty"])
def test_a_load_of_nothing_is_told_and_makes_no_store(call, tmp_path, source):
    (tmp_path / "empty").mkdir()
    answer = call("--store", tmp_path / "store", "load", tmp_path / source)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1 and source in answer.err
    assert not (tmp_path / "store").exists()


def test_a_damaged_store_is_told_and_never_read_as_figures(call, tmp_path, loaded):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(loaded, copy)
    (generation,) = (copy / "generations").glob("*.sqlite")
    content = bytearray(generation.read_bytes())
    content[len(content) // 2] ^= 0xFF
    generation.chmod(0o600)
    generation.write_bytes(content)
    answer = call("--store", copy, "board", "--format", "json")
    assert (answer.status, answer.out) == (1, "") and answer.err.count("\n") == 1


def test_bytes_that_went_bad_under_an_unchanged_size_and_time_are_told_as_damage(call, tmp_path, loaded):
    import os
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(loaded, copy)
    (generation,) = (copy / "generations").glob("*.sqlite")
    was = generation.stat()
    content = generation.read_bytes()
    generation.chmod(0o600)
    generation.write_bytes(content[:4096] + b"\x07" * (len(content) - 4096))
    os.utime(generation, ns=(was.st_atime_ns, was.st_mtime_ns))
    answer = call("--store", copy, "board", "--format", "json")
    assert (answer.status, answer.out) == (1, "") and answer.err.count("\n") == 1
    assert "store is damaged" in answer.err and "fault of the program" not in answer.err


def test_alone_on_what_is_no_store_it_says_so(call, tmp_path):
    (tmp_path / "file").write_text("x")
    assert "is a file, not a store" in call("--store", tmp_path / "file").err
    assert "is not a store" in call("--store", tmp_path).err


def test_alone_on_no_store_it_says_how_to_load_and_how_to_see_the_demo(call, tmp_path):
    answer = call("--store", tmp_path / "none")
    assert (answer.status, answer.out) == (1, "")
    assert "caseworkbench load" in answer.err and "caseworkbench demo" in answer.err


def test_alone_in_a_pipe_it_points_to_the_commands(ask):
    answer = ask()
    assert answer.status == 1 and "need a terminal" in answer.err


def test_a_fault_of_the_program_is_a_sentence_too(ask, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("caseworkbench.workbench.workbench.Workbench.figures", broken)
    answer = ask("board")
    assert answer.status == 1 and "fault of the program" in answer.err


def test_the_store_comes_from_the_environment_where_no_option_names_it(call, loaded, monkeypatch):
    monkeypatch.setenv("CASEWORKBENCH_STORE", str(loaded))
    assert call("board", "--format", "json").status == 0


def test_control_c_ends_with_130_and_a_word(ask, monkeypatch):
    def stopped(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("caseworkbench.workbench.workbench.Workbench.figures", stopped)
    answer = ask("board")
    assert answer.status == 130 and "nothing was changed" in answer.err


def test_a_terminal_without_unicode_gets_a_likeness(loaded):
    import os
    import subprocess
    import sys

    command = [sys.executable, "-m", "caseworkbench", "--store", str(loaded), "cases", "icpc"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "-----  " in done.stdout and "\\u241b[31mRed" in done.stdout


def test_full_disks_and_shut_doors_are_told(ask, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr("caseworkbench.workbench.workbench.Workbench.figures", full)
    answer = ask("board")
    assert answer.status == 1 and answer.err.startswith("/somewhere: No space left on device")


@pytest.mark.parametrize("asked", [("notes",), ("note", "icpc:S4@2018-09-03", "--text", "Rang"), ("comment", "icpc")])
def test_damaged_notes_are_one_sentence(call, loaded, tmp_path, asked):
    shutil.copytree(loaded, tmp_path / "store")
    (tmp_path / "store" / "notes.sqlite").write_bytes(b"no database at all" * 100)
    told = call("--store", tmp_path / "store", *asked)
    assert (told.status, told.out, told.err.count("restore the file")) == (1, "", 1)


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_draws_nothing_gets_a_sentence_and_no_empty_screen(loaded, term):
    import os
    import pty
    import sys

    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = term
        os.execv(sys.executable, [sys.executable, "-m", "caseworkbench", "--store", str(loaded)])
    said = b""
    try:
        while data := os.read(terminal, 4096):
            said += data
    except OSError:  # it has ended
        pass
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1
    assert f"where TERM is “{term}”" in said.decode()
    assert b"\x1b" not in said
