"""Small authorities for tests: tables written by hand, loaded into a store of their own."""

import csv

from caseworkbench.loading.load import load
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench


def write_tables(folder, tables):
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(name for row in rows for name in row)))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def authority(tmp_path, tables, as_at=None, settings=None, name="store"):
    settings = settings or Settings()
    folder = write_tables(tmp_path / f"{name} extracts", tables)
    load([folder], tmp_path / name, settings=settings, as_at=as_at)
    return open_workbench(tmp_path / name, settings)


def figure(workbench, measure, **asked):
    [found] = [one for one in workbench.figures(**asked) if one.measure == measure]
    return found
