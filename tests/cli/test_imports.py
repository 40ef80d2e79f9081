"""Start-up pays for what it uses: proved in processes of their own."""

import json
import os
import subprocess
import sys

import pytest

HEAVY = (
    "pandas",
    "textual",
    "numpy",
    "holidays",
    "sqlite_utils",
    "python_calamine",
    "sqlite3",
    "rich",
    "hypothesis",
    "xlsxwriter",
    "jinja2",
)
SCRIPT = """
import contextlib, io, json, sys
from caseworkbench.cli.main import run
answer = io.StringIO()
with contextlib.redirect_stdout(answer):
    status = run(sys.argv[1:])
print(json.dumps({"status": status, "modules": list(sys.modules), "answer": len(answer.getvalue())}))
"""


def _heavy_imports(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["status"] == 0
    return {module for module in HEAVY if module in found["modules"]}


def test_help_imports_nothing_heavy():
    assert _heavy_imports("--help") == set()


def test_a_working_day_needs_the_calendar_and_nothing_else():
    assert _heavy_imports("workday", "add", "2018-08-21", "15") <= {"numpy", "holidays"}


@pytest.mark.parametrize("command", [("board", "--format", "json"), ("cases", "icpc", "--format", "csv")])
def test_figures_and_cases_need_the_store_and_columns_and_nothing_else(loaded, command):
    assert _heavy_imports("--store", loaded, *command) <= {"numpy", "sqlite3"}


def test_a_pack_in_markdown_needs_neither_the_workbooks_nor_the_pages_library(loaded, tmp_path):
    command = ("pack", "--kind", "md", "--out", tmp_path)
    assert _heavy_imports("--store", loaded, *command) <= {"numpy", "sqlite3"}


def test_a_reader_that_has_seen_enough_is_no_error(loaded):
    command = [sys.executable, "-m", "caseworkbench", "--store", str(loaded), "workday", "list", "2018"]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
