"""``caseworkbench pack``: what it writes and says, and what it refuses."""

import csv
import io
import re
import shutil

from caseworkbench.notes.entry import Said
from caseworkbench.workbench.open import open_workbench


def test_it_says_what_it_has_written(ask, tmp_path):
    answer = ask("pack", "--out", tmp_path, "--format", "json")
    assert answer.status == 0 and answer.err == ""
    assert [one["kind"] for one in answer.json] == ["xlsx", "html", "md"]
    for one in answer.json:
        assert (tmp_path / f"pack-all-2018-09-30.{one['kind']}").stat().st_size == one["bytes"]


def test_paths_come_as_a_table_and_as_csv_too(ask, tmp_path):
    assert "pack-all-2018-09-30.md" in ask("pack", "--kind", "md", "--out", tmp_path).out
    rows = list(csv.DictReader(io.StringIO(ask("pack", "--kind", "md", "--out", tmp_path, "--format", "csv").out)))
    assert [row["kind"] for row in rows] == ["md"]


def test_only_the_kinds_asked_for_are_written(ask, tmp_path):
    ask("pack", "--kind", "html,md", "--out", tmp_path, "--name", "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["two.html", "two.md"]


def test_without_a_folder_it_writes_here(ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ask("pack", "--kind", "md", "--name", "here")
    assert (tmp_path / "here.md").exists()


def test_names_only_where_they_are_asked_for(ask, tmp_path):
    ask("pack", "--kind", "md", "--out", tmp_path, "--name", "p")
    assert "Quillfeather" not in (tmp_path / "p.md").read_text(encoding="utf-8")
    ask("pack", "--kind", "md", "--out", tmp_path, "--name", "p", "--names", "names")
    assert "=Hugo Quillfeather" in (tmp_path / "p.md").read_text(encoding="utf-8")


def test_what_is_overdue_is_said_in_words(ask, tmp_path):
    """S4 was due on Mon 24 Sep: four working days over on Fri 28 Sep, as on the Sunday after."""
    ask("pack", "--kind", "md", "--out", tmp_path, "--name", "p")
    text = (tmp_path / "p.md").read_text(encoding="utf-8")
    assert "50.0 %: 1 of 2, from Sat 1 Sep 2018 to Sun 30 Sep 2018." in text
    assert "1 conference overdue now, in 1 family; the longest by 4 working days." in text
    assert "1 more conference falls due within five working days." in text


def test_recorded_and_reported_stand_side_by_side_and_both_open(call, loaded, tmp_path):
    """S4, due on Mon 24 Sep, is not held by the record; held on Thu 20 Sep it makes two in time of three."""
    store = shutil.copytree(loaded, tmp_path / "store")
    said = ("--reason", "done_not_recorded", "--done-on", "20/09/2018")
    assert call("--store", store, "note", "icpc:S4@2018-09-03", *said).status == 0
    call("--store", store, "pack", "--kind", "md,html", "--out", tmp_path, "--name", "p")
    text = (tmp_path / "p.md").read_text(encoding="utf-8")
    assert "50.0 %: 1 of 2, from Sat 1 Sep 2018 to Sun 30 Sep 2018. As reported it is 66.7 % (2 of 3)" in text
    assert "Reasons given: done but not recorded, 1 conference in 1 family." in text
    [command] = re.findall(r"Those that make the reported figure differ: `caseworkbench (.*?)`", text)
    assert [case["case"] for case in call("--store", store, *command.split(), "--format", "json").json] == [
        "icpc:S4@2018-09-03"
    ]
    assert "66.7 % (2 of 3)" in (tmp_path / "p.html").read_text(encoding="utf-8")


def test_the_comment_and_the_status_judged_by_hand_come_out(call, loaded, tmp_path):
    store = shutil.copytree(loaded, tmp_path / "store")
    workbench = open_workbench(store)
    measure = workbench.measure("icpc")
    workbench.noting.write_comment(
        measure, workbench.as_at, Said(note="Late notice.", action="A daily list.", judged="3")
    )
    workbench.close()
    call("--store", store, "pack", "--out", tmp_path, "--name", "p")
    text = (tmp_path / "p.md").read_text(encoding="utf-8")
    assert "Status 3: Not improving." in text and "Comment: Late notice." in text and "Action: A daily list." in text
    assert "| 3 Not improving |" in text
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "<strong>3</strong> Not improving" in page and "Late notice." in page
    call("--store", store, "pack", "--out", tmp_path, "--name", "august", "--kind", "md", "--as-at", "31/08/2018")
    assert "Late notice" not in (tmp_path / "august.md").read_text(encoding="utf-8"), "it was said of September"


def test_wrong_kinds_boards_and_folders_get_a_sentence(ask, tmp_path):
    assert ask("pack", "--kind", "docx").status == 2
    assert "is no kind of file: choose from xlsx, html, md" in ask("pack", "--kind", "docx").err
    unknown = ask("pack", "--board", "sandwel", "--out", tmp_path)
    assert (unknown.status, unknown.err.count("\n")) == (1, 1) and "did you mean sandwell" in unknown.err
    nowhere = ask("pack", "--out", tmp_path / "none")
    assert (nowhere.status, nowhere.err.count("\n")) == (1, 1) and "There is no folder" in nowhere.err
    assert list(tmp_path.iterdir()) == []


def test_it_can_look_back_to_what_was_known(ask, tmp_path):
    ask("pack", "--known-at", "1", "--kind", "md", "--out", tmp_path, "--name", "p")
    assert "--known-at 1" in (tmp_path / "p.md").read_text(encoding="utf-8")


def test_for_publication_no_case_is_named(ask, tmp_path):
    ask("pack", "--publish", "--out", tmp_path, "--name", "p")
    text = (tmp_path / "p.md").read_text(encoding="utf-8")
    assert "C4" not in text and "caseworkbench cases" not in text
    assert "is left out" in text
