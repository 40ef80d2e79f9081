"""What the tests of formats share."""

from pathlib import Path

import pytest

from .reading import Weeks


@pytest.fixture
def weeks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weeks:
    """A store to load week after week, for tests that look at its tables: no clocks are built."""
    from caseworkbench.loading import build_clocks

    monkeypatch.setattr(build_clocks, "build", lambda *_: [])
    return Weeks(tmp_path / "store")


@pytest.fixture
def timed_weeks(tmp_path: Path) -> Weeks:
    """The same with clocks."""
    return Weeks(tmp_path / "store")
