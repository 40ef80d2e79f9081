"""An authority's own measure is one SQL file; it is somebody's code, and a mistake in it harms nothing else."""

import re
from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import authority, figure

SEPTEMBER = date(2018, 9, 30)
CONTACTS = {
    "contacts": [{"contact_id": "K1", "child_id": "C1", "received_at": "2018-09-03", "decision_at": "2018-09-07"}]
}
HEADER = """-- title = "Contacts closed within a week"
-- question = "Contacts decided within five working days"
-- rule = "As contact_decision, with more time."
-- source = "Ours"
-- standing = "local"
-- basis = "due"
-- period = "month"
-- limit = "5 working days"
-- who = "own"
-- needs = ["contacts"]
"""
SELECT = "SELECT contact_id AS subject, child_id, received_at AS start_date, decision_at AS stop_date FROM contacts\n"


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "our queries"
    folder.mkdir()
    return folder, Settings(query_folders=(folder,))


def test_a_new_file_is_a_new_measure_without_loading_again(tmp_path, own):
    folder, settings = own
    authority(tmp_path, CONTACTS, SEPTEMBER)
    (folder / "contact_week.sql").write_text(HEADER + SELECT)
    workbench = open_workbench(tmp_path / "store", settings)
    assert figure(workbench, "contact_week").value == 100.0
    assert figure(workbench, "contact_decision").value == 0.0
    [case] = workbench.cases("contact_week", statuses=["all"]).rows()
    assert case["case"] == "contact_week:K1@2018-09-03"


def test_a_file_of_the_same_name_takes_the_place_of_ours(tmp_path, own):
    folder, settings = own
    (folder / "contact_decision.sql").write_text(HEADER + SELECT)
    assert figure(authority(tmp_path, CONTACTS, SEPTEMBER, settings), "contact_decision").value == 100.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-- title = Contacts\nSELECT 1", "bad.sql, line 1"),
        (HEADER.replace('basis = "due"', 'basis = "done"') + SELECT, "bad.sql, line 6: basis is 'done'"),
        (HEADER.replace("5 working days", "a week") + SELECT, "bad.sql, line 8: The limit 'a week' is not understood"),
        (HEADER + "DELETE FROM contacts", "one SELECT"),
        (HEADER + '-- order = "last"\n' + SELECT, "bad.sql, line 11: order is a whole number"),
        (HEADER + '-- better = "hihg"\n' + SELECT, "bad.sql, line 11: better is 'hihg'; it is one of high, low"),
        (HEADER + "-- target = nan\n" + SELECT, "bad.sql, line 11: target is a number"),
        (HEADER + '-- colour = "red"\n' + SELECT, "bad.sql, line 11: colour means nothing here"),
        (HEADER + '-- kind = "share"\n' + SELECT, "bad.sql, line 6: the basis of a share"),
        (HEADER.replace('["contacts"]', '"contacts"') + SELECT, "bad.sql, line 10: needs is a list of names"),
        (HEADER.replace('["contacts"]', '["contact"]') + SELECT, "needs 'contact', which is no extract.* contacts"),
    ],
)
def test_a_header_with_a_mistake_is_named_and_the_rest_works(tmp_path, own, text, said):
    folder, settings = own
    (folder / "bad.sql").write_text(text)
    workbench = authority(tmp_path, CONTACTS, SEPTEMBER, settings)
    assert any(re.search(said, mistake) for mistake in workbench.mistakes())
    assert figure(workbench, "contact_decision").denominator == 1


def test_an_answer_that_is_neither_met_nor_unmet_is_named(tmp_path, own):
    """A query that says N where 0 is meant would else count as met."""
    folder, settings = own
    (folder / "bad.sql").write_text(
        HEADER.replace('"due"', '"rows"').replace('-- limit = "5 working days"\n', '-- kind = "share"\n')
        + "SELECT contact_id AS subject, child_id, received_at AS event_date, 'N' AS met FROM contacts"
    )
    workbench = authority(tmp_path, CONTACTS, SEPTEMBER, settings)
    assert any("bad.sql" in mistake and "met is 1 or 0, not 'N'" in mistake for mistake in workbench.mistakes())
    assert figure(workbench, "bad").source == "none"


@pytest.mark.parametrize(
    ("select", "said"),
    [
        ("SELECT contact_id AS subject FROM contacts", "no column child_id"),
        ("SELECT nonsense FROM contacts", "bad.sql, line 11, does not run: no such column"),
        (SELECT.replace("received_at AS", "'soon' AS"), "no date, time or number"),
        (SELECT + "; SELECT 1", "one statement at a time\\.$"),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT i AS subject, 'C1' AS child_id, '2018-09-03' AS start_date FROM n WHERE i < 0",
            "was stopped",
        ),
    ],
)
def test_a_query_with_a_mistake_is_named_when_asked_for_and_the_rest_works(tmp_path, own, select, said, monkeypatch):
    monkeypatch.setattr("caseworkbench.measures.guard.guarded.__wrapped__.__defaults__", (0.2,))
    folder, settings = own
    (folder / "bad.sql").write_text(HEADER + select)
    workbench = authority(tmp_path, CONTACTS, SEPTEMBER, settings)
    with pytest.raises(WorkbenchError, match=said):
        workbench.cases("bad")
    assert workbench.cases("contact_decision", counted=True).row(0)["status"] == "late"
    assert figure(workbench, "bad").source == "none"
    assert figure(workbench, "contact_decision").denominator == 1
    assert any("bad.sql" in mistake for mistake in workbench.mistakes())


def test_a_line_of_a_board_with_a_mistake_is_named_and_the_others_stand(tmp_path):
    boards = tmp_path / "boards"
    boards.mkdir()
    (boards / "ours.toml").write_text(
        'title = "Ours"\n[[line]]\nmeasure = "contact_decision"\nlimit = 2\n[[line]]\nmeasure = "contact_decsion"\n'
        '[[line]]\nmeasure = "contacts"\nperiod = "week"\n[[line]]\nmeasure = "contacts"\ntarget = "high"\n'
        '[[line]]\nmeasure = "contacts"\ntarget = nan\n[[line]]\nmeasure = "contacts"\ntarget = 5\namber = -1\n'
    )
    settings = Settings(board_folders=(boards,))
    board = authority(tmp_path, CONTACTS, SEPTEMBER, settings).board("ours")
    assert [(line.measure, line.limit) for line in board.lines] == [("contact_decision", 2)]
    assert "ours.toml, line 6: " in board.mistakes[0]
    assert "did you mean contact_decision" in board.mistakes[0]
    assert "ours.toml, line 9: there is no period 'week'" in board.mistakes[1]
    assert "ours.toml, line 12: target and amber are numbers" in board.mistakes[2]
    assert "ours.toml, line 15: target and amber are numbers" in board.mistakes[3]
    assert "ours.toml, line 19: target and amber are numbers, amber of 0 or more" in board.mistakes[4]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('title = "Ours"\n[[lines]]\nmeasure = "contacts"\n', "line 2: 'lines' means nothing here"),
        ('title = "Ours"\n[[line]]\nmeasure = "contacts"\nlimits = 3\n', "line 4: a line has measure, and may have"),
        ('title = "Ours"\n[[line]]\nmeasure = "contacts"\ntitle = 3\n', "line 4: the title is text in quotes"),
        ('title = "Ours"\n[[line]]\nmeasure = "icpc"\nlimit = true\n', "line 4: the limit True is no whole number"),
    ],
)
def test_a_board_without_a_line_that_stands_is_refused_with_the_line_at_fault(tmp_path, content, said):
    (tmp_path / "ours.toml").write_text(content)
    settings = Settings(board_folders=(tmp_path,))
    with pytest.raises(WorkbenchError, match=said):
        authority(tmp_path, CONTACTS, SEPTEMBER, settings).board("ours")


def test_a_board_saved_with_a_byte_order_mark_is_read(tmp_path):
    (tmp_path / "ours.toml").write_text('title = "Ours"\n[[line]]\nmeasure = "contacts"\n', encoding="utf-8-sig")
    settings = Settings(board_folders=(tmp_path,))
    assert authority(tmp_path, CONTACTS, SEPTEMBER, settings).board("ours").title == "Ours"


@pytest.mark.parametrize("board", ["sandwell", "sefton", "bradford", "herefordshire", "statutory", "all"])
def test_every_board_that_is_shipped_is_without_a_mistake(tmp_path, board):
    found = authority(tmp_path, CONTACTS, SEPTEMBER).board(board)
    assert found.lines
    assert found.mistakes == ()
