"""A note that is being typed is there again when the line has gone: on a terminal, with the real program."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseworkbench.workbench.open import open_workbench

from .forty import forty
from .test_on_a_terminal import Terminal

PROGRAM = (
    "import sys; from pathlib import Path; from caseworkbench.screens.app import run; "
    "run(Path(sys.argv[1]), None, start=tuple(sys.argv[2:]))"
)
Open = Callable[..., Terminal]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return forty(tmp_path, 6)


@pytest.fixture
def program(store: Path) -> Iterator[Open]:
    opened: list[Terminal] = []

    def start(*page: str, columns: int = 80, rows: int = 24) -> Terminal:
        opened.append(Terminal([sys.executable, "-c", PROGRAM, str(store), *page], columns, rows))
        return opened[-1]

    yield start
    for one in opened:
        end(one, signal.SIGKILL)
        os.close(one.handle)


def end(terminal: Terminal, how: signal.Signals) -> None:
    try:
        os.kill(terminal.pid, how)
        os.waitpid(terminal.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


def write(terminal: Terminal, keys: str) -> None:
    for key in keys:
        os.write(terminal.handle, key.encode())
        terminal.read(0.02, 0.2)


def drafts(store: Path) -> list[dict[str, str]]:
    workbench = open_workbench(store, None)
    try:
        return [dict(one.said) for one in workbench.drafts.left()]
    finally:
        workbench.close()


def test_a_note_that_was_being_typed_is_offered_again_and_can_be_finished(program: Open, store: Path) -> None:
    first = program("cases", "cp_visit")
    first.until("6 cases")
    write(first, "  n1")
    first.until("Note on 2 cases")
    write(first, "\r\r\rRang twice")
    time.sleep(1.0)
    end(first, signal.SIGHUP)
    assert [one["note"] for one in drafts(store)] == ["Rang twice"]

    second = program()
    second.until("You were writing a note on 2 cases")
    assert drafts(store), "offered, not yet taken up"
    write(second, "N")
    second.until("Rang twice")
    second.until("Late notification")
    assert drafts(store) == [], "it is this program that is at it now"
    write(second, "\x13")
    second.until("Noted on 2 cases")
    assert "You were writing" not in "\n".join(second.screen.display)
    workbench = open_workbench(store, None)
    assert {(row["case"], row["reason"], row["note"]) for row in workbench.standing_rows()} == {
        ("cp_visit:P001@2018-08-01", "late_notification", "Rang twice"),
        ("cp_visit:P002@2018-08-01", "late_notification", "Rang twice"),
    }
    end(second, signal.SIGHUP)
    assert drafts(store) == []


def test_a_draft_that_is_thrown_away_is_not_offered_again(program: Open, store: Path) -> None:
    first = program("cases", "cp_visit")
    first.until("6 cases")
    write(first, "n2")
    time.sleep(1.0)
    end(first, signal.SIGHUP)
    second = program("cases", "cp_visit")
    second.until("You were writing a note on 1 case")
    write(second, "N")
    second.until("No section 47 in place")
    second.until("Note on Child01 Peverill, C001")
    write(second, "\x1b")
    second.until("Esc again throws away")
    write(second, "\x1b")
    second.until("6 cases")
    time.sleep(0.3)
    end(second, signal.SIGHUP)
    assert drafts(store) == []


def test_keys_that_come_in_one_burst_go_where_they_are_meant(program: Open, store: Path) -> None:
    """A slow line delivers what was typed in a second at once: nothing of it sorts the list behind the dialog."""
    opened = program("cases", "cp_visit", columns=120, rows=40)
    opened.until("6 cases")
    os.write(opened.handle, b" n1\r\r+1w\rRang twice\x13")
    opened.until("Noted on Child01 Peverill")
    text = " ".join("\n".join(opened.screen.display).split())
    assert "by child" not in text, "the list is not sorted"
    workbench = open_workbench(store, None)
    [row] = workbench.standing_rows()
    assert (row["reason"], row["owner"], row["note"]) == ("late_notification", "Orrin Thackwell", "Rang twice")
    assert row["action_due"] is not None


def test_a_note_and_the_same_again_in_one_burst_are_each_about_another_case(program: Open, store: Path) -> None:
    opened = program("cases", "cp_visit", columns=120, rows=40)
    opened.until("6 cases")
    os.write(opened.handle, b"n1\x13.../child06\rn2\x13")
    opened.until("Noted on Child06 Peverill")
    workbench = open_workbench(store, None)
    said = {row["case"][9:13]: (row["reason"], row["entries"]) for row in workbench.standing_rows()}
    late = ("late_notification", 1)
    assert said == {"P001": late, "P002": late, "P003": late, "P004": late, "P006": ("no_section_47", 1)}


def test_what_is_corrected_in_one_burst_is_corrected_where_it_was_wrong(program: Open, store: Path) -> None:
    """Backspace and the arrows take their turn among the letters, in the fields, in the note and in the filter."""
    opened = program("cases", "cp_visit", columns=120, rows=40)
    opened.until("6 cases")
    os.write(opened.handle, b"n1\x15Wen Ashby\x1b[H\x1b[Cr\rVist\x7f\x7fsit\r\rRangg\x7f twise\x7f\x7fce\x13")
    opened.until("Noted on Child01 Peverill")
    os.write(opened.handle, b"/chidl\x7f\x7fld06")
    opened.until("1 of 6 cases")
    workbench = open_workbench(store, None)
    [row] = workbench.standing_rows()
    assert (row["owner"], row["action"], row["note"]) == ("Wren Ashby", "Visit", "Rang twice")


def test_what_is_pasted_stands_once_where_it_was_meant_for(program: Open, store: Path) -> None:
    """Also where it comes in one burst with the keys that open the dialog and lead to its field."""
    opened = program("cases", "cp_visit", columns=120, rows=40)
    opened.until("6 cases")
    os.write(
        opened.handle, b"n8\r\x1b[200~Ring\nthe [b]school[/b]\x1b[201~\r\r\x1b[200~First line\nsecond line\x1b[201~\x13"
    )
    opened.until("Noted on Child01 Peverill")
    workbench = open_workbench(store, None)
    [row] = workbench.standing_rows()
    assert (row["action"], row["note"]) == ("Ring the [b]school[/b]", "First line\nsecond line")
