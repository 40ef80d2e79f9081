"""What the tests of formats share."""

from pathlib import Path

import pytest

from .reading import Weeks


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    """A store to load week after week."""
    return Weeks(tmp_path / "store")
