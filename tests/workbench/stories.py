"""Stories told in several loads: each load is the whole of what was known on its evening."""

from caseworkbench.loading.load import load
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import write_tables


def told(tmp_path, *loads, settings=None, name="store"):
    """A store with one generation per (as-at date, tables), opened on the last."""
    settings = settings or Settings()
    for number, (as_at, tables) in enumerate(loads, 1):
        folder = write_tables(tmp_path / f"{name} load {number}", tables)
        load([folder], tmp_path / name, settings=settings, as_at=as_at)
    return open_workbench(tmp_path / name, settings)


def assessment(number, started, authorised=None, child=None, **more):
    """A row of the assessments extract: A7 of child C7."""
    return {
        "assessment_id": f"A{number}",
        "child_id": child or f"C{number}",
        "start_date": started,
        "authorised_date": authorised or "",
        **more,
    }
