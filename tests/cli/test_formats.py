"""``formats``: which are known, and what of a file is recognised."""


def test_the_formats_known_are_listed(call):
    rows = call("formats", "--format", "json").json
    assert [row["format"] for row in rows][:2] == ["native", "annex_a"]
    assert "visits" in rows[0]["tables"]


def test_a_native_file_shows_what_was_recognised_and_what_was_not(call, tmp_path):
    file = tmp_path / "visits.csv"
    file.write_text("Visit-ID,child id,VISIT_DATE,visit_type,mood\nV1,C1,2018-09-01,cp,good\n", encoding="utf-8")
    found = call("formats", file, "--format", "json").json
    assert (found["format"], found["skeleton"]) == ("native", None)
    table = found["tables"][0]
    assert {"heading": "Visit-ID", "recognised_as": "visit_id"} in table["columns"]
    assert table["unknown"] == ["mood"]
    assert "child_seen" in table["missing"]


def test_an_unknown_report_gets_a_mapping_to_fill_in(call, tmp_path):
    file = tmp_path / "monday.csv"
    file.write_text("Person,Visit On\nC1,2018-09-01\n", encoding="utf-8")
    answer = call("formats", file)
    assert answer.status == 0
    assert "in no format known here" in answer.out and "[[parts]]" in answer.out


def test_a_file_that_is_not_there_is_told(call, tmp_path):
    answer = call("formats", tmp_path / "none.csv")
    assert (answer.status, answer.out) == (1, "") and "none.csv" in answer.err


def test_the_mapping_to_fill_in_is_written_to_a_new_file_and_never_over_one(call, tmp_path):
    file = tmp_path / "monday.csv"
    file.write_text("Visit ID,Person ID,Visit Date,Visit Type\nV1,C1,2018-09-01,cp\n", encoding="utf-8")
    mapping = tmp_path / "monday.toml"
    first = call("formats", file, "--skeleton", mapping)
    assert first.status == 0 and "monday.toml is the mapping" in first.err
    assert "[[parts]]" not in first.out
    written = mapping.read_text(encoding="utf-8")
    again = call("formats", file, "--skeleton", mapping)
    assert again.status == 1 and "is there already" in again.err
    assert mapping.read_text(encoding="utf-8") == written
    loaded = call("load", file, "--format", mapping, "--as-at", "2018-09-30", "--json").json
    assert [(one["table"], one["accepted"]) for one in loaded["tables"]] == [("visits", 1)]


def test_there_is_nothing_to_fill_in_for_what_is_known(call, tmp_path):
    file = tmp_path / "cp_plans.csv"
    file.write_text("plan_id,child_id,start_date\nP1,C1,2018-09-01\n", encoding="utf-8")
    answer = call("formats", file, "--skeleton", tmp_path / "x.toml")
    assert answer.status == 1 and "there is no mapping to fill in" in answer.err
    assert not (tmp_path / "x.toml").exists()
