"""Small made-up extracts, and loading them on the day the tests are written for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.loading.load import load
from caseworkbench.store.record import LoadRecord

TODAY = date(2018, 9, 30)
CHILDREN = "child_id,forename,surname\nc1,Ama,Fenwold\nc2,Bo,Fenwold\n"
VISITS = "visit_id,child_id,visit_date,visit_type\nv1,c1,2018-09-03,cp\nv2,c2,2018-09-21,cp\n"

Extract = Callable[..., Path]
Loaded = Callable[..., LoadRecord]


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    """Make a folder of native files: ``extract(visits="visit_id,…")``; two tables where none is named."""
    made = [0]

    def make(**tables: str) -> Path:
        made[0] += 1
        folder = tmp_path / f"extract {made[0]}"
        folder.mkdir()
        for name, content in (tables or {"children": CHILDREN, "visits": VISITS}).items():
            (folder / f"{name}.csv").write_text(content, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the store will be."""
    return tmp_path / "store"


@pytest.fixture
def loaded(store: Path) -> Loaded:
    """Load folders into the store."""

    def load_folders(*folders: Path, **options: object) -> LoadRecord:
        return load(list(folders), store, **{"today": TODAY, **options})  # type: ignore[arg-type]

    return load_folders
