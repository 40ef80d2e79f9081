"""``measures`` and the page made from the same headers."""

from pathlib import Path

from caseworkbench.cli.measures_page import page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_measures_is_what_the_queries_say():
    written = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert written == page(), "docs/measures.md is out of date: run `make docs`"


def test_the_catalogue_lists_every_measure_without_a_store(call, tmp_path):
    rows = call("--store", tmp_path / "none", "measures", "--format", "json").json
    assert len(rows) >= 22
    icpc = next(row for row in rows if row["id"] == "icpc")
    assert icpc["limits"] == [{"name": "", "n": 15, "unit": "working_days"}]
    assert icpc["basis"] == "completed" and icpc["period"] == "month"


def test_one_measure_shows_its_rule_its_source_and_its_query(call):
    text = call("measures", "icpc").out
    assert "Working Together" in text and "15 working days" in text and "FROM section47s" in text
    definition = call("measures", "icpc", "--format", "json").json
    assert definition["sql"].startswith("SELECT") and definition["rule"]


def test_a_limit_that_the_configuration_changes_is_shown(call, tmp_path):
    config = tmp_path / "caseworkbench.toml"
    config.write_text("[limits]\nicpc = 10\n", encoding="utf-8")
    assert "10 working days" in call("--config", config, "measures", "icpc").out


def test_a_configuration_that_is_not_understood_is_told(call, tmp_path):
    config = tmp_path / "caseworkbench.toml"
    config.write_text("[limts]\n", encoding="utf-8")
    answer = call("--config", config, "measures")
    assert (answer.status, answer.out) == (1, "") and "limits" in answer.err


def test_a_mistake_in_an_authority_s_own_query_is_told_and_the_rest_works(call, loaded, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "late_letters.sql").write_text('-- title = "Letters\nSELECT 1\n', encoding="utf-8")
    config = tmp_path / "caseworkbench.toml"
    config.write_text('[folders]\nqueries = "own"\n', encoding="utf-8")
    answer = call("--store", loaded, "--config", config, "board", "--format", "json")
    assert answer.status == 0 and len(answer.json) >= 22
    assert "late_letters.sql" in answer.err
