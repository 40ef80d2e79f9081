"""The made-up authority of the demonstration agrees with the reference, from native files and from Annex A."""

from datetime import date

import pytest

from .clocks import RULES
from .compare import case_differences, figure_differences
from .compare_shares import counted_differences
from .from_store import clocks_by_child, read_tables

AS_AT = date(2018, 9, 30)


@pytest.mark.parametrize("form", ["native", "annex_a"])
def test_a_small_authority_agrees_with_the_reference(form, tmp_path):
    from caseworkbench.loading.load import load
    from caseworkbench.sample.annex_a import write_annex_a
    from caseworkbench.sample.authority import make_authority
    from caseworkbench.sample.native import write_native
    from caseworkbench.workbench.open import open_workbench

    world = make_authority(80, None, 3)
    if form == "native":
        source = tmp_path / "native"
        write_native(world.tables, source)
    else:
        source = tmp_path / "Annex A.xlsx"
        write_annex_a(world, source)
    load([source], tmp_path / "store", as_at=AS_AT)
    (generation,) = (tmp_path / "store" / "generations").glob("*.sqlite")
    tables = read_tables(generation)
    clocks = clocks_by_child(tables)
    workbench = open_workbench(tmp_path / "store")
    known = {figure.measure for figure in workbench.figures() if figure.source == "cases"} & RULES.keys()
    found = case_differences(workbench, tables, clocks, AS_AT)
    found += case_differences(workbench, tables, clocks, date(2018, 6, 15))
    found = [line for line in found if any(f" {measure}:" in line for measure in known)]
    for by in ("authority", "team"):
        found += [line for line in figure_differences(workbench, tables, clocks, AS_AT, by) if "no source" not in line]
    found += counted_differences(workbench, tables, AS_AT) + counted_differences(workbench, tables, date(2018, 6, 15))
    workbench.close()
    assert len(known) > (20 if form == "native" else 10)
    assert not found, f"{len(found)} differences:\n" + "\n".join(found[:10])
