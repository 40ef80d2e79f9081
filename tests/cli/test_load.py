"""``load``, ``undo-load`` and what they leave to read: the record, the rejects, the history."""

import pytest

from caseworkbench.cli.main import run

RECORD = "load_id as_at format mode seconds tables rejects questions".split()
CHILDREN = "child_id,forename\nC1,Ada\n"
VISITS = "visit_id,child_id,visit_date,visit_type\nV1,C1,2018-09-03,cp\nV2,C1,2018-99-03,cp\nV1,C1,2018-09-04,cp\n"


@pytest.fixture
def extract(tmp_path):
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "children.csv").write_text(CHILDREN, encoding="utf-8")
    (folder / "visits.csv").write_text(VISITS, encoding="utf-8")
    return folder


def test_the_record_of_a_load_has_the_fields_of_the_contract(call, extract, tmp_path):
    record = call("--store", tmp_path / "s", "load", extract, "--json").json
    assert set(RECORD) <= set(record)
    assert (record["load_id"], record["as_at"], record["format"], record["mode"]) == (
        1,
        "2018-09-04",
        "native",
        "replace",
    )
    visits = next(table for table in record["tables"] if table["table"] == "visits")
    assert visits == {"table": "visits", "read": 3, "accepted": 1, "replaced": 1, "rejected": 1, "withdrawn": 0}
    reject = record["rejects"][0]
    assert (reject["file"], reject["line"], reject["column"], reject["value"]) == (
        "visits.csv",
        3,
        "visit_date",
        "2018-99-03",
    )
    assert isinstance(record["questions"], int) and isinstance(record["seconds"], float)


def test_the_summary_says_how_many_rows_came_and_why_some_did_not(call, extract, tmp_path):
    answer = call("--store", tmp_path / "s", "load", extract)
    assert "visits.csv, line 3" in answer.out
    assert "1 row turned away" in answer.out


def test_undo_goes_back_to_the_load_before(call, extract, tmp_path):
    store = tmp_path / "s"
    assert run(["--store", str(store), "load", str(extract), "--as-at", "2018-09-10"]) == 0
    assert run(["--store", str(store), "load", str(extract), "--as-at", "2018-09-20"]) == 0
    assert len(call("--store", store, "loads", "--format", "json").json) == 2
    answer = call("--store", store, "undo-load")
    assert answer.status == 0 and "load 1, as at Mon 10 Sep 2018" in answer.err
    assert len(call("--store", store, "loads", "--format", "json").json) == 1
    refused = call("--store", store, "undo-load")
    assert refused.status == 1 and refused.err.count("\n") == 1


def test_the_history_lists_files_tables_and_rejects(ask):
    load = ask("loads", "--format", "json").json[0]
    assert (load["load_id"], load["as_at"], load["mode"]) == (1, "2018-09-30", "replace")
    assert {file["name"] for file in load["files"]} >= {"children.csv", "section47s.csv"}
    rejects = ask("rejects", "--format", "json").json
    assert [(row["file"], row["line"], row["column"], row["value"]) for row in rejects] == [
        ("section47s.csv", 6, "start_date", "2018-02-31")
    ]
    assert ask("rejects", "1", "--format", "json").json == rejects
    assert "Sun 30 Sep 2018" in ask("loads").out
    assert ask("rejects", "7").status == 1


def test_a_load_prints_nothing_but_its_record_where_json_is_asked_for(call, extract, tmp_path):
    answer = call("--store", tmp_path / "s", "load", extract, "--json", "--as-at", "30/09/2018")
    assert answer.json["as_at"] == "2018-09-30"
    assert answer.out.startswith("{") and answer.out.endswith("}\n")
