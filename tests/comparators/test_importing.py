"""Importing statistics into a store: a load of its own that leaves everything else as it is."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworkbench.cli.main import run
from caseworkbench.errors import WorkbenchError
from caseworkbench.loading.comparators import import_comparators
from caseworkbench.loading.load import load, undo_load
from caseworkbench.settings import Settings
from caseworkbench.store.generation import current_entry
from caseworkbench.store.published import comparators
from caseworkbench.workbench.open import open_workbench

from .files import YEAR_2018, assessments, reviews

SETTINGS = Settings(region="Upper Vale", statistical_neighbours=("Northbridge", "Eastmere"))
EXTRACTS = {
    "children": "child_id,forename\nc1,Ama\nc2,Bo\n",
    "assessments": (
        "assessment_id,child_id,start_date,authorised_date\na1,c1,2018-07-02,2018-08-01\na2,c2,2018-05-01,2018-09-28\n"
    ),
    "published_figures": (
        "measure,period_end,area,value\nassessment,2018-03-31,england,82.9\nassessment,2017-11-30,local,91\n"
    ),
}


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    folder = tmp_path / "extracts"
    folder.mkdir()
    for name, text in EXTRACTS.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, extracts: Path) -> Path:
    """Two assessments, two published figures; as at 28 September 2018, the latest authorisation."""
    load([extracts], tmp_path / "store", settings=SETTINGS)
    return tmp_path / "store"


def held(store: Path) -> dict[tuple[str, str, int], float]:
    return {(row["measure"], row["area"], row["period_end"].year): row["value"] for row in comparators(store)}


def test_the_store_keeps_its_as_at_date_its_extracts_and_its_figures(store, tmp_path):
    with_before = open_workbench(store, SETTINGS)
    before: list[Any] = with_before.figures(), with_before.cases("assessment", statuses=None, counted=True).as_dicts()
    with_before.close()
    record = import_comparators([assessments(tmp_path)], store, settings=SETTINGS)
    assert (record.as_at, record.mode, record.format) == (date(2018, 9, 28), "merge", "dfe_statistics")
    assert current_entry(store).as_at == "2018-09-28"
    after = open_workbench(store, SETTINGS)
    assert after.as_at == date(2018, 9, 28)
    assert after.cases("assessment", statuses=None, counted=True).as_dicts() == before[1]
    for old, new in zip(before[0], after.figures(), strict=True):
        assert {**old.as_dict(), "comparators": None} == {**new.as_dict(), "comparators": None}
    after.close()


def test_figures_are_merged_with_those_that_the_store_has(store, tmp_path):
    record = import_comparators([assessments(tmp_path)], store, settings=SETTINGS)
    assert held(store) == {
        ("assessment", "england", 2018): 80,  # it was 82.9
        ("assessment", "region", 2018): 75,
        ("assessment", "statistical_neighbours", 2018): 75,
        ("assessment_rate", "england", 2018): 500.5,
        ("assessment_rate", "region", 2018): 480,
        ("assessment_rate", "statistical_neighbours", 2018): 350,
    }
    (count,) = record.tables
    assert (count.accepted, count.replaced, count.rejected) == (6, 1, 0)


def test_a_figure_reads_against_what_was_imported(store, tmp_path):
    import_comparators([assessments(tmp_path)], store, settings=SETTINGS)
    workbench = open_workbench(store, SETTINGS)
    figure = next(figure for figure in workbench.figures() if figure.measure == "assessment")
    assert figure.as_dict()["comparators"]["region"]["value"] == 75
    workbench.close()


def test_the_same_file_again_changes_nothing(store, tmp_path):
    path = assessments(tmp_path)
    import_comparators([path], store, settings=SETTINGS)
    once = held(store)
    record = import_comparators([path], store, settings=SETTINGS)
    assert held(store) == once
    assert record.tables[0].replaced == 6 and record.tables[0].withdrawn == 0


def test_an_import_is_in_the_history_and_can_be_undone(store, tmp_path):
    before = held(store)
    import_comparators([assessments(tmp_path)], store, settings=SETTINGS)
    workbench = open_workbench(store, SETTINGS)
    latest = workbench.loads()[0]
    workbench.close()
    assert (latest["format"], latest["as_at"]) == ("dfe_statistics", "2018-09-28")
    assert [file["name"] for file in latest["files"]] == ["any name.csv"]
    assert undo_load(store).load_id == 1
    assert held(store) == before


def test_one_file_that_is_no_table_and_nothing_is_imported(store, tmp_path, extracts):
    before = current_entry(store)
    with pytest.raises(WorkbenchError, match=r"children\.csv is no table"):
        import_comparators([assessments(tmp_path), extracts / "children.csv"], store, settings=SETTINGS)
    assert current_entry(store) == before


def test_files_that_know_nothing_for_the_areas_change_nothing(store, tmp_path):
    before = current_entry(store)
    with pytest.raises(WorkbenchError, match="nothing was imported"):
        import_comparators([reviews(tmp_path, [("England", "2024", "c,c,c")])], store, settings=SETTINGS)
    assert current_entry(store) == before


def test_a_mean_of_other_neighbours_does_not_stay_where_the_new_one_is_not_known(store, tmp_path):
    path = assessments(tmp_path)
    import_comparators([path], store, settings=SETTINGS)
    suppressed = Settings(statistical_neighbours=("St. Orrin and Wick",))
    record = import_comparators([path], store, settings=suppressed)
    assert record.tables[0].withdrawn == 2
    assert not any(area == "statistical_neighbours" for _, area, _ in held(store))
    assert ("assessment", "region", 2018) in held(store)  # nobody asked about the region this time


def test_a_figure_of_ones_own_is_not_taken_away(store, tmp_path):
    unknown = [("England", "2018", "c,5,c,c,c,c,c,c,c,c,c")]
    import_comparators([assessments(tmp_path, unknown)], store, settings=SETTINGS)
    assert held(store)["assessment", "england", 2018] == 82.9


def test_loading_ones_own_published_figures_again_keeps_the_imported_ones(store, tmp_path, extracts):
    import_comparators([assessments(tmp_path)], store, settings=SETTINGS)
    load([extracts], store, settings=SETTINGS)
    assert held(store)["assessment", "region", 2018] == 75
    assert held(store)["assessment", "england", 2018] == 82.9  # the authority's own file says so


def test_statistics_may_come_before_any_extract(tmp_path):
    import_comparators([assessments(tmp_path)], tmp_path / "new", settings=SETTINGS)
    assert held(tmp_path / "new")["assessment", "england", 2018] == 80


def test_a_load_of_published_figures_alone_keeps_the_as_at_date(store, extracts):
    assert load([extracts / "published_figures.csv"], store, settings=SETTINGS).as_at == date(2018, 9, 28)


def test_the_commands_import_and_list(store, tmp_path, capsys):
    config = tmp_path / "own.toml"
    config.write_text(
        '[comparators]\nregion = "R1"\nstatistical_neighbours = ["Northbridge", "Nowhere"]\n', encoding="utf-8"
    )
    place = ["--store", str(store), "--config", str(config)]
    assert run([*place, "comparators", "import", str(assessments(tmp_path)), "--json"]) == 0
    said = capsys.readouterr()
    record = json.loads(said.out)
    assert (record["load_id"], record["as_at"], record["tables"][0]["accepted"]) == (2, "2018-09-28", 6)
    assert "Nowhere is not in any name.csv" in said.err
    assert run([*place, "comparators", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed[0] == {"measure": "assessment", "area": "england", "period_end": "2018-03-31", "value": 80.0}
    assert run([*place, "comparators"]) == 0
    assert "statistical neighbours" in capsys.readouterr().out
    assert run([*place, "comparators", "import", str(tmp_path / "own.toml")]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "own.toml is no table of the Department" in said.err


def test_a_store_without_comparators_says_how_to_get_them(tmp_path, capsys):
    (tmp_path / "children.csv").write_text(EXTRACTS["children"], encoding="utf-8")
    load([tmp_path / "children.csv"], tmp_path / "store", settings=Settings(), as_at=date(2018, 9, 30))
    assert run(["--store", str(tmp_path / "store"), "comparators"]) == 0
    assert "comparators import" in capsys.readouterr().err


def test_every_year_of_a_file_comes_in(store, tmp_path):
    rows = [*YEAR_2018, ("England", "2017", "100,5,0,10,20,20,20,20,10,0,0")]
    import_comparators([assessments(tmp_path, rows)], store, settings=SETTINGS)
    assert held(store)["assessment", "england", 2017] == 90
