"""A small authority whose every answer was worked out by hand, and a way to call the command in this process.

As at Sun 30 Sep 2018, conferences within 15 working days of the strategy discussion (Mon 27 Aug is a bank holiday):

- S1 from Tue 21 Aug: due Wed 12 Sep, held that day: in time.
- S2 from Tue 21 Aug: due Wed 12 Sep, held Mon 17 Sep: 3 working days late.
- S3 from Mon 10 Sep: due Mon 1 Oct, not yet held: due soon.
- S4 from Mon 3 Sep: due Mon 24 Sep, not held: 4 working days over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from caseworkbench.cli.main import run

EXTRACTS = {
    "children": """\
child_id,forename,surname,date_of_birth,expected_date_of_birth,family_id
C1,Ada,Quillfeather,2010-03-04,,F1
C2,=Hugo,Quillfeather,2012-05-06,,F1
C3,\x1b[31mRed,Marlowe-Stone,2014-01-02,,F2
C4,Unborn,Tallow,,2018-12-01,F3
""",
    "teams": """\
team,service
Assessment 1,Front Door
Assessment 2,Front Door
""",
    "section47s": """\
s47_id,child_id,start_date,end_date,icpc_required,team,worker
S1,C1,2018-08-21,,Y,Assessment 1,Wren Ashby
S2,C2,21/08/2018,,Y,Assessment 1,Wren Ashby
S3,C3,2018-09-10,,Y,Assessment 2,Otto Penn
S4,C4,2018-09-03,,Y,Assessment 2,Otto Penn
S5,C4,2018-02-31,,Y,Assessment 2,Otto Penn
""",
    "initial_conferences": """\
conference_id,child_id,s47_id,held_date,transfer_in
I1,C1,S1,2018-09-12,N
I2,C2,S2,2018-09-17,N
""",
    "missing_episodes": """\
episode_id,child_id,episode_type,started_at,ended_at,team,worker
M1,C1,missing,2018-09-03 20:00,2018-09-04 10:00,Assessment 1,Wren Ashby
""",
    "return_interviews": """\
interview_id,episode_id,child_id,offered_at,accepted,interviewed_at
R1,M1,C1,,Y,2018-09-07 12:30
""",
}
"""The return interview came 74.5 hours after the return: 2.5 hours late on the due date itself."""


@dataclass(frozen=True)
class Answer:
    """What a command line gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        import json

        return json.loads(self.out)


Call = Callable[..., Answer]


def write_extracts(folder: Path, extracts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for table, text in extracts.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small authority, loaded once."""
    place = tmp_path_factory.mktemp("northbridge")
    extracts = write_extracts(place / "extracts", EXTRACTS)
    assert run(["--store", str(place / "store"), "load", str(extracts), "--as-at", "30/09/2018"]) == 0
    return place / "store"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Call]:
    """Call the command with these arguments."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("CASEWORKBENCH_STORE", "CASEWORKBENCH_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def calling(*arguments: object) -> Answer:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Answer(status, said.out, said.err)

    yield calling


@pytest.fixture
def ask(call: Call, loaded: Path) -> Call:
    """Call the command on the small authority's store."""
    return lambda *arguments: call("--store", loaded, *arguments)
