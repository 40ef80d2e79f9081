"""``demo``: a store of its own, built once, and what it prints where there is no terminal."""

from pathlib import Path

import pytest

from caseworkbench.cli import demo
from caseworkbench.resources import folder

from .conftest import EXTRACTS, write_extracts


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """The small authority in place of the sample data, and a cache of its own."""
    write_extracts(tmp_path / "sample" / "native", EXTRACTS)
    places = {"sample_data": tmp_path / "sample"}
    monkeypatch.setattr(demo, "folder", lambda name: places.get(name, folder(name)))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "sample"


def _stores(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / "caseworkbench" / "demo").iterdir())


def test_in_a_pipe_it_prints_the_board_a_breakdown_and_the_overdue_with_their_families(call, sample):
    answer = call("demo")
    assert answer.status == 0
    board, by_team, overdue, late = answer.out.split("Northbridge; as at Sun 30 Sep 2018")[:4]
    assert board and "50.0 %" in by_team
    assert "Assessment 1" in overdue and "1 conference overdue now, 1 family" in overdue
    assert "F3" in late and "Unborn Tallow" in late


def test_the_store_is_built_once_and_again_when_the_sample_data_changes(call, sample, tmp_path):
    assert "Building" in call("demo").err
    first = _stores(tmp_path)
    assert "Building" not in call("demo").err
    with (sample / "native" / "children.csv").open("a", encoding="utf-8") as stream:
        stream.write("C9,New,Child,,,F9\n")
    assert "Building" in call("demo").err
    assert len(first) == len(_stores(tmp_path)) == 1
    assert _stores(tmp_path) != first


def test_it_leaves_the_store_of_the_person_alone(call, sample, tmp_path):
    call("--store", tmp_path / "mine", "demo")
    assert not (tmp_path / "mine").exists()
