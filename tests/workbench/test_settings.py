"""Configuration: every part optional, every mistake named."""

import re
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.settings import Settings, load_settings
from tests.workbench.extract import authority

REFERRED = {"referrals": [{"referral_id": "R1", "child_id": "C1", "referral_date": "2018-09-03"}]}


def written(tmp_path, text):
    path = tmp_path / "caseworkbench.toml"
    path.write_text(text)
    return path


def test_nothing_has_to_be_configured(tmp_path, monkeypatch):
    monkeypatch.delenv("CASEWORKBENCH_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load_settings(store=tmp_path) == Settings()


def test_the_file_in_the_store_is_found(tmp_path, monkeypatch):
    monkeypatch.delenv("CASEWORKBENCH_CONFIG", raising=False)
    written(tmp_path, '[authority]\nname = "Northbridge"\n')
    assert load_settings(store=tmp_path).authority == "Northbridge"


def test_closure_days_have_names_and_folders_stand_beside_the_file(tmp_path):
    path = written(tmp_path, '[calendar.closures]\n2018-12-27 = "Christmas closure"\n[folders]\nqueries = "ours"\n')
    found = load_settings(path)
    assert found.closures == {date(2018, 12, 27): "Christmas closure"}
    assert found.local_closures == {}
    assert found.query_folders == (tmp_path / "ours",)


def test_one_neighbour_need_not_be_a_list(tmp_path):
    assert load_settings(
        written(tmp_path, '[comparators]\nstatistical_neighbours = "Dudley"\n')
    ).statistical_neighbours == ("Dudley",)


def test_neighbours_may_be_named_by_the_numbers_of_their_codes(tmp_path):
    found = load_settings(written(tmp_path, '[comparators]\nstatistical_neighbours = [332, "E08000030", " "]\n'))
    assert found.statistical_neighbours == ("332", "E08000030")


def test_a_tolerance_may_be_one_number_or_one_for_each_unit(tmp_path):
    found = load_settings(written(tmp_path, "[tolerances]\nchange = 1\ncomparator = { percent = 2.0 }\n"))
    assert (found.tolerance("percent"), found.tolerance("count")) == (1.0, 1.0)
    assert (found.near("percent"), found.near("count")) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[authority\n", "is not understood"),
        ("[autority]\nname = 'x'\n", r"\[autority\].*Did you mean \[authority\]"),
        ("[authority]\nnmae = 'x'\n", "nmae under .authority., which means nothing there; known are name"),
        ("authority = 'x'\n", "write .authority. on its own line"),
        ("[calendar.closures]\nsoon = 'x'\n", "a value that is not understood"),
        ("[targets]\nicpc = nan\n", "icpc under .targets. as nan: write a number"),
        (f"[targets]\nicpc = 1{'0' * 400}\n", "icpc under .targets."),
        ("[targets]\nicpc = { traget = 90 }\n", "icpc under .targets."),
        ("[targets]\nicpc = { target = 90, amber = -1 }\n", "an amber of 0 or more"),
        ("[tolerances]\nchange = -1\n", "change under .tolerances. as -1: write a number of 0 or more"),
        ("[tolerances]\ncomparator = { percnt = 1 }\n", "one for each unit .percent, count"),
        ('[calendar]\nclosures_for_local_standards = "no"\n', "as 'no': write true or false, without quotes"),
        ("[store]\nkeep_last = 0\n", "keep_last under .store. as 0: write a whole number from 1"),
        ("[comparators]\nregion = 5\n", "region under .comparators. as 5: write text in quotes"),
        ("[folders]\nboards = 3\n", "boards under .folders. as 3: write text in quotes, or a list"),
        ("[notes]\nexpire_after_days = 4000\n", "write a whole number from 0 to 3650"),
        ("[publication]\nsuppress_under = 2.5\n", "suppress_under as 2.5: write a whole number"),
    ],
)
def test_a_mistake_is_named(tmp_path, text, said):
    with pytest.raises(WorkbenchError, match=said):
        load_settings(written(tmp_path, text))


def test_a_configuration_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "caseworkbench.toml"
    path.write_text("[targets]\nicpc = 90\n", encoding="utf-8-sig")
    assert load_settings(path).targets == {"icpc": {"target": 90}}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(limits={"icpc": 15.5}), "limit for icpc: 15.5 is no whole number"),
        (Settings(limits={"lac_review": {"first": "15"}}), "limit for lac_review: '15' is no whole number"),
        (Settings(board_folders=(Path("bords"),)), "names bords as a folder of boards, which is not there"),
        (Settings(targets={"icpd": {"target": 90}}), "a target for 'icpd', which is no measure here.* icpc"),
    ],
)
def test_a_limit_or_target_that_leads_nowhere_is_told_and_the_rest_works(tmp_path, settings, said):
    workbench = authority(tmp_path, REFERRED, date(2018, 9, 30), settings)
    assert any(re.search(said, mistake) for mistake in workbench.mistakes())
    assert workbench.measure("icpc").limit.n == 15


def test_a_file_that_is_named_and_not_there_is_told(tmp_path):
    with pytest.raises(WorkbenchError, match="no configuration file"):
        load_settings(tmp_path / "nowhere.toml")
