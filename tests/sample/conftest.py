from pathlib import Path

import pytest

from caseworkbench.sample.authority import make_authority
from caseworkbench.sample.native import write_native
from caseworkbench.sample.world import World

from .tables import Rows, read_folder


@pytest.fixture(scope="session")
def northbridge() -> World:
    return make_authority()


@pytest.fixture(scope="session")
def folder(northbridge: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("northbridge")
    write_native(northbridge.tables, path)
    return path


@pytest.fixture(scope="session")
def tables(folder: Path) -> dict[str, Rows]:
    return read_folder(folder)
