"""``team``: a team's children over all lists at once, and the lists to print or send.

Of the small authority Assessment 2 has two conferences to hold: C4's was due Mon 24 Sep, 4 working days ago; C3's is
due Mon 1 Oct. Nobody is allocated: both stand with Otto Penn, who has the enquiries.
"""

import os

import pytest

from .conftest import EXTRACTS, write_extracts

FIELDS = (
    "child_id child_name family_id service team worker allocated_team allocated_worker lists overdue due_today "
    "due_this_week new worst_case worst_measure worst_title worst_status worst_due worst_days_over reason note owner "
    "action action_due cases"
).split()


def test_one_object_per_child_with_its_cases(ask):
    worst, other = ask("team", "Assessment 2", "--format", "json").json
    assert list(worst) == FIELDS
    assert (worst["child_id"], worst["worker"], worst["allocated_worker"]) == ("C4", "Otto Penn", "Unallocated")
    assert (worst["lists"], worst["overdue"], worst["due_today"], worst["due_this_week"]) == (1, 1, 0, 0)
    assert (worst["worst_case"], worst["worst_due"], worst["worst_days_over"]) == (
        "icpc:S4@2018-09-03",
        "2018-09-24",
        4,
    )
    assert worst["new"] is None
    assert (other["child_id"], other["due_this_week"]) == ("C3", 1)
    listed = ask("cases", "icpc", "--team", "Assessment 2", "--format", "json").json
    kept = [{name: case[name] for name in listed[0]} for child in (worst, other) for case in child["cases"]]
    assert kept == listed


def test_a_table_counts_in_words_and_a_csv_has_a_line_per_child(ask):
    table = ask("team", "Assessment 2").out
    assert "2 children: 1 overdue, 0 due today, 1 due this week; Assessment 2; as at Sun 30 Sep 2018" in table
    assert "Unborn Tallow" in table and "\x1b" not in table
    lines = ask("team", "Assessment 2", "--format", "csv").out.splitlines()
    assert lines[0] == ",".join(FIELDS[:-1])
    assert len(lines) == 3


def test_my_cases_need_no_team(ask):
    assert [row["child_id"] for row in ask("team", "--worker", "Otto Penn", "--format", "json").json] == ["C4", "C3"]
    assert "Nothing is overdue" in ask("team", "--worker", "Wren Ashby").err


def test_the_configuration_says_whose_list_is_meant(call, loaded, tmp_path):
    for setting, status in (
        ('worker = "Otto Penn"\nteam = "Assessment 1"', ["C4", "C3"]),
        ('team = "Assessment 1"', []),
    ):
        config = tmp_path / "own.toml"
        config.write_text(f"[screens]\n{setting}\n")
        answer = call("--store", loaded, "--config", config, "team", "--format", "json")
        assert [row["child_id"] for row in answer.json] == status


def test_a_list_to_print_calls_children_by_their_identifiers(ask):
    out = ask("team", "Assessment 2", "--print").out
    assert out.startswith("## Otto Penn\n\nAssessment 2; as at Sun 30 Sep 2018. 2 children: 1 overdue")
    assert "| C4 | Initial child protection conferences held in time | Mon 24 Sep 2018 | 4 days |" in out
    assert "Tallow" not in out
    assert "| C4 | U.T. |" in ask("team", "Assessment 2", "--print", "--names", "initials").out
    assert "| C4 | Unborn Tallow |" in ask("team", "Assessment 2", "--print", "--names", "names").out


def test_a_file_for_each_worker(call, tmp_path):
    extracts = {
        **EXTRACTS,
        "section47s": EXTRACTS["section47s"].replace(
            "S4,C4,2018-09-03,,Y,Assessment 2,Otto Penn", "S4,C4,2018-09-03,,Y,Assessment 2,../Penn|*"
        ),
    }
    store = tmp_path / "store"
    call("--store", store, "load", write_extracts(tmp_path / "extracts", extracts), "--as-at", "30/09/2018")
    answer = call("--store", store, "team", "Assessment 2", "--out", tmp_path / "lists")
    assert (answer.status, answer.out) == (0, "")
    assert "2 lists written to" in answer.err
    written = sorted((tmp_path / "lists").iterdir())
    assert [path.name for path in written] == ["2018-09-30-Otto-Penn.md", "2018-09-30-Penn.md"]
    assert written[1].read_text(encoding="utf-8").startswith("## ../Penn\\|\\*\n")
    assert written[0].stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(ask, tmp_path):
    (tmp_path / "taken").write_text("a file")
    answer = ask("team", "Assessment 2", "--out", tmp_path / "taken")
    assert answer.status == 1
    assert answer.err == (
        f"The lists cannot be written to {tmp_path / 'taken'} (File exists): choose a folder that is yours to write "
        "to.\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_somebody_else_s_stays_as_it_is(ask, tmp_path):
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o500)
    assert "cannot be written to" in ask("team", "Assessment 2", "--out", folder).err
    assert list(folder.iterdir()) == []


def test_what_is_new_since_the_load_before(call, tmp_path):
    store, extracts = tmp_path / "store", write_extracts(tmp_path / "extracts", EXTRACTS)
    call("--store", store, "load", extracts, "--as-at", "20/09/2018")
    unknown = call("--store", store, "team", "Assessment 2", "--new")
    assert (unknown.status, unknown.err.count("is not known")) == (1, 1)
    call("--store", store, "load", extracts, "--as-at", "30/09/2018")
    rows = call("--store", store, "team", "Assessment 2", "--format", "json").json
    assert [(row["child_id"], row["new"]) for row in rows] == [("C4", 1), ("C3", 0)]
    only = call("--store", store, "team", "Assessment 2", "--new", "--format", "json").json
    assert [row["child_id"] for row in only] == ["C4"]
    assert "1 new since the last load" in call("--store", store, "team", "Assessment 2").out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("Assesment 2",), 1, "There is no team 'Assesment 2' in these extracts: did you mean Assessment 2"),
        (("--worker", "Oto Penn"), 1, "did you mean Otto Penn?"),
        ((), 2, "Name a team, or a --worker or --service"),
        (("Assessment 2", "--print", "--format", "json"), 2, "--print and --out write Markdown"),
        (("Assessment 2", "--status", "overdue,late"), 2, "choose --status from overdue, due_soon, running"),
        (("Assessment 2", "--board", "sandwel"), 1, "did you mean sandwell"),
    ],
)
def test_a_mistake_is_answered_by_a_sentence(ask, arguments, status, said):
    answer = ask("team", *arguments)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


def test_the_workbench_does_not_open_on_a_team_beside_a_command(ask, call, loaded):
    assert call("--store", loaded, "--team", "Assessment 2", "board").status == 2
    assert "The screens need a terminal" in call("--store", loaded, "--team", "Assessment 2").err


@pytest.mark.parametrize(
    ("options", "setting", "opened"),
    [
        (["--team", "Assessment 1"], "", ("Assessment 1", ("team",))),
        (["--worker", "Otto Penn"], "", (None, ("team", "Otto Penn"))),
        ([], 'team = "Assessment 2"', ("Assessment 2", ("team",))),
        ([], 'team = "Assessment 2"\nworker = "Otto Penn"', (None, ("team", "Otto Penn"))),
        (["--team", "Assessment 1"], 'worker = "Otto Penn"', ("Assessment 1", ("team",))),
        ([], "", (None, ())),
    ],
)
def test_the_workbench_opens_on_whose_list_is_named(call, loaded, tmp_path, monkeypatch, options, setting, opened):
    seen = []
    monkeypatch.setattr("caseworkbench.screens.app.run", lambda store, settings, **asked: seen.append(asked))
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: True, raising=False)
    config = tmp_path / "own.toml"
    config.write_text(f"[screens]\n{setting}\n")
    assert call("--store", loaded, "--config", config, *options).status == 0
    assert [(asked["team"], asked["start"]) for asked in seen] == [opened]
