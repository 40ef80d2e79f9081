"""Files larger than memory should be asked for: read piece by piece, with the same rows as in one go."""

import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts import tables
from caseworkbench.extracts.read import read
from caseworkbench.sample.cin_census import write_return

from .reading import Came

VISITS = (
    "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen,clav_cla_visit_seen_alone"
)
EPISODES = (
    "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,"
    "clae_cla_episode_ceased_reason,clae_entered_care_date"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ssd"
    made.mkdir()
    visits = [f"{number},L{number % 7},,2018-09-{number % 28 + 1:02d},Y,N" for number in range(500)]
    (made / "ssd_cla_visits.csv").write_text("\n".join(["Report of today", VISITS, *visits]) + "\n")
    # The episodes of each period stand far apart.
    episodes = [f"E{number},C{number % 7},L{number % 7},2018-01-{number // 7 + 1:02d},,," for number in range(140)]
    (made / "ssd_cla_episodes.csv").write_text("\n".join([EPISODES, *episodes]) + "\n")
    return made


def everything(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    came = Came([folder])
    return {name: [tuple(row.values()) for row in rows] for name, rows in came.rows.items()}


def test_piece_by_piece_the_rows_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = everything(folder)
    assert (len(whole["visits"]), len(whole["care_episodes"])) == (500, 7)
    monkeypatch.setattr(tables, "STREAMED_FROM", 1)
    monkeypatch.setattr(tables, "PIECE", 70)
    assert everything(folder) == whole
    (extract,) = read([folder])
    assert sum(1 for raw in extract.rows() if raw.table == "visits") == 8  # 502 lines in pieces of 70


def test_lines_are_the_files_own_in_every_piece(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "STREAMED_FROM", 1)
    monkeypatch.setattr(tables, "PIECE", 70)
    path = folder / "ssd_cla_visits.csv"
    lines = path.read_text().splitlines()
    lines[300] = "x,L1,,2018-02-31,Y,N"
    path.write_text("\n".join(lines) + "\n")
    (reject,) = Came([folder]).rejects
    assert (reject.line, reject.value) == (301, "2018-02-31")


def test_a_large_file_that_is_cut_off_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "STREAMED_FROM", 1)
    path = folder / "ssd_cla_visits.csv"
    path.write_text(path.read_text()[:-12])
    with pytest.raises(WorkbenchError, match="looks cut off"):
        Came([folder])


def a_child(number: int) -> str:
    inside = "".join(
        f"<Assessments><AssessmentActualStartDate>2018-{month:02d}-10</AssessmentActualStartDate></Assessments>"
        for month in range(1, 9)
    )
    return (
        f"<Child><ChildIdentifiers><LAchildID>C{number}</LAchildID><Sex>F</Sex></ChildIdentifiers><CINdetails>"
        f"<CINreferralDate>2018-01-05</CINreferralDate>{inside}</CINdetails></Child>\n"
    )


def a_return(path: Path, children: int) -> Path:
    def every() -> Iterator[str]:
        return (a_child(number) for number in range(children))

    with path.open("w", encoding="utf-8") as file:
        write_return(file, every())
    return path


def peak(path: Path) -> tuple[int, int]:
    """(rows, most bytes held at any time) of reading a return."""
    (extract,) = read([path])
    tracemalloc.start()
    rows = sum(len(raw.lines) for raw in extract.rows())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return rows, most


def test_a_return_takes_no_more_memory_however_long_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseworkbench.extracts.xml_source.RECORDS_AT_ONCE", 200)
    short, long = peak(a_return(tmp_path / "a.xml", 500)), peak(a_return(tmp_path / "b.xml", 4_000))
    assert (short[0], long[0]) == (500 * 10, 4_000 * 10)
    keys = 4_000 * 10 * 250  # what a merge must know of: the keys
    assert long[1] < 2 * short[1] + keys


if __name__ == "__main__":
    # `python -m tests.formats.test_large_files` measures a return of a hundred megabytes.
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/census.xml")
    a_return(target, 120_000)
    code = "from caseworkbench.extracts.read import read; from pathlib import Path; import sys\n"
    code += "print(sum(len(raw.lines) for one in read([Path(sys.argv[1])]) for raw in one.rows()), 'rows')"
    subprocess.run([sys.executable, "-c", code, str(target)], check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(f"{target.stat().st_size // 1_000_000} MB read in {used} MB of memory\n")
